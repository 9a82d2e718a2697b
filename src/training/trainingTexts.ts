import type { Turn } from '../dataset/conversation';
import { wordsOf } from '../scoring/features/segmentation';
import { countWordStatistics, type WordStatistics } from '../scoring/features/wordStatistics';
import { readPool } from './pools';
import type { Random } from './random';

/** The pools that shipped weights may learn from: MIT and Apache-2.0. */
export const TRAINING_POOLS = [
  'gpteacher.jsonl',
  'gsm8k.jsonl',
  'glaive_toolcall_en_demo.json',
  'glaive_toolcall_zh_demo.json',
  'oaast_sft_zh.json',
  'ko-chat.messages.jsonl',
] as const;
export type TrainingPool = (typeof TRAINING_POOLS)[number];

/** Share of each pool that the word statistics are counted on; the heads learn from the rest. */
const STATISTICS_SHARE = 0.6;

export interface TrainingTexts {
  readonly statistics: WordStatistics;
  /** The turns of each pool that the statistics have not seen, shuffled. */
  readonly turns: Readonly<Record<TrainingPool, readonly Turn[]>>;
}

/**
 * Splits the pools: word statistics are counted on one part and the heads learn from the other, so that texts look to
 * the heads in training as unseen texts will look in use.
 */
export function readTrainingTexts(random: Random): TrainingTexts {
  const counted: Turn[] = [];
  const turns = {} as Record<TrainingPool, readonly Turn[]>;
  for (const pool of TRAINING_POOLS) {
    const shuffled = random.shuffled(readPool(pool));
    const boundary = Math.floor(shuffled.length * STATISTICS_SHARE);
    counted.push(...shuffled.slice(0, boundary));
    turns[pool] = shuffled.slice(boundary);
  }
  const words = counted.flatMap(({ instruction, response }) => [wordsOf(instruction), wordsOf(response)]);
  return { statistics: countWordStatistics(words), turns };
}
