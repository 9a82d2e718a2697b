import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { rows } from '../../../../src/wording/counts';
import { formatCount, plural } from '../../../../src/wording/numbers';
import { Button } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { isFiltered, withoutFilters } from '../state/viewQuery';

interface EmptyStateProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** In place of rows where there are none to show. */
export function EmptyState({ page, model }: EmptyStateProps): VNode | null {
  const { info, view, query } = model;
  if (view.rowCount > 0 || view.busy || view.searching) return null;
  if (isFiltered(query)) return <NothingMatches page={page} query={query} />;
  return info.indexing ? null : <p class="empty-state">{l10n.t('This file has no rows.')}</p>;
}

/** Says what to do next, in one line with one button: the rows are shown below it. */
export function NextStep({ model: { info } }: Pick<EmptyStateProps, 'model'>): VNode {
  if (info.problemCount === info.rowCount) return <p class="hint-line">{noRowReadable(info.rowCount)}</p>;
  return (
    <div class="hint-line next-step">
      <span>
        {info.scored
          ? l10n.t('{0}. Run Select to choose which to train on.', rows(info.rowCount))
          : l10n.t('{0}. Run Select to score them and choose which to train on.', rows(info.rowCount))}
      </span>
    </div>
  );
}

function noRowReadable(count: number): string {
  return plural(count, {
    one: l10n.t('The only row cannot be read, so there is nothing to select. The Problems panel says why.'),
    other: l10n.t(
      'None of the {0} rows can be read, so there is nothing to select. The Problems panel says why.',
      formatCount(count),
    ),
  });
}

function NothingMatches({ page, query }: { readonly page: Page; readonly query: PageModel['query'] }): VNode {
  return (
    <div class="empty-state">
      <p>{l10n.t('No row matches the filter.')}</p>
      <Button kind="secondary" onClick={() => void page.view.setQuery(withoutFilters(query))}>
        {l10n.t('Clear Filters')}
      </Button>
    </div>
  );
}
