import { wordsOf } from '../../scoring/features/segmentation';
import type { Lexicon } from '../../scoring/features/turnView';
import { headStrength, type Head } from '../head';
import { expertRevisionPairs, preferenceSources, type AnswerPair } from '../labels';
import { mean, pairwiseAccuracy } from '../metrics';
import { preferenceTerm, trainGates } from '../qualityHead';
import { preferenceComparisons, qualityTraining, turnTable } from '../qualityTraining';
import { Random } from '../random';
import type { PoolTurns } from '../trainingTexts';
import type { QualityOf } from './gateCases';
import { figure, type Table } from './table';

const HEADS = ['source', 'pairs', 'head', 'longer wins', 'better is shorter', 'better is longer'];

/**
 * Pairwise accuracy on each source of preferences, by a head that has not seen it: the preference fitted to the other
 * sources, the gates trained on the pools alone; and by the shipped head on the expert revisions, which no shipped weight
 * has seen.
 */
export async function preferenceAccuracy(
  turns: PoolTurns,
  lexicon: Lexicon,
  shippedQuality: QualityOf,
  seed: number,
): Promise<Table> {
  const table = turnTable(lexicon);
  const sources = preferenceSources();
  const gates = trainGates(qualityTraining(turns, [], table, new Random(seed)), seed);
  const heldOut = await Promise.all(
    sources.map(async ({ name, pairs }) => {
      const others = sources.filter((source) => source.name !== name);
      const head: Head = [preferenceTerm(table.rows, preferenceComparisons(others, table)), ...gates];
      const strengths: QualityOf = (answers) =>
        Promise.resolve(answers.map((answer) => headStrength(head, table.rows[table.row(answer)] ?? [])));
      return { name, pairs, figures: await accuracy(strengths, pairs) };
    }),
  );
  const average = [0, 1, 2, 3].map((column) => mean(heldOut.map(({ figures }) => figures[column] ?? Number.NaN)));
  const expert = expertRevisionPairs();
  return {
    title:
      'Quality: pairs ordered as people or GPT-4 did, each source held out (the preference fitted without it, the gates on the pools alone)',
    heads: HEADS,
    rows: [
      ...heldOut.map(({ name, pairs, figures }) => [name, String(pairs.length), ...figures.map(figure)]),
      ['mean of the sources', '', ...average.map(figure)],
      ['expert revisions', String(expert.length), ...(await accuracy(shippedQuality, expert)).map(figure)],
    ],
  };
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
