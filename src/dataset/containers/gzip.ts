import { createGunzip } from 'node:zlib';
import { say } from '../../messages/say';
import type { ByteRange } from '../byteSource';
import type { FileReader } from '../fileReader';
import { fileChunks } from './fileChunks';
import type { MissingRows, Packing, UnpackingOptions } from './packing';

const OUTPUT_BYTES = 256 * 1024;

/** One member or several one after another, as `cat a.gz b.gz` makes them. */
export const gzip: Packing = {
  name: 'gzip',
  version: 1,
  hasLines: true,
  isRewritten: false,
  unpack,
};

const FAULTS = {
  cutOff: say('packed.cutOff', { packing: 'gzip' }),
  damaged: say('packed.damaged', { packing: 'gzip' }),
} as const;

/**
 * The library keeps to itself what it had unpacked of the piece in which it meets damage. A damaged file is therefore
 * gone through again, with the place of the damage in smaller and smaller pieces, until nothing good is lost.
 */
const PIECES = [Infinity, 512, 1] as const;

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  const progress = { given: 0, doubtful: { start: Infinity, end: Infinity } };
  for (const pieceBytes of PIECES) {
    const fault = yield* unpackOnce(reader, options, progress, pieceBytes);
    if (fault !== 'damaged') {
      if (fault !== undefined) yield { said: FAULTS[fault], rows: 1 };
      return;
    }
  }
  yield { said: FAULTS.damaged, rows: 1 };
}

interface Progress {
  /** Bytes of the text. */
  given: number;
  /** The piece of the file in which damage was met. */
  doubtful: ByteRange;
}

async function* unpackOnce(
  reader: FileReader,
  options: UnpackingOptions,
  progress: Progress,
  pieceBytes: number,
): AsyncGenerator<Uint8Array, Fault | undefined> {
  const gunzip = new Gunzip(progress.given);
  try {
    let offset = 0;
    for await (const chunk of fileChunks(reader, options)) {
      for (const piece of piecesOf(chunk, offset, progress.doubtful, pieceBytes)) {
        for (const bytes of await gunzip.push(piece)) {
          yield bytes;
          progress.given += bytes.length;
        }
        if (gunzip.fault !== undefined) {
          progress.doubtful = { start: offset, end: offset + piece.length };
          return gunzip.fault;
        }
        offset += piece.length;
      }
    }
    yield* await gunzip.end();
    return gunzip.fault;
  } finally {
    gunzip.close();
  }
}

/** A chunk in pieces where damage was met, elsewhere as large as may be. */
function* piecesOf(chunk: Buffer, offset: number, doubtful: ByteRange, pieceBytes: number): Generator<Buffer> {
  for (let at = 0; at < chunk.length;) {
    const isDoubtful = offset + at >= doubtful.start && offset + at < doubtful.end;
    const rest = offset + at < doubtful.start ? doubtful.start - offset - at : Infinity;
    const end = Math.min(chunk.length, at + (isDoubtful ? pieceBytes : rest));
    yield chunk.subarray(at, end);
    at = end;
  }
}

type Fault = keyof typeof FAULTS;

/** Gives what comes out of what was pushed in. */
class Gunzip {
  fault: Fault | undefined;
  private readonly stream = createGunzip({ chunkSize: OUTPUT_BYTES });
  private output: Buffer[] = [];
  /** Bytes that were pushed in. */
  private pushed = 0;
  private isOver = false;
  /** After an error, or after zeros behind the last member: what is pushed then is neither taken nor answered. */
  private readonly stopped: Promise<void>;

  /** @param skip bytes of the text that are not given */
  constructor(private skip: number) {
    this.stream.on('data', (bytes: Buffer) => this.take(bytes));
    this.stopped = new Promise((resolve) => {
      this.stream.on('end', () => {
        this.isOver = true;
        resolve();
      });
      this.stream.on('error', ({ code }: NodeJS.ErrnoException) => {
        this.fault = code === 'Z_BUF_ERROR' ? 'cutOff' : 'damaged';
        resolve();
      });
    });
  }

  async push(chunk: Buffer): Promise<Buffer[]> {
    this.pushed += chunk.length;
    const written = new Promise<void>((resolve) => this.stream.write(chunk, () => resolve()));
    const output = await this.outputOnce(written);
    const left = Math.min(chunk.length, this.pushed - this.stream.bytesWritten);
    // Tapes and disks are filled up with zeros; whatever else stands there, or behind them, would be lost in silence.
    if (this.isOver && chunk.subarray(chunk.length - left).some((byte) => byte !== 0)) this.fault ??= 'damaged';
    return output;
  }

  end(): Promise<Buffer[]> {
    this.stream.end();
    return this.outputOnce(this.stopped);
  }

  close(): void {
    this.stream.destroy();
  }

  private take(bytes: Buffer): void {
    const given = bytes.subarray(this.skip);
    this.skip -= bytes.length - given.length;
    if (given.length > 0) this.output.push(given);
  }

  private async outputOnce(done: Promise<void>): Promise<Buffer[]> {
    await Promise.race([done, this.stopped]);
    const { output } = this;
    this.output = [];
    return output;
  }
}
