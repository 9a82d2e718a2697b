import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { PoolSignal } from '../../../../src/protocol/poolSignals';
import { columnOf } from '../../../../src/protocol/signals';
import { rows as rowsText } from '../../../../src/wording/counts';
import { formatCount } from '../../../../src/wording/numbers';
import { formatSignalValue, signalName } from '../../../../src/wording/signalTexts';
import type { Page } from '../page';
import { toggleValue } from '../state/viewQuery';

interface CategoryBarsProps {
  readonly page: Page;
  readonly signal: PoolSignal;
  /** The values that the table is filtered by. */
  readonly chosen: readonly string[];
}

/** The most frequent values of a signal, each a filter, switched on and off. */
export function CategoryBars({ page, signal, chosen }: CategoryBarsProps): VNode {
  const { name, mostFrequent = [] } = signal;
  const largest = mostFrequent[0]?.rows ?? 1;
  const title = signalName(name);
  return (
    <figure class="histogram categories" aria-label={title}>
      <figcaption>
        <span class="title">{title}</span>
      </figcaption>
      <div class="category-bars">
        {mostFrequent.map(({ value, rows }) => {
          const label = formatSignalValue(value);
          return (
            <button
              key={value}
              type="button"
              class="category"
              aria-pressed={chosen.includes(value)}
              title={l10n.t('{0}: {1}', label, rowsText(rows))}
              onClick={() => void page.view.setQuery(toggleValue(page.store.value.query, columnOf(name), value))}
            >
              <span class="category-bar" style={{ width: `${((rows / largest) * 100).toFixed(1)}%` }} />
              <span class="category-name">{label}</span>
              <span class="category-rows">{formatCount(rows)}</span>
            </button>
          );
        })}
      </div>
    </figure>
  );
}
