import type { RowSources } from '../../../src/scoring/builtIn/turnRow';
import { wordsOf } from '../../../src/scoring/features/segmentation';
import { fittedRow } from '../fittedRow';
import { expertRevisionPairs, preferenceSources, type AnswerPair } from '../labels';
import { mean, pairwiseAccuracy } from '../../../src/training/metrics';
import type { QualityOf } from './gateCases';
import type { ScoreRow } from './heldOut';
import { figure, type Table } from './table';

const HEADS = ['source', 'pairs', 'head', 'longer wins', 'better is shorter', 'better is longer'];

/** The judged source whose texts a source of preferences shares. */
const JUDGED_SOURCE: Readonly<Record<string, string>> = {
  oasst: 'oasst-en',
  'oasst-zh': 'oasst-zh',
  'gpt4-absolute': 'prometheus',
  'dpo-en': 'dpo-en',
};

/**
 * Pairwise accuracy on each source of preferences. No order of a pair was learned from; where judged turns share the
 * source's texts, heads that learned from the other sources alone are measured, else the shipped ones.
 */
export async function preferenceAccuracy(
  fits: ReadonlyMap<string, ScoreRow>,
  sources: RowSources,
  shippedQuality: QualityOf,
): Promise<Table> {
  const measured = await Promise.all(
    preferenceSources().map(async ({ name, pairs }) => {
      const score = fits.get(JUDGED_SOURCE[name] ?? '');
      const qualityOf = score === undefined ? shippedQuality : qualityBy(score, sources);
      return { name, pairs, figures: await accuracy(qualityOf, pairs) };
    }),
  );
  const average = [0, 1, 2, 3].map((column) => mean(measured.map(({ figures }) => figures[column] ?? Number.NaN)));
  const expert = expertRevisionPairs();
  return {
    title: 'Quality: pairs ordered as people or GPT-4 did, by heads that have not seen the source',
    heads: HEADS,
    rows: [
      ...measured.map(({ name, pairs, figures }) => [name, String(pairs.length), ...figures.map(figure)]),
      ['mean of the sources', '', ...average.map(figure)],
      ['expert revisions', String(expert.length), ...(await accuracy(shippedQuality, expert)).map(figure)],
    ],
  };
}

function qualityBy(score: ScoreRow, sources: RowSources): QualityOf {
  return (turns) => Promise.resolve(turns.map((turn) => score(fittedRow(turn, sources), turn.response).qualityScore));
}

/** Accuracy of the scores, of length, and of the scores on pairs whose better answer is shorter, and longer. */
async function accuracy(qualityOf: QualityOf, pairs: readonly AnswerPair[]): Promise<number[]> {
  const better = await qualityOf(pairs.map(({ instruction, better: response }) => ({ instruction, response })));
  const worse = await qualityOf(pairs.map(({ instruction, worse: response }) => ({ instruction, response })));
  const measured = pairs.map((pair, index) => ({
    scores: [better[index] ?? Number.NaN, worse[index] ?? Number.NaN] as const,
    lengths: [wordsOf(pair.better).length, wordsOf(pair.worse).length] as const,
  }));
  const shorter = measured.filter(({ lengths: [first, second] }) => first < second);
  const longer = measured.filter(({ lengths: [first, second] }) => first > second);
  return [
    pairwiseAccuracy(measured.map(({ scores }) => scores)),
    pairwiseAccuracy(measured.map(({ lengths }) => lengths)),
    pairwiseAccuracy(shorter.map(({ scores }) => scores)),
    pairwiseAccuracy(longer.map(({ scores }) => scores)),
  ];
}
