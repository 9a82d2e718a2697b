import * as l10n from '@vscode/l10n';
import type { Curve, SelectionComparison } from '../../protocol/comparison';
import { neededBy } from '../../protocol/selection';
import { choiceOf } from '../../protocol/strategyChoice';
import type { ReportedRun } from '../../protocol/reportedRun';
import { writeBudget } from '../../choices/budget';
import { formatCount, formatPercent, formatScore, formatThreshold } from '../numbers';
import type { Drawing } from '../pictures/svg';
import { signalName } from '../signalTexts';
import { strategyLines } from '../strategyText';
import { comparisonLimits, figureColumns, shownPairs } from './comparisonTexts';
import { curveDrawing, curveMeasures } from './curveDrawing';
import { distributionsDrawing } from './distributionsDrawing';
import { barLabel, sharesOf } from './distributionText';

/** A data card: what was selected, from what, how and by which models, and what may be said of it. */
export interface CardFacts {
  /** The dataset's file, without its folder. */
  readonly file: string;
  readonly bytes: number;
  readonly comparison: SelectionComparison;
  /** How the runs were made, as far as that is known. */
  readonly made: readonly ReportedRun[];
  readonly curve?: Curve | null;
}

export interface CardTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a card, in plain text: whoever writes it escapes. */
export type CardBlock =
  | { readonly heading: string }
  | { readonly paragraph: string }
  | { readonly list: readonly string[] }
  | { readonly table: CardTable }
  | { readonly figure: Drawing };

export interface Card {
  readonly title: string;
  readonly blocks: readonly CardBlock[];
}

export function cardOf({ file, bytes, comparison, made, curve = null }: CardFacts): Card {
  const rowCount = comparison.runs[0]?.counts.rows ?? 0;
  return {
    title: l10n.t('Selections of {0} compared', file),
    blocks: [
      { heading: l10n.t('From what') },
      {
        list: [
          l10n.t('File: {0}, {1} bytes', file, formatCount(bytes)),
          l10n.t('Rows: {0}, of which {1} can be read', formatCount(rowCount), formatCount(comparison.pool.rows)),
        ],
      },
      ...made.flatMap(runBlocks),
      { heading: l10n.t('Figures') },
      { table: figureTable(comparison) },
      { heading: l10n.t('Overlap') },
      { table: overlapTable(comparison) },
      { heading: l10n.t('What the selections consist of') },
      { figure: distributionsDrawing(comparison) },
      ...comparison.distributions.flatMap(({ signal }, at): CardBlock[] => [
        { paragraph: l10n.t('{0}, share of each run’s rows', signalName(signal)) },
        { table: distributionTable(comparison, at) },
      ]),
      ...(curve === null ? [] : curveBlocks(curve)),
      { heading: l10n.t('Limits') },
      { list: limits(made) },
    ],
  };
}

/** How a run was made. A later version may know strategies and signals that this one does not. */
function runBlocks({ name, parameters, models = {}, finishedAt }: ReportedRun): CardBlock[] {
  const { scorer, embedder } = models;
  const lines = [
    ...(parameters === undefined ? [] : strategyIn(parameters)),
    ...(scorer === undefined ? [] : [l10n.t('Scorer: {0} (version {1})', scorer.name, scorer.version)]),
    ...(embedder === undefined ? [] : [l10n.t('Embedder: {0} (version {1})', embedder.name, embedder.version)]),
    ...(finishedAt === undefined ? [] : [l10n.t('Made: {0}', finishedAt)]),
  ];
  const said = lines.length === 0 ? [l10n.t('How it was made is not known.')] : lines;
  return [{ heading: l10n.t('Selection “{0}”', name) }, { list: said }];
}

function strategyIn(parameters: NonNullable<ReportedRun['parameters']>): readonly string[] {
  try {
    const { threshold } = neededBy(parameters);
    return [
      ...strategyLines(choiceOf(parameters)),
      l10n.t('Budget: {0}', writeBudget(parameters)),
      ...(typeof threshold === 'number' ? [l10n.t('Threshold: {0}', formatThreshold(threshold))] : []),
    ];
  } catch {
    return [l10n.t('By a strategy that this version does not know.')];
  }
}

function figureTable(comparison: SelectionComparison): CardTable {
  const columns = figureColumns(comparison);
  return {
    head: [l10n.t('Run'), ...columns.map(({ title }) => title)],
    rows: comparison.runs.map((run) => [run.name, ...columns.map(({ of }) => of(run))]),
  };
}

function overlapTable(comparison: SelectionComparison): CardTable {
  return {
    head: [l10n.t('Runs'), l10n.t('Overlap (Jaccard)'), l10n.t('Only in the first'), l10n.t('Only in the second')],
    rows: shownPairs(comparison).map(({ a, b, jaccard, onlyInA, onlyInB }) => [
      `${a} · ${b}`,
      formatScore(jaccard),
      formatCount(onlyInA),
      formatCount(onlyInB),
    ]),
  };
}

function distributionTable({ distributions, runs }: SelectionComparison, at: number): CardTable {
  const distribution = distributions[at];
  if (distribution === undefined) return { head: [], rows: [] };
  const share = (counts: readonly number[]): string[] => sharesOf(counts).map((part) => formatPercent(part, 1));
  return {
    head: [l10n.t('Run'), ...distribution.bars.map(barLabel)],
    rows: [
      [l10n.t('pool'), ...share(distribution.pool)],
      ...runs.map(({ name }, run) => [name, ...share(distribution.runs[run] ?? [])]),
    ],
  };
}

function curveBlocks(curve: Curve): CardBlock[] {
  const measures = curveMeasures();
  return [
    { heading: l10n.t('Budget curve') },
    { figure: curveDrawing(curve) },
    {
      table: {
        head: [l10n.t('Budget'), l10n.t('Rows'), ...measures.map(({ title }) => title)],
        rows: curve.points.map((point) => [
          formatCount(point.budget),
          formatCount(point.selected),
          ...measures.map(({ of, format }) => {
            const value = of(point);
            return value === null ? '–' : format(value);
          }),
        ]),
      },
    },
  ];
}

function limits(made: readonly ReportedRun[]): readonly string[] {
  const heuristic = made.some(({ models }) => models?.scorer?.heuristic === true);
  return [
    ...comparisonLimits(),
    ...(heuristic
      ? [
          l10n.t(
            'The default scorer is a heuristic: it stands in for a trained one, and its scores are no judgement of rows.',
          ),
        ]
      : []),
    l10n.t('Nothing here says what a model learns from the rows, nor whether they are true, safe or free to use.'),
  ];
}
