import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { rows } from '../../../../src/wording/counts';
import { formatCount } from '../../../../src/wording/numbers';
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
        {rows(info.rowCount)}. Run Select to {info.scored ? 'choose' : 'score them and choose'} which to train on.
      </span>
    </div>
  );
}

function noRowReadable(count: number): string {
  const none = count === 1 ? 'The only row cannot be read' : `None of the ${formatCount(count)} rows can be read`;
  return `${none}, so there is nothing to select. The Problems panel says why.`;
}

function NothingMatches({ page, query }: { readonly page: Page; readonly query: PageModel['query'] }): VNode {
  return (
    <div class="empty-state">
      <p>No row matches the filter.</p>
      <Button kind="secondary" onClick={() => void page.view.setQuery(withoutFilters(query))}>
        Clear Filters
      </Button>
    </div>
  );
}
