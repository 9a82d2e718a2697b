import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import {
  CHAIN_FILTERS,
  type ChainFilter,
  type ChainQuery,
  type RunOverview,
} from '../../../../src/protocol/annotation';
import { chains, dimensionTitle, filterTitle } from '../../../../src/wording/annotationText';
import { formatCount } from '../../../../src/wording/numbers';
import { IconButton } from '../../../kit/controls/iconButton';
import { Dropdown } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';

interface ListBarProps {
  readonly page: Page;
  readonly model: ChainsModel;
  readonly overview: RunOverview;
}

const BOTH = 'both';

/** Which chains are listed, how the open one is shown, and the way back from a correction. */
export function ListBar({ page, model, overview }: ListBarProps): VNode {
  const { query, list, canUndo, changesShown } = model;
  const change = (changed: Partial<ChainQuery>): void => void page.list.setQuery({ ...query, ...changed });
  return (
    <div class="list-bar" role="group" aria-label={l10n.t('Chains')}>
      <Dropdown
        label={l10n.t('List chains')}
        value={query.filter}
        options={CHAIN_FILTERS.map((filter) => ({ value: filter, label: filterLabel(filter, overview) }))}
        onChange={(filter) => change({ filter: filter as ChainFilter })}
      />
      {overview.parameters.dimension === BOTH ? (
        <Dropdown
          label={l10n.t('Dimension')}
          value={query.dimension ?? BOTH}
          options={[
            { value: BOTH, label: l10n.t('Both dimensions') },
            ...(['complexity', 'quality'] as const).map((value) => ({ value, label: dimensionTitle(value) })),
          ]}
          onChange={(value) => change({ dimension: value === BOTH ? null : (value as ChainQuery['dimension']) })}
        />
      ) : null}
      <span class="listed">{list.total === null ? '' : chains(list.total)}</span>
      <div class="bar-actions">
        <IconButton
          icon="diff"
          label={changesShown ? l10n.t('Hide what each step changed') : l10n.t('Show what each step changed')}
          pressed={changesShown}
          onClick={() => page.store.set({ changesShown: !changesShown })}
        />
        <IconButton
          icon="discard"
          label={l10n.t('Undo the last correction')}
          title={l10n.t('Undo the last correction (U)')}
          disabled={!canUndo}
          onClick={() => page.corrections.undo()}
        />
      </div>
    </div>
  );
}

function filterLabel(filter: ChainFilter, { counts }: RunOverview): string {
  return `${filterTitle(filter)} (${formatCount(counts[filter])})`;
}
