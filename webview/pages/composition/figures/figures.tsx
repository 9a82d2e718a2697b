import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Composition } from '../../../../src/protocol/composition';
import type { Page } from '../page';
import type { CompositionModel } from '../state/compositionModel';
import { nextCell, type CellPlace } from './cellWalk';
import { shownBars } from './shownBars';
import { placeText, SignalFigure } from './signalFigure';

interface FiguresProps {
  readonly page: Page;
  readonly model: CompositionModel;
  readonly composition: Composition;
}

/** A table with bars for each signal. One tab stop for all that filters: arrow keys go from cell to cell. */
export function Figures({ page, model, composition }: FiguresProps): VNode {
  const [wanted, setWanted] = useState<CellPlace>({ figure: 0, bar: 0, part: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const figures = composition.signals.map((signal) => ({
    signal,
    shown: shownBars(signal, model.unfolded.includes(signal.signal)),
  }));
  const bars = figures.map(({ shown }) => shown.bars.length);
  const parts = composition.selected === 0 ? 1 : 2;
  const current = within(bars, parts, wanted);
  const pressed = (event: KeyboardEvent): void => {
    const next = (event.target as HTMLElement).matches('.part') ? nextCell(bars, parts, current, event.key) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-place="${placeText(next)}"]`)?.focus();
  };
  return (
    <section aria-label={l10n.t('Pool and selection')}>
      <p class="hint">
        {l10n.t('Shares of the rows of the pool and of the selection. A click on a share shows its rows in the table.')}
      </p>
      <div class="figures" ref={grid} onKeyDown={pressed}>
        {figures.map(({ signal, shown }, figure) => (
          <SignalFigure
            key={signal.signal}
            page={page}
            signal={signal}
            shown={shown}
            isUnfolded={model.unfolded.includes(signal.signal)}
            all={composition}
            figure={figure}
            current={current}
            onFocus={setWanted}
          />
        ))}
      </div>
    </section>
  );
}

/** The cell that the Tab key comes to: where it was, as far as that is still there. */
function within(bars: readonly number[], parts: number, { figure, bar, part }: CellPlace): CellPlace {
  const there = bars[figure] === undefined || bars[figure] === 0 ? bars.findIndex((count) => count > 0) : figure;
  const at = Math.max(0, there);
  return { figure: at, bar: Math.min(bar, Math.max(0, (bars[at] ?? 0) - 1)), part: Math.min(part, parts - 1) };
}
