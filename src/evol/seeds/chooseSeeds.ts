import { seededOrder } from '../../common/seededOrder';
import { throwIfAborted } from '../../common/errors';
import type { GoodRow } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { languageOf } from '../../scoring/language';
import { randomFor, type SeedTurn } from '../chain/chainPlan';
import { sourceOf } from './rowSource';
import type { RunParameters } from '../types';

export type SeedChoice = Pick<RunParameters, 'seeds' | 'seed' | 'sample' | 'dimension'>;

/** A turn that may be a seed, and what it is like. */
interface Candidate {
  readonly turn: SeedTurn;
  /** Source, language, length and number of turns. */
  readonly stratum: string;
}

const ROWS_AT_ONCE = 64;
/** Enough to see what a pool holds. */
const MOST_STRATIFIED_ROWS = 20_000;
/** Six variants of a longer one leave no room in the context of many models. */
const MOST_CHARACTERS = 8000;

/**
 * Turns to start chains from, at most one of a row and each text once: in a random order of the rows that the seed
 * decides, or so that each kind of turn has its share. Fewer where there are not as many.
 * @param rows to draw from; null = all of the dataset
 */
export async function chooseSeeds(
  dataset: Dataset,
  choice: SeedChoice,
  rows: Uint32Array | null,
  signal?: AbortSignal,
): Promise<SeedTurn[]> {
  const stratified = choice.sample === 'stratified';
  const wanted = stratified ? MOST_STRATIFIED_ROWS : choice.seeds;
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const order = orderOf(rows, dataset.rowCount, choice.seed);
  for (let start = 0; start < order.length && candidates.length < wanted; start += ROWS_AT_ONCE) {
    throwIfAborted(signal);
    for (const row of await dataset.readRows(order.subarray(start, start + ROWS_AT_ONCE))) {
      const turn = row.problem === undefined ? seedOf(row, choice) : undefined;
      const text = turn === undefined ? '' : JSON.stringify([turn.instruction, turn.response]);
      if (turn === undefined || seen.has(text)) continue;
      seen.add(text);
      candidates.push({
        turn,
        stratum: stratified ? stratumOf(turn, row as GoodRow, await sourceOf(dataset, turn)) : '',
      });
    }
  }
  return (stratified ? proportional(candidates, choice.seeds) : candidates.slice(0, choice.seeds)).map(
    ({ turn }) => turn,
  );
}

/** The order of a row does not depend on where it stands among those to draw from. */
function orderOf(rows: Uint32Array | null, rowCount: number, seed: number): Uint32Array {
  const order = seededOrder(rowCount, seed);
  if (rows === null) return order;
  const wanted = new Set(rows);
  return order.filter((row) => wanted.has(row));
}

function seedOf({ rowIndex, conversation }: GoodRow, { seed, dimension }: SeedChoice): SeedTurn | undefined {
  const usable = conversation.turns.flatMap(({ instruction, response }, turn): SeedTurn[] => {
    const fits = instruction.length + response.length <= MOST_CHARACTERS;
    const isComplete = instruction.trim() !== '' && (dimension === 'complexity' || response.trim() !== '');
    return fits && isComplete ? [{ rowIndex, turn, instruction, response }] : [];
  });
  return usable.length === 0 ? undefined : randomFor(seed, 'turn', rowIndex).pick(usable);
}

function stratumOf({ instruction, response }: SeedTurn, { conversation }: GoodRow, source: string): string {
  const length = Math.round(Math.log2(1 + instruction.length + response.length));
  const turns = Math.min(4, conversation.turns.length);
  return JSON.stringify([source, languageOf(instruction) ?? '', length, turns]);
}

/** So many, evenly spread over the candidates sorted by kind: each kind has its share, up to rounding. */
function proportional(candidates: readonly Candidate[], count: number): Candidate[] {
  if (candidates.length <= count) return [...candidates];
  const sorted = [...candidates].sort((first, second) =>
    first.stratum < second.stratum ? -1 : first.stratum > second.stratum ? 1 : 0,
  );
  return Array.from(
    { length: count },
    (_, at) => sorted[Math.floor(((at + 0.5) * sorted.length) / count)] as Candidate,
  );
}
