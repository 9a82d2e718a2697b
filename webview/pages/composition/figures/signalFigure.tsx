import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Composition, PoolPart, SignalComposition } from '../../../../src/protocol/composition';
import {
  compositionBarLabel,
  compositionSignalName,
  countAndShare,
  describePart,
  moreCategories,
  partName,
  representation,
} from '../../../../src/wording/compositionText';
import type { Page } from '../page';
import type { CellPlace } from './cellWalk';
import type { ShownBar, ShownBars } from './shownBars';

interface SignalFigureProps {
  readonly page: Page;
  readonly signal: SignalComposition;
  readonly shown: ShownBars;
  readonly isUnfolded: boolean;
  /** Rows of both parts. */
  readonly all: Pick<Composition, 'pool' | 'selected'>;
  /** Its place among the figures. */
  readonly figure: number;
  /** What the Tab key comes to. */
  readonly current: CellPlace;
  readonly onFocus: (place: CellPlace) => void;
}

/** One signal: its bars line by line, the shares of pool and selection on one scale side by side. */
export function SignalFigure(props: SignalFigureProps): VNode {
  const { page, signal, shown, isUnfolded, all } = props;
  const name = compositionSignalName(signal.signal);
  return (
    <figure class="figure" aria-label={name}>
      <table aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{partName('pool')}</th>
            {all.selected === 0 ? null : (
              <>
                <th scope="col">{partName('selected')}</th>
                <th scope="col" class="ratio" title={l10n.t('Share of the selection over share of the pool')}>
                  {l10n.t('Ratio')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.bars.map((bar, at) => (
            <Line key={at} {...props} bar={bar} at={at} />
          ))}
        </tbody>
      </table>
      {shown.bars.length === 0 ? <p class="hint">{l10n.t('No row has a value.')}</p> : null}
      {shown.folded === 0 ? null : (
        <button
          type="button"
          class="link"
          aria-expanded={isUnfolded}
          onClick={() => page.counting.toggleFold(signal.signal)}
        >
          {isUnfolded ? l10n.t('Show fewer') : moreCategories(shown.folded)}
        </button>
      )}
    </figure>
  );
}

interface LineProps extends SignalFigureProps {
  readonly bar: ShownBar;
  readonly at: number;
}

function Line(props: LineProps): VNode {
  const { bar, all } = props;
  const label = compositionBarLabel(bar.test);
  return (
    <tr>
      <th scope="row" dir="auto" title={label}>
        {label}
      </th>
      <Part {...props} part="pool" />
      {all.selected === 0 ? null : (
        <>
          <Part {...props} part="selected" />
          <Ratio bar={bar} all={all} />
        </>
      )}
    </tr>
  );
}

/** A share as a bar and as text, which filters the table; in the selection, with a mark where the pool's ends. */
function Part({ page, signal, shown, all, bar, at, figure, current, onFocus, part }: LineProps & PartOf): VNode {
  const place = { figure, bar: at, part: part === 'pool' ? 0 : 1 };
  const wanted = { signal: signal.signal, part, bar: bar.test };
  const text = describePart(wanted, bar[part], all[part]);
  const most = Math.max(...shown.bars.flatMap((each) => [shareOf(each, all, 'pool'), shareOf(each, all, 'selected')]));
  const width = (of: PoolPart): string => `${most === 0 ? 0 : (100 * shareOf(bar, all, of)) / most}%`;
  const filter = (): void => {
    if (bar[part] > 0) void page.counting.filterBar(wanted);
  };
  return (
    <td>
      <button
        type="button"
        class={`part ${part}`}
        data-place={placeText(place)}
        title={text}
        aria-label={text}
        aria-disabled={bar[part] === 0}
        tabIndex={placeText(place) === placeText(current) ? 0 : -1}
        onFocus={() => onFocus(place)}
        onClick={filter}
      >
        <span class="track">
          <span class="bar" style={{ width: width(part) }} />
          {part === 'selected' ? <span class="pool-mark" style={{ left: width('pool') }} /> : null}
        </span>
        <span class="text">{countAndShare(bar[part], all[part])}</span>
      </button>
    </td>
  );
}

interface PartOf {
  readonly part: PoolPart;
}

const SYMBOLS = { over: '▲', under: '▼', even: '≈' } as const;

/** Told by a sign and, to screen readers, in words: not by colour. */
function Ratio({ bar, all }: Pick<LineProps, 'bar' | 'all'>): VNode {
  const told = representation(bar, all);
  if (told === undefined) return <td class="ratio">–</td>;
  return (
    <td class={`ratio ${told.kind}`} title={told.words}>
      <span aria-hidden="true">{SYMBOLS[told.kind]}</span> {told.times}
      <span class="visually-hidden"> {told.words}</span>
    </td>
  );
}

function shareOf(bar: ShownBar, all: Pick<Composition, 'pool' | 'selected'>, part: PoolPart): number {
  return all[part] === 0 ? 0 : bar[part] / all[part];
}

export function placeText({ figure, bar, part }: CellPlace): string {
  return `${figure} ${bar} ${part}`;
}
