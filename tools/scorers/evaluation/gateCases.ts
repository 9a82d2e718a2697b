import type { Turn } from '../../../src/dataset/conversation';
import { wordsOf } from '../../../src/scoring/features/segmentation';
import { CORRUPTIONS, type CorruptionName } from '../corruptions';
import { pairwiseAccuracy } from '../../../src/training/metrics';
import { readPool } from '../pools';
import { Random } from '../../../src/common/random';
import { figure, type Table } from './table';

/** Pools that nothing was trained on. */
const UNSEEN_POOLS = ['alpaca_en_demo.json', 'dolly_3k.json', 'alpaca_zh_demo.json'];
const KINDS = Object.keys(CORRUPTIONS) as CorruptionName[];

export type QualityOf = (turns: readonly Turn[]) => Promise<readonly number[]>;

/** How often a good answer scores above the same answer spoiled, by pool and kind; below it what length alone does. */
export async function gateCases(qualityOf: QualityOf, seed: number): Promise<Table> {
  const rows: string[][] = [];
  for (const pool of UNSEEN_POOLS) {
    const random = new Random(seed);
    const turns = readPool(pool);
    const clean = await qualityOf(turns);
    const shares: string[] = [];
    const lengths: string[] = [];
    for (const kind of KINDS) {
      const spoiled = turns.map((turn) => CORRUPTIONS[kind](turn, random, random.pick(turns)));
      const cases = turns.flatMap((turn, index) => {
        const response = spoiled[index];
        return response === undefined || response === turn.response ? [] : [{ turn, index, response }];
      });
      const scores = await qualityOf(cases.map(({ turn, response }) => ({ ...turn, response })));
      shares.push(figure(pairwiseAccuracy(cases.map(({ index }, at) => [clean[index] ?? 0, scores[at] ?? 0]))));
      lengths.push(figure(pairwiseAccuracy(cases.map(({ turn, response }) => [size(turn.response), size(response)]))));
    }
    rows.push([pool, ...shares], ['longer wins', ...lengths]);
  }
  return {
    title: 'Quality: the good answer above the spoiled one, pools never trained on',
    heads: ['pool', ...KINDS],
    rows,
  };
}

function size(text: string): number {
  return wordsOf(text).length;
}
