import type { Turn } from '../dataset/conversation';
import type { SeedTurn } from './chain/chainPlan';
import { isKept } from './chain/chainState';
import type { Dimension } from './prompts/evolvePrompts';
import type { Run } from './run/runFolder';
import type { InspectedChain, InspectedRun } from './types';

/** A scored text, as scorers learn from it. */
export interface TrainingText {
  readonly dimension: Dimension;
  readonly turn: Turn;
  /** 1 to 6. */
  readonly score: number;
  /** Texts of one group come from the same row: they are never on both sides of a split. */
  readonly group: string;
  /** Texts of one chain were ranked together; null for a text that was scored alone. */
  readonly chain: string | null;
}

/** Where a chain comes from: names that tell its file and its run from others. */
export interface ChainOrigin {
  readonly file: string;
  readonly run: string;
}

/** The scored variants of a run, corrections applied. @param origin of all of them */
export function textsOfRun(
  { plans }: Pick<Run, 'plans'>,
  { chains }: InspectedRun,
  origin: ChainOrigin,
): TrainingText[] {
  return plans.flatMap(({ seed }, at) => {
    const chain = chains[at];
    return chain === undefined ? [] : textsOfChain(chain, seed, origin);
  });
}

/** What was evolved stands in place of the row's own. */
function textsOfChain(chain: InspectedChain, seed: SeedTurn, { file, run }: ChainOrigin): TrainingText[] {
  const { id, dimension, dropped, variants, rowIndex } = chain;
  if (dropped !== undefined) return [];
  const { instruction, response } = seed;
  return variants.filter(isKept).flatMap(({ text, score }): TrainingText[] => {
    if (score === null) return [];
    const turn = dimension === 'complexity' ? { instruction: text, response } : { instruction, response: text };
    return [{ dimension, turn, score, group: `${file} ${rowIndex}`, chain: `${run} ${id}` }];
  });
}
