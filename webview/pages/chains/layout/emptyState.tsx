import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Button, ProgressRing } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';

/** What stands in the list's place while it has no chains. */
export function EmptyList({ page, model }: { readonly page: Page; readonly model: ChainsModel }): VNode | null {
  const { list, query } = model;
  if (list.total === null) {
    return (
      <div class="empty-list">
        <ProgressRing label={l10n.t('Reading the run')} />
      </div>
    );
  }
  if (list.total > 0) return null;
  const isFiltered = query.filter !== 'all' || query.dimension !== null;
  if (!isFiltered) return <p class="empty-list">{l10n.t('This run has no chains.')}</p>;
  return (
    <div class="empty-list">
      <p>{l10n.t('No chain is like that.')}</p>
      <Button kind="secondary" onClick={() => void page.list.setQuery({ filter: 'all', dimension: null })}>
        {l10n.t('Show All Chains')}
      </Button>
    </div>
  );
}
