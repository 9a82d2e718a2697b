import * as l10n from '@vscode/l10n';
import type { RowScores, ScorerComparison } from '../protocol/scorerComparison';
import { formatCount, formatScore } from './numbers';

/** What scorers are compared by. */
export const MEASURES = ['complexity', 'quality', 'evol'] as const;
export type Measure = (typeof MEASURES)[number];

const SCORES = { complexity: 'complexityScore', quality: 'qualityScore', evol: 'evolScore' } as const;

/** What a scorer says of a row. */
export function scoreOf(row: RowScores, side: 'a' | 'b', measure: Measure): number {
  return row[side][SCORES[measure]];
}

export function measureTitle(measure: Measure): string {
  const titles = { complexity: l10n.t('Complexity'), quality: l10n.t('Quality'), evol: l10n.t('Evol score') };
  return titles[measure];
}

/** What changes in the selection, in one sentence. */
export function selectionSentence({ inBoth, onlyInA, onlyInB }: ScorerComparison['selection']): string {
  return l10n.t(
    'Of the {0} rows with the highest evol scores {1} are the same, {2} are only in A’s and {3} only in B’s.',
    formatCount(inBoth + onlyInA.length),
    formatCount(inBoth),
    formatCount(onlyInA.length),
    formatCount(onlyInB.length),
  );
}

/** What a list of rows holds. */
export function listTitle(list: 'disagreements' | 'onlyInA' | 'onlyInB', { selection }: ScorerComparison): string {
  if (list === 'disagreements') return l10n.t('Ranked furthest apart');
  const { onlyInA, onlyInB } = selection;
  return list === 'onlyInA'
    ? l10n.t('Only in A’s selection ({0})', formatCount(onlyInA.length))
    : l10n.t('Only in B’s selection ({0})', formatCount(onlyInB.length));
}

/** For a screen reader, when a comparison is there. */
export function agreementSentence({ evol, selection }: ScorerComparison): string {
  const spearman = formatScore(evol.spearman ?? undefined);
  return `${l10n.t('Spearman of evol scores: {0}.', spearman)} ${selectionSentence(selection)}`;
}

/** What the plot shows, for those who do not see it. */
export function plotSummary({ scorers, plot, ...measures }: ScorerComparison, measure: Measure): string {
  return l10n.t(
    '{0} of {1} rows by {2} and by {3}: Spearman {4}.',
    measureTitle(measure),
    formatCount(plot?.points.length ?? 0),
    scorers.a.name,
    scorers.b.name,
    formatScore(measures[measure].spearman ?? undefined),
  );
}

/** The row under the pointer, such as "Line 12: A 4.25, B 3.00". */
export function describePoint(row: RowScores, measure: Measure): string {
  const [a, b] = [scoreOf(row, 'a', measure), scoreOf(row, 'b', measure)];
  return l10n.t('Line {0}: A {1}, B {2}', formatCount(row.lineNumber), formatScore(a), formatScore(b));
}
