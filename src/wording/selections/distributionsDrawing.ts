import * as l10n from '@vscode/l10n';
import { textHead } from '../../common/textHead';
import { visibleLine } from '../../common/visibleText';
import type { ComparedRun, Distribution, SelectionComparison } from '../../protocol/comparison';
import { formatPercent } from '../numbers';
import { element, line, text, WIDTH, type Drawing, type Svg } from '../pictures/svg';
import { signalName } from '../signalTexts';
import { axisEnds, barLabel, largestShare, sharesOf } from './distributionText';

const COLUMNS = 3;
const NAMES = 120;
const GAP = 24;
const PLOT_WIDTH = (WIDTH - NAMES - COLUMNS * GAP) / COLUMNS;
const [HEAD, STRIP, BAR_HEIGHT, FOOT, CATEGORY] = [50, 34, 28, 24, 16];
/** What fits beside a strip, and below a plot, in characters. */
const [NAME_LENGTH, CATEGORY_LENGTH] = [17, 26];

/** How runs spread over signals: small multiples, a column for each signal, a strip for each run, one scale a column. */
export function distributionsDrawing({ distributions, runs }: SelectionComparison): Drawing {
  const blocks = Array.from({ length: Math.ceil(distributions.length / COLUMNS) }, (_, at) =>
    distributions.slice(at * COLUMNS, (at + 1) * COLUMNS),
  );
  let top = 0;
  const children = blocks.flatMap((block) => {
    const drawn = block.map((distribution, at) => column(distribution, runs, at, top));
    const names = runs.map(({ name }, run) => nameOf(name, top + HEAD + run * STRIP + BAR_HEIGHT));
    top += heightOf(block, runs.length);
    return [...names, ...drawn];
  });
  const note = l10n.t('Bars: shares of each run’s rows. Line: the pool.');
  return {
    title: l10n.t('What the selections consist of'),
    height: top + FOOT,
    children: [...children, text(10, top + 8, note)],
  };
}

function heightOf(block: readonly Distribution[], runs: number): number {
  const listed = Math.max(...block.map((each) => (axisEnds(each) === undefined ? each.bars.length : 1)));
  return HEAD + runs * STRIP + FOOT + listed * CATEGORY;
}

function nameOf(name: string, y: number): Svg {
  return text(NAMES - 8, y, shortened(visibleLine(name), NAME_LENGTH), { 'text-anchor': 'end' });
}

function column(distribution: Distribution, runs: readonly ComparedRun[], at: number, top: number): Svg {
  const bottom = HEAD + runs.length * STRIP;
  return element(
    'g',
    { transform: `translate(${NAMES + at * (PLOT_WIDTH + GAP)} ${top})` },
    element('desc', {}, descriptionOf(distribution, runs)),
    text(0, 30, signalName(distribution.signal), { class: 'head' }),
    ...runs.flatMap((run, place) => strip(distribution, run, place)),
    ...legend(distribution, bottom),
  );
}

function strip(distribution: Distribution, { isBaseline }: ComparedRun, place: number): Svg[] {
  const base = HEAD + place * STRIP + BAR_HEIGHT;
  const most = largestShare(distribution);
  const width = PLOT_WIDTH / distribution.bars.length;
  const heightOfShare = (share: number): number => (most === 0 ? 0 : (share / most) * BAR_HEIGHT);
  const pool = sharesOf(distribution.pool).map(heightOfShare);
  return [
    ...sharesOf(distribution.runs[place] ?? []).map((share, bar) => {
      const height = heightOfShare(share);
      const box = { x: bar * width, y: base - height, width: Math.max(width - 1, 1), height };
      return element('rect', { ...box, class: isBaseline ? 'bar baseline' : 'bar' });
    }),
    ...pool.map((height, bar) => line(bar * width, base - height, (bar + 1) * width, base - height, 'pool')),
    line(0, base, PLOT_WIDTH, base, 'axis'),
  ];
}

/** The ends of a scale of numbers; categories by their place. */
function legend(distribution: Distribution, top: number): Svg[] {
  const ends = axisEnds(distribution);
  if (ends !== undefined) {
    return [text(0, top + 16, ends[0]), text(PLOT_WIDTH, top + 16, ends[1], { 'text-anchor': 'end' })];
  }
  return distribution.bars.map((bar, at) =>
    text(0, top + 16 + at * CATEGORY, `${at + 1} ${shortened(barLabel(bar), CATEGORY_LENGTH)}`),
  );
}

/** For those who do not see the bars. */
function descriptionOf({ signal, bars, runs: counts }: Distribution, runs: readonly ComparedRun[]): string {
  const described = runs.map(({ name }, run) => {
    const shares = sharesOf(counts[run] ?? []).map((share, bar) => {
      const stood = bars[bar];
      return stood === undefined ? '' : `${barLabel(stood)} ${formatPercent(share, 1)}`;
    });
    return `${visibleLine(name)}: ${shares.join(', ')}`;
  });
  return `${signalName(signal)}. ${described.join('; ')}.`;
}

function shortened(content: string, most: number): string {
  return content.length > most ? `${textHead(content, most - 1)}…` : content;
}
