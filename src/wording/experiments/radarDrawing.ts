import * as l10n from '@vscode/l10n';
import type { ExperimentGroup, Experiments, Measure, SetScores } from '../../protocol/experiments';
import { formatCount } from '../numbers';
import { measuredText, measureTitle, setTitle, setupTitle } from './experimentTexts';
import { circle, element, heading, line, text, WIDTH, type Drawing, type Svg } from '../pictures/svg';
import { measuredGroups } from './experimentTables';

const PANEL = 400;
const CENTRE = { x: 300, y: 225 } as const;
const RADIUS = 135;
/** Fewer directions make no area. */
const FEWEST = 3;

interface Web {
  readonly measure: Measure;
  readonly setup: ExperimentGroup['setup'];
  readonly budget: number;
  readonly sets: readonly SetScores[];
  readonly categories: readonly string[];
}

/** Scores by category, a panel for each budget of whatever may be compared. */
export function radarDrawing(experiments: Pick<Experiments, 'groups' | 'measures'>): Drawing {
  const webs = measuredGroups(experiments).flatMap(({ group: { setup, budgets }, measure }) =>
    budgets.map(({ budget, sets }): Web => {
      const categories = [...new Set(sets.flatMap((each) => Object.keys(each.categories)))].sort();
      return { measure, setup, budget, sets, categories };
    }),
  );
  const drawn = webs.filter(({ categories }) => categories.length >= FEWEST);
  const title = drawn.length === 0 ? l10n.t('No scores by category yet') : l10n.t('Scores by category');
  if (drawn.length === 0) return { title, height: 40, children: [text(10, 25, title)] };
  return { title, height: PANEL * drawn.length, children: drawn.map(panel) };
}

function panel({ measure, setup, budget, sets, categories }: Web, at: number): Svg {
  const title = l10n.t('{0}, {1} rows', measureTitle(measure), formatCount(budget));
  const described = sets.map((scores) => {
    const own = Object.entries(scores.categories).map(([name, score]) => `${name} ${measuredText(score, measure)}`);
    return `${setTitle(scores.set)}: ${own.join(', ')}`;
  });
  return element(
    'g',
    { transform: `translate(0 ${at * PANEL})` },
    element('desc', {}, `${title}. ${described.join('; ')}.`),
    ...heading(title, setupTitle(setup)),
    ...categories.flatMap((category, place) => spoke(category, place / categories.length)),
    ...[0.5, 1].map((share) => element('circle', { cx: CENTRE.x, cy: CENTRE.y, r: RADIUS * share, class: 'axis' })),
    text(CENTRE.x + 4, CENTRE.y - RADIUS + 14, measuredText(measure.range[1], measure)),
    ...sets.map((scores, place) => area(scores, categories, measure, place)),
  );
}

function spoke(category: string, turn: number): Svg[] {
  const [end, label] = [placeAt(turn, RADIUS), placeAt(turn, RADIUS + 18)];
  const across = Math.abs(label.x - CENTRE.x) < 1 ? 'middle' : label.x < CENTRE.x ? 'end' : 'start';
  return [
    line(CENTRE.x, CENTRE.y, end.x, end.y, 'axis'),
    text(label.x, label.y + 4, category, { 'text-anchor': across }),
  ];
}

/** The centre stands for the lowest possible score; a category without ratings leaves a gap, not a zero. */
function area({ set, categories: scores }: SetScores, names: readonly string[], measure: Measure, place: number): Svg {
  const [low, high] = measure.range;
  const corners = names.flatMap((name, at) => {
    const score = Object.hasOwn(scores, name) ? scores[name] : undefined;
    return score === undefined ? [] : [placeAt(at / names.length, (RADIUS * (score - low)) / (high - low))];
  });
  const [left, height] = [WIDTH - 130, 70 + place * 20];
  return element(
    'g',
    { class: set },
    element('polygon', {
      class: 'line',
      points: corners.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' '),
    }),
    ...corners.map(({ x, y }) => circle(x, y)),
    line(left, height, left + 24, height, 'line'),
    text(left + 32, height + 4, setTitle(set), { stroke: 'none' }),
  );
}

/** @param turn from the top, clockwise, 0 to 1 */
function placeAt(turn: number, distance: number): { readonly x: number; readonly y: number } {
  const angle = 2 * Math.PI * turn;
  return { x: CENTRE.x + distance * Math.sin(angle), y: CENTRE.y - distance * Math.cos(angle) };
}
