import type { Turn } from '../../dataset/conversation';
import { RESPONSE_FEATURES } from '../../scoring/features/responseFeatures';
import type { Lexicon } from '../../scoring/features/turnView';
import type { FeatureTable } from '../featureTable';
import { headStrength, type Head } from '../head';
import { expertRevisionPairs, preferenceSources, type AnswerPair } from '../labels';
import { mean, pairwiseAccuracy } from '../metrics';
import { trainQualityHead } from '../qualityHead';
import { qualityTraining, turnTable } from '../qualityTraining';
import { Random } from '../random';
import type { PoolTurns } from '../trainingTexts';
import { figure, type Table } from './table';

const HEADS = ['source', 'pairs', 'head', 'longer wins', 'better is shorter', 'better is longer'];

/**
 * Pairwise accuracy on each source of preferences by a head trained without it (everything else as shipped), and on the
 * expert revisions, which no shipped weight has seen.
 */
export function preferenceAccuracy(turns: PoolTurns, lexicon: Lexicon, seed: number): Table {
  const table = turnTable(lexicon);
  const sources = preferenceSources();
  const train = (held?: string): Head => {
    const kept = sources.filter(({ name }) => name !== held);
    return trainQualityHead(qualityTraining(turns, kept, table, new Random(seed)), seed);
  };
  const heldOut = sources.map(({ name, pairs }) => ({ name, pairs, figures: accuracy(train(name), pairs, table) }));
  const average = [0, 1, 2, 3].map((column) => mean(heldOut.map(({ figures }) => figures[column] ?? Number.NaN)));
  const expert = expertRevisionPairs();
  return {
    title:
      'Quality: pairs ordered as people or GPT-4 did, each source held out of training (the head retrained without it)',
    heads: HEADS,
    rows: [
      ...heldOut.map(({ name, pairs, figures }) => [name, String(pairs.length), ...figures.map(figure)]),
      ['mean of the sources', '', ...average.map(figure)],
      ['expert revisions', String(expert.length), ...accuracy(train(), expert, table).map(figure)],
    ],
  };
}

/** Accuracy of the head, of length, and of the head on pairs whose better answer is shorter, and longer. */
function accuracy(head: Head, pairs: readonly AnswerPair[], table: FeatureTable<Turn>): number[] {
  const length = RESPONSE_FEATURES.indexOf('words');
  const measure = (instruction: string, response: string): { strength: number; length: number } => {
    const row = table.rows[table.row({ instruction, response })] ?? [];
    return { strength: headStrength(head, row), length: row[length] ?? 0 };
  };
  const measured = pairs.map(({ instruction, better, worse }) => ({
    better: measure(instruction, better),
    worse: measure(instruction, worse),
  }));
  const share = (kept: typeof measured, key: 'strength' | 'length'): number =>
    pairwiseAccuracy(kept.map(({ better, worse }) => [better[key], worse[key]]));
  return [
    share(measured, 'strength'),
    share(measured, 'length'),
    share(
      measured.filter(({ better, worse }) => better.length < worse.length),
      'strength',
    ),
    share(
      measured.filter(({ better, worse }) => better.length > worse.length),
      'strength',
    ),
  ];
}
