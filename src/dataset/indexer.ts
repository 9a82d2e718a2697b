import { throwIfAborted } from '../common/errors';
import type { ScanPosition } from './fileLayout';
import { fileChanged, type FileReader } from './fileReader';
import { LineScanner } from './lineScanner';
import type { RowIndex } from './rowIndex';
import type { RowScanner } from './rowScanner';
import { ValueScanner } from './valueScanner';

/** Large enough that the calls cost nothing, small enough that scanning one does not hold up the event loop. */
const CHUNK_BYTES = 1024 * 1024;

export interface IndexingRange {
  readonly from: ScanPosition;
  /** Bytes added to the file later are left for a refresh. */
  readonly fileSize: number;
}

export interface IndexingOptions {
  readonly signal: AbortSignal;
  /** Bytes read at a time. */
  readonly chunkBytes?: number | undefined;
  /** Called after each chunk. */
  readonly onChunk: () => void;
}

/**
 * Scans the file into the index, reading the next chunk while one is scanned.
 * @throws DeitaError `cancelled`, or `fileChanged` when the file has become shorter
 */
export async function indexFile(
  reader: FileReader,
  index: RowIndex,
  { from, fileSize }: IndexingRange,
  { signal, chunkBytes = CHUNK_BYTES, onChunk }: IndexingOptions,
): Promise<void> {
  const scanner = createScanner(index, from);
  let [buffer, spare] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  const read = (into: Buffer, offset: number): Promise<Buffer> =>
    reader.readInto(into.subarray(0, Math.min(chunkBytes, fileSize - offset)), offset);

  let next = read(buffer, from.offset);
  for (let offset = from.offset; offset < fileSize;) {
    const chunk = await next;
    throwIfAborted(signal);
    if (chunk.length === 0) throw fileChanged(reader.path);
    offset += chunk.length;
    [buffer, spare] = [spare, buffer];
    next = read(buffer, offset);
    scanner.push(chunk);
    onChunk();
  }
  await next;
  scanner.end();
  index.complete = true;
  onChunk();
}

/** The scanner for the index's layout. */
export function createScanner(index: RowIndex, from: ScanPosition): RowScanner {
  return index.form === 'jsonLines' ? new LineScanner(index, from) : new ValueScanner(index, from);
}
