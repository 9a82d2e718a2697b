import { seededOrder } from '../../common/seededOrder';
import type { Dataset } from '../../dataset/dataset';
import type { NamedRow } from '../../dataset/rowParser';
import { say } from '../../messages/say';
import { pairOf, type RatedPair } from '../../fineTuning/preference';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import type { PairsRequest } from '../../protocol/fineTuning';
import { fileOrder, readNamedInPieces, rowRange } from '../rows/rowReader';
import { sourceOfRow } from './examinedRows';
import { unreadable } from './refusedRow';

/** The pair of a row, or why it makes none. @param by `margin` takes no pair without ratings */
export async function readPair(
  dataset: Dataset,
  { row }: Pick<NamedRow, 'row'>,
  by: PairsRequest['by'],
): Promise<RatedPair | Refusal> {
  if (row.problem !== undefined) return unreadable(row.problem);
  const source = await sourceOfRow(dataset, row.rowIndex);
  return refusalOr(() => {
    const pair = pairOf(row, source);
    if (by === 'random' || pair.margin !== undefined) return pair;
    throw new Refusal('unrated', say('refused.unrated'));
  });
}

/** The order in which pairs are taken: METHOD's random order of rows, or the largest margin first, rows without last. */
export async function pairOrder(
  dataset: Dataset,
  { by, seed }: { readonly by: PairsRequest['by']; readonly seed: number },
  { signal, onRow }: { readonly signal: AbortSignal | undefined; readonly onRow: (done: number) => void },
): Promise<Uint32Array> {
  if (by === 'random') return seededOrder(dataset.rowCount, seed);
  const margins = new Float64Array(dataset.rowCount).fill(-Infinity);
  let done = 0;
  for await (const rows of readNamedInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const named of rows) {
      const pair = await readPair(dataset, named, by);
      if (!(pair instanceof Refusal)) margins[named.row.rowIndex] = pair.margin ?? -Infinity;
      onRow(++done);
    }
  }
  return fileOrder(dataset.rowCount).sort((a, b) => (margins[b] as number) - (margins[a] as number) || a - b);
}

/** What rows ask, so that preferences can keep clear of what a model was fine-tuned on. */
export async function instructionsOf(dataset: Dataset, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for await (const rows of readNamedInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const { row } of rows) {
      if (row.problem !== undefined) continue;
      for (const { instruction } of row.conversation.turns) asked.add(normalised(instruction));
    }
  }
  return asked;
}

/** White space does not make another prompt. */
export function normalised(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
