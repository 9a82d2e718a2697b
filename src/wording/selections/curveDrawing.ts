import * as l10n from '@vscode/l10n';
import type { Curve, CurvePoint } from '../../protocol/comparison';
import { formatCount, formatScore } from '../numbers';
import { boundsOf, roundTicks, scale } from '../pictures/scales';
import { circle, element, line, text, WIDTH, type Drawing, type Svg } from '../pictures/svg';

/** Two panels in a row. */
const PANEL = { width: WIDTH / 2, height: 190 } as const;
const FRAME = { left: 62, right: PANEL.width - 20, top: 34, bottom: 150 } as const;
const MOST_TICKS = 4;
/** Room that a number of rows takes on the axis. */
const LABEL_WIDTH = 52;

interface Measure {
  readonly title: string;
  /** null = there is none at this budget. */
  readonly of: (point: CurvePoint) => number | null;
  readonly format: (value: number) => string;
}

/** What is drawn against the budget, each in a panel of its own: they have no unit in common. */
export function curveMeasures(): readonly Measure[] {
  return [
    { title: l10n.t('Score of the last row'), of: ({ lastScore }) => lastScore, format: formatScore },
    {
      title: l10n.t('Near-duplicates met'),
      of: ({ nearDuplicates }) => nearDuplicates,
      format: (value) => formatCount(Math.round(value)),
    },
    { title: l10n.t('Coverage'), of: ({ coverage }) => coverage, format: (value) => value.toFixed(3) },
    { title: l10n.t('Tokens'), of: ({ tokens }) => tokens, format: (value) => formatCount(Math.round(value)) },
  ];
}

/** A strategy at several budgets: where good rows end. */
export function curveDrawing({ points }: Curve): Drawing {
  const panels = curveMeasures().filter(({ of }) => points.some((point) => of(point) !== null));
  return {
    title: l10n.t('What the strategy selects at several budgets'),
    height: PANEL.height * Math.ceil(panels.length / 2),
    children: panels.map((measure, at) => panel(measure, points, at)),
  };
}

function panel({ title, of, format }: Measure, points: readonly CurvePoint[], at: number): Svg {
  const known = points.flatMap((point) => {
    const value = of(point);
    return value === null ? [] : [{ budget: point.selected, value }];
  });
  const ticks = roundTicks(boundsOf(known.map(({ value }) => value)), MOST_TICKS);
  const x = scale(boundsOf(known.map(({ budget }) => budget)), [FRAME.left + 10, FRAME.right - 10]);
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [FRAME.bottom, FRAME.top]);
  const described = known.map(({ budget, value }) => `${formatCount(budget)}: ${format(value)}`).join(', ');
  const path = known.map(({ budget, value }) => `${x(budget).toFixed(2)},${y(value).toFixed(2)}`).join(' ');
  return element(
    'g',
    { transform: `translate(${(at % 2) * PANEL.width} ${Math.floor(at / 2) * PANEL.height})`, class: 'selection' },
    element('desc', {}, `${title}. ${described}.`),
    text(10, 20, title, { class: 'head', stroke: 'none' }),
    line(FRAME.left, FRAME.bottom, FRAME.right, FRAME.bottom, 'axis'),
    line(FRAME.left, FRAME.top, FRAME.left, FRAME.bottom, 'axis'),
    ...ticks.map((tick) => label(FRAME.left - 6, y(tick) + 4, format(tick), 'end')),
    ...budgetLabels(
      known.map(({ budget }) => budget),
      x,
    ),
    element('polyline', { class: 'line', points: path }),
    ...known.map(({ budget, value }) => circle(x(budget), y(value))),
  );
}

/** As many as there is room for, from the largest down. */
function budgetLabels(budgets: readonly number[], x: (budget: number) => number): Svg[] {
  let free = Number.POSITIVE_INFINITY;
  return [...budgets].reverse().flatMap((budget) => {
    if (x(budget) + LABEL_WIDTH / 2 > free) return [];
    free = x(budget) - LABEL_WIDTH / 2;
    return [label(x(budget), FRAME.bottom + 18, formatCount(budget), 'middle')];
  });
}

function label(x: number, y: number, content: string, anchor: 'end' | 'middle'): Svg {
  return text(x, y, content, { 'text-anchor': anchor, stroke: 'none' });
}
