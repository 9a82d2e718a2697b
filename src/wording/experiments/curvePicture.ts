import * as l10n from '@vscode/l10n';
import type { ExperimentGroup, Experiments, Measure, SetScores } from '../../protocol/experiments';
import { formatCount } from '../numbers';
import { measuredText, measureTitle, meanText, setTitle, setupTitle } from './experimentTexts';
import { paperNumbers, type PaperNumber } from './paper';
import { circle, element, heading, line, picture, text, WIDTH, type Svg } from './svg';

const PANEL = 340;
const FRAME = { left: 70, right: WIDTH - 150, top: 60, bottom: 290 } as const;
const TICKS = 4;

/** Score against budget, a panel for whatever may be compared. */
export function curvePicture({ groups, measures }: Pick<Experiments, 'groups' | 'measures'>): string {
  const panels = groups.flatMap((group) => {
    const measure = measures.find(({ id }) => id === group.measure);
    return measure === undefined ? [] : [{ group, measure }];
  });
  const title = panels.length === 0 ? l10n.t('No scores against budgets yet') : l10n.t('Score against budget');
  if (panels.length === 0) return picture(title, 40, text(10, 25, title));
  return picture(title, PANEL * panels.length, ...panels.map(({ group, measure }, at) => panel(group, measure, at)));
}

interface Scales {
  readonly x: (budget: number) => number;
  readonly y: (score: number) => number;
}

interface Point {
  readonly budget: number;
  readonly scores: SetScores;
}

function panel({ budgets, setup }: ExperimentGroup, measure: Measure, at: number): Svg {
  const points = budgets.flatMap(({ budget, sets }) => sets.map((scores): Point => ({ budget, scores })));
  const references = measure.kind === 'mt-bench' ? paperNumbers() : [];
  const reached = points.flatMap(({ scores: { mean, interval } }) => [
    mean,
    interval?.low ?? mean,
    interval?.high ?? mean,
  ]);
  const bounds = boundsOf([...reached, ...references.map(({ score }) => score)]);
  const scales: Scales = {
    x: scale(boundsOf(budgets.map(({ budget }) => budget)), [FRAME.left + 20, FRAME.right - 20]),
    y: scale(bounds, [FRAME.bottom - 10, FRAME.top + 10]),
  };
  const sets = [...new Set(points.map(({ scores }) => scores.set))];
  const described = points.map(
    ({ budget, scores }) => `${setTitle(scores.set)}, ${formatCount(budget)}: ${meanText(scores, measure)}`,
  );
  return element(
    'g',
    { transform: `translate(0 ${at * PANEL})` },
    element('desc', {}, `${measureTitle(measure)}. ${described.join('; ')}.`),
    ...heading(measureTitle(measure), setupTitle(setup)),
    ...axes(
      budgets.map(({ budget }) => budget),
      bounds,
      measure,
      scales,
    ),
    ...references.map((reference, place) => referenceLine(reference, scales, place)),
    ...sets.map((set, place) =>
      series(
        set,
        points.filter(({ scores }) => scores.set === set),
        scales,
        place,
      ),
    ),
  );
}

function axes(budgets: readonly number[], [low, high]: Bounds, measure: Measure, { x, y }: Scales): Svg[] {
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => low + ((high - low) * at) / TICKS);
  return [
    line(FRAME.left, FRAME.bottom, FRAME.right, FRAME.bottom, 'axis'),
    line(FRAME.left, FRAME.top, FRAME.left, FRAME.bottom, 'axis'),
    ...ticks.map((tick) => text(FRAME.left - 6, y(tick) + 4, measuredText(tick, measure), { 'text-anchor': 'end' })),
    ...budgets.map((budget) => text(x(budget), FRAME.bottom + 18, formatCount(budget), { 'text-anchor': 'middle' })),
    text((FRAME.left + FRAME.right) / 2, FRAME.bottom + 36, l10n.t('Rows trained on'), { 'text-anchor': 'middle' }),
  ];
}

/** The first two are close: one is named below its line, the others above. */
function referenceLine({ title, score }: PaperNumber, { y }: Scales, place: number): Svg {
  return element(
    'g',
    {},
    element('title', {}, title),
    line(FRAME.left, y(score), FRAME.right, y(score), 'paper'),
    text(FRAME.left + 6, y(score) + (place === 0 ? 13 : -3), title),
  );
}

function series(set: SetScores['set'], points: readonly Point[], { x, y }: Scales, place: number): Svg {
  const path = points.map(({ budget, scores }) => `${x(budget).toFixed(2)},${y(scores.mean).toFixed(2)}`).join(' ');
  const [left, height] = [FRAME.right + 14, FRAME.top + 10 + place * 20];
  return element(
    'g',
    { class: set },
    element('polyline', { class: 'line', points: path }),
    ...points.flatMap(({ budget, scores: { mean, interval } }) => [
      circle(x(budget), y(mean)),
      ...(interval === null ? [] : [line(x(budget), y(interval.low), x(budget), y(interval.high), 'reach')]),
    ]),
    line(left, height, left + 24, height, 'line'),
    circle(left + 12, height),
    text(left + 32, height + 4, setTitle(set), { stroke: 'none' }),
  );
}

type Bounds = readonly [low: number, high: number];

/** Around one value alone there is room on both sides. */
function boundsOf(values: readonly number[]): Bounds {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.abs(low) * 0.1 || 1;
  return low === high ? [low - room, high + room] : [low, high];
}

function scale([low, high]: Bounds, [from, to]: readonly [number, number]): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
