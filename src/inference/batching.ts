import { throwIfAborted } from '../common/errors';

/** A batch: positions in the list that was batched, all of sequences that fit one padded length. */
export interface Batch {
  readonly paddedLength: number;
  readonly members: readonly number[];
}

export interface BatchLimits {
  /** Sequences are padded to a multiple of this. */
  readonly lengthStep: number;
  /** A batch holds at most this many positions, padding included (and always at least one sequence). */
  readonly positions: number;
}

/**
 * Groups sequences by padded length. The padding of a sequence depends on its own length alone, never on its
 * neighbours in the batch, so that neither does its result.
 */
export function batchByLength(lengths: readonly number[], { lengthStep, positions }: BatchLimits): Batch[] {
  const byLength = new Map<number, number[]>();
  lengths.forEach((length, index) => {
    const padded = Math.ceil(length / lengthStep) * lengthStep;
    const group = byLength.get(padded);
    if (group === undefined) byLength.set(padded, [index]);
    else group.push(index);
  });
  return [...byLength].flatMap(([paddedLength, members]) =>
    inChunks(members, Math.max(1, Math.floor(positions / paddedLength))).map((chunk) => ({
      paddedLength,
      members: chunk,
    })),
  );
}

/** Pieces of `size` items in order, the last one with what is left. */
export function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/**
 * Lets the event loop turn, then looks at the signal. A model run blocks its thread, so between runs a message that
 * cancels must get its chance to arrive.
 * @throws DeitaError `cancelled` once the signal has fired
 */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  throwIfAborted(signal);
}
