import { throwIfAborted } from '../common/errors';
import type { ByteSource, TextFault } from './byteSource';
import type { ScanPosition } from './fileLayout';
import { fileChanged } from './fileReader';
import { LineScanner } from './lineScanner';
import type { RowIndex } from './rowIndex';
import type { RowScanner } from './rowScanner';
import { ValueScanner } from './valueScanner';

/** Large enough that the calls cost nothing, small enough that scanning one does not hold up the event loop. */
const CHUNK_BYTES = 1024 * 1024;

export interface IndexingRange {
  readonly from: ScanPosition;
  /** Bytes added to the file later are left for a refresh; null = to the end of the text, wherever that will be. */
  readonly fileSize: number | null;
}

export interface IndexingOptions {
  readonly signal: AbortSignal;
  /** Bytes read at a time. */
  readonly chunkBytes?: number | undefined;
  /** Called after each chunk. */
  readonly onChunk: () => void;
}

/**
 * Scans the text into the index, reading the next chunk while one is scanned.
 * @throws DeitaError `cancelled`, or `fileChanged` when the file has become shorter
 */
export async function indexText(
  text: ByteSource,
  index: RowIndex,
  { from, fileSize }: IndexingRange,
  { signal, chunkBytes = CHUNK_BYTES, onChunk }: IndexingOptions,
): Promise<void> {
  const scan = new FaultyScan(createScanner(index, from), text, from.offset);
  const end = fileSize ?? Infinity;
  let [buffer, spare] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  const read = (into: Buffer, offset: number): Promise<Buffer> => {
    const chunk = text.readInto(into.subarray(0, Math.min(chunkBytes, end - offset)), offset);
    chunk.catch(() => undefined); // Whoever awaits it sees the error.
    return chunk;
  };

  let next = read(buffer, from.offset);
  let { offset } = from;
  while (offset < end) {
    const chunk = await next;
    throwIfAborted(signal);
    if (chunk.length === 0 && fileSize === null) break;
    if (chunk.length === 0) throw fileChanged(text.path);
    offset += chunk.length;
    [buffer, spare] = [spare, buffer];
    next = read(buffer, offset);
    index.scannedShare = offset / end;
    scan.push(chunk);
    onChunk();
  }
  await next;
  scan.end();
  index.textBytes = offset;
  index.complete = true;
  onChunk();
}

/** Passes a text on to a scanner and puts rows that cannot be read in the places where the text lacks them. */
class FaultyScan {
  private faultsTaken = 0;

  constructor(
    private readonly scanner: RowScanner,
    private readonly text: ByteSource,
    private offset: number,
  ) {}

  push(chunk: Buffer): void {
    let from = 0;
    for (let fault = this.nextFault; fault !== undefined; fault = this.nextFault) {
      const to = fault.at - this.offset;
      if (to >= chunk.length) break; // At the end of the text the scanner comes first: a row may be cut off there.
      this.scanner.push(chunk.subarray(from, to));
      this.take(fault);
      from = to;
    }
    this.scanner.push(chunk.subarray(from));
    this.offset += chunk.length;
  }

  end(): void {
    this.scanner.end();
    for (let fault = this.nextFault; fault !== undefined; fault = this.nextFault) this.take(fault);
  }

  private get nextFault(): TextFault | undefined {
    return this.text.faults[this.faultsTaken];
  }

  private take(fault: TextFault): void {
    this.scanner.fault(fault);
    this.faultsTaken++;
  }
}

/** The scanner for the index's layout. */
export function createScanner(index: RowIndex, from: ScanPosition): RowScanner {
  return index.form === 'jsonLines' ? new LineScanner(index, from) : new ValueScanner(index, from);
}
