import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { visibleLine } from '../../../../src/common/visibleText';
import type { Distribution, SelectionComparison } from '../../../../src/protocol/comparison';
import {
  axisEnds,
  barLabel,
  describeBar,
  largestShare,
  sharesOf,
} from '../../../../src/wording/selections/distributionText';
import { signalName } from '../../../../src/wording/signalTexts';
import type { Page } from '../page';
import { nextBar, type GridPlace } from './barWalk';

interface DistributionsProps {
  readonly page: Page;
  readonly comparison: SelectionComparison;
}

interface PlotProps extends DistributionsProps {
  readonly current: GridPlace;
  readonly onFocus: (place: GridPlace) => void;
}

/**
 * Small multiples: a column for each signal, a row for each run, every column on one scale. One tab stop: arrow keys go
 * from bar to bar and from run to run.
 */
export function Distributions({ page, comparison }: DistributionsProps): VNode | null {
  const [current, setCurrent] = useState<GridPlace>({ distribution: 0, run: 0, bar: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const { distributions, runs } = comparison;
  if (distributions.length === 0) return null;
  const pressed = (event: KeyboardEvent): void => {
    const next = nextBar(comparison, current, event.key);
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-place="${placeText(next)}"]`)?.focus();
  };
  return (
    <section class="distributions" aria-label={l10n.t('Distributions')}>
      <p class="hint">
        {l10n.t('Shares of each run’s rows; the line is the pool. A click on a bar shows its rows in the table.')}
      </p>
      <div class="multiples" ref={grid} onKeyDown={pressed}>
        {distributions.map((distribution, at) => (
          <figure key={distribution.signal} class="multiple" aria-label={signalName(distribution.signal)}>
            <figcaption>{signalName(distribution.signal)}</figcaption>
            {runs.map(({ name }, run) => (
              <div key={name} class="strip">
                <span class="strip-name" title={visibleLine(name)}>
                  {visibleLine(name)}
                </span>
                <Bars {...{ page, comparison, current }} place={{ distribution: at, run }} onFocus={setCurrent} />
              </div>
            ))}
            <Axis distribution={distribution} />
          </figure>
        ))}
      </div>
    </section>
  );
}

function Bars({
  page,
  comparison: { distributions, runs },
  place,
  current,
  onFocus,
}: PlotProps & { readonly place: Pick<GridPlace, 'distribution' | 'run'> }): VNode {
  const distribution = distributions[place.distribution] as Distribution;
  const run = runs[place.run];
  const counts = distribution.runs[place.run] ?? [];
  const [shares, pool, most] = [sharesOf(counts), sharesOf(distribution.pool), largestShare(distribution)];
  const height = (share: number | undefined): string => `${most === 0 ? 0 : (100 * (share ?? 0)) / most}%`;
  return (
    <div class={run?.isBaseline === true ? 'bars baseline' : 'bars'}>
      {distribution.bars.map((bar, at) => {
        const here = { ...place, bar: at };
        const text = describeBar(run?.name ?? '', distribution.signal, bar, counts[at] ?? 0, shares[at] ?? 0);
        return (
          <button
            key={at}
            type="button"
            class="bar"
            data-place={placeText(here)}
            title={text}
            aria-label={text}
            tabIndex={placeText(here) === placeText(current) ? 0 : -1}
            onFocus={() => onFocus(here)}
            onClick={() => void page.comparing.filterBar(here)}
          >
            <span class="bar-part" style={{ height: height(shares[at]) }} />
            <span class="bar-pool" style={{ height: height(pool[at]) }} />
          </button>
        );
      })}
    </div>
  );
}

/** The ends of a scale of numbers; each category by its number. */
function Axis({ distribution }: { readonly distribution: Distribution }): VNode {
  const ends = axisEnds(distribution);
  if (ends !== undefined) {
    return (
      <div class="axis">
        {ends.map((end, at) => (
          <span key={at}>{end}</span>
        ))}
      </div>
    );
  }
  return (
    <ol class="categories">
      {distribution.bars.map((bar, at) => (
        <li key={at} dir="auto">
          {barLabel(bar)}
        </li>
      ))}
    </ol>
  );
}

function placeText({ distribution, run, bar }: GridPlace): string {
  return `${distribution} ${run} ${bar}`;
}
