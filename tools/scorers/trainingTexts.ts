import type { Turn } from '../../src/dataset/conversation';
import { readPool } from './pools';
import type { Random } from '../../src/common/random';

/** Seed of everything that is drawn at random in training and measuring. */
export const SEED = 20240301;

/** The pools that shipped weights may learn from: MIT and Apache-2.0. */
const TRAINING_POOLS = [
  'gpteacher.jsonl',
  'gsm8k.jsonl',
  'glaive_toolcall_en_demo.json',
  'glaive_toolcall_zh_demo.json',
  'oaast_sft_zh.json',
  'ko-chat.messages.jsonl',
] as const;
export type TrainingPool = (typeof TRAINING_POOLS)[number];

/** Share of each pool that the lexicon is made from; the heads learn from the rest. */
const LEXICON_SHARE = 0.6;

export type PoolTurns = Readonly<Record<TrainingPool, readonly Turn[]>>;

/** The pools in two parts. */
export interface TrainingTexts {
  /** What the lexicon is made from. */
  readonly lexiconTurns: PoolTurns;
  /** What the heads learn from, shuffled. */
  readonly headTurns: PoolTurns;
}

/**
 * Splits the pools: the lexicon is made from one part and the heads learn from the other, so that texts look to the
 * heads in training as unseen texts will look in use.
 */
export function readTrainingTexts(random: Random): TrainingTexts {
  const lexiconTurns = {} as Record<TrainingPool, readonly Turn[]>;
  const headTurns = {} as Record<TrainingPool, readonly Turn[]>;
  for (const pool of TRAINING_POOLS) {
    const shuffled = random.shuffled(readPool(pool));
    const boundary = Math.floor(shuffled.length * LEXICON_SHARE);
    lexiconTurns[pool] = shuffled.slice(0, boundary);
    headTurns[pool] = shuffled.slice(boundary);
  }
  return { lexiconTurns, headTurns };
}
