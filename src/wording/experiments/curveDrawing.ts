import * as l10n from '@vscode/l10n';
import type { ExperimentGroup, Experiments, Measure, SetScores } from '../../protocol/experiments';
import { formatCount, formatScore } from '../numbers';
import { measuredText, measureTitle, meanText, setTitle, setupTitle } from './experimentTexts';
import { paperNumbers, type PaperNumber } from './paper';
import { boundsOf, roundTicks, scale } from '../pictures/scales';
import { circle, element, heading, line, text, WIDTH, type Drawing, type Svg } from '../pictures/svg';
import { measuredGroups } from './experimentTables';

const PANEL = 400;
const FRAME = { left: 70, right: WIDTH - 190, top: 60, bottom: 290 } as const;
/** Sets of one budget stand beside each other, so that their intervals are told apart. */
const BESIDE = 7;

/** Score against budget, a panel for whatever may be compared. */
export function curveDrawing(experiments: Pick<Experiments, 'groups' | 'measures'>): Drawing {
  const panels = measuredGroups(experiments);
  const title = panels.length === 0 ? l10n.t('No scores against budgets yet') : l10n.t('Score against budget');
  if (panels.length === 0) return { title, height: 40, children: [text(10, 25, title)] };
  const children = panels.map(({ group, measure }, at) => panel(group, measure, at));
  return { title, height: PANEL * panels.length, children };
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
  const ticks = roundTicks(boundsOf([...reached, ...references.map(({ score }) => score)]));
  const scales: Scales = {
    x: scale(boundsOf(budgets.map(({ budget }) => budget)), [FRAME.left + 20, FRAME.right - 20]),
    y: scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [FRAME.bottom, FRAME.top]),
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
      ticks,
      measure,
      scales,
    ),
    ...references.map((reference, place) => referenceLine(reference, scales, place)),
    ...sets.map((set, place) =>
      series(
        set,
        points.filter(({ scores }) => scores.set === set),
        { ...scales, x: (budget) => scales.x(budget) + (place - (sets.length - 1) / 2) * BESIDE },
        place,
      ),
    ),
  );
}

function axes(budgets: readonly number[], ticks: readonly number[], measure: Measure, { x, y }: Scales): Svg[] {
  return [
    line(FRAME.left, FRAME.bottom, FRAME.right, FRAME.bottom, 'axis'),
    line(FRAME.left, FRAME.top, FRAME.left, FRAME.bottom, 'axis'),
    ...ticks.map((tick) => text(FRAME.left - 6, y(tick) + 4, measuredText(tick, measure), { 'text-anchor': 'end' })),
    ...budgets.map((budget) => text(x(budget), FRAME.bottom + 18, formatCount(budget), { 'text-anchor': 'middle' })),
    text((FRAME.left + FRAME.right) / 2, FRAME.bottom + 36, l10n.t('Rows trained on'), { 'text-anchor': 'middle' }),
  ];
}

/** Named below the plot, where no curve crosses the words; the value stands at the line's end, the lower of two close ones below it. */
function referenceLine({ title, score }: PaperNumber, { y }: Scales, place: number): Svg {
  const [value, height] = [formatScore(score), FRAME.bottom + 58 + place * 18];
  return element(
    'g',
    {},
    element('title', {}, title),
    line(FRAME.left, y(score), FRAME.right, y(score), 'paper'),
    text(FRAME.right + 4, y(score) + (place === 0 ? 10 : 2), value),
    line(FRAME.left, height - 4, FRAME.left + 24, height - 4, 'paper'),
    text(FRAME.left + 32, height, `${value}  ${title}`),
  );
}

function series(set: SetScores['set'], points: readonly Point[], { x, y }: Scales, place: number): Svg {
  const path = points.map(({ budget, scores }) => `${x(budget).toFixed(2)},${y(scores.mean).toFixed(2)}`).join(' ');
  const [left, height] = [FRAME.right + 40, FRAME.top + 10 + place * 20];
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
