import { isAscii, isUtf8 } from 'node:buffer';
import type { ByteRange } from './byteSource';

/** What is known of a block's bytes: that each is a character by itself, that they are text, or nothing. */
type Encoding = 'ascii' | 'utf8' | 'unknown';

/** Bytes of a block, read as Latin-1. */
export interface Latin1Window {
  readonly text: string;
  /** Where it begins in the block. */
  readonly start: number;
}

/** V8 gives each string of more than 128 KiB pages of its own: making one of two takes ten times as long as two. */
const WINDOW_BYTES = 64 * 1024;

/**
 * Bytes that were read in one go. Where they are those of several rows, what they are is looked at once for all: checking
 * and decoding rows of ordinary length one by one takes several times as long.
 */
export class ByteBlock {
  private encoding: Encoding | undefined;
  private window: Latin1Window = { text: '', start: 0 };

  /** @param start where the bytes stand in their source @param isShared whether several ranges of them were asked for */
  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
    private readonly isShared: boolean,
  ) {}

  /** The bytes of a range within the block. */
  bytesOf({ start, end }: ByteRange): Buffer {
    return this.bytes.subarray(start - this.start, end - this.start);
  }

  /** The text of a range, if the block is known to be text; else its bytes. */
  contentOf(range: ByteRange): string | Buffer {
    if (!this.isShared) return this.bytesOf(range);
    this.encoding ??= encodingOf(this.bytes);
    if (this.encoding === 'unknown') return this.bytesOf(range);
    const [first, end] = [range.start - this.start, range.end - this.start];
    if (this.encoding === 'utf8') return this.bytes.toString('utf8', first, end);
    const { text, start } = this.windowOf(range);
    return text.slice(first - start, end - start);
  }

  /** A stretch of the block in which a range lies; the same one for the ranges behind it, as far as it has them whole. */
  windowOf(range: ByteRange): Latin1Window {
    const [first, end] = [range.start - this.start, range.end - this.start];
    // Not kept: it may be hundreds of megabytes.
    if (end - first > WINDOW_BYTES) return { text: this.bytes.toString('latin1', first, end), start: first };
    const { text, start } = this.window;
    if (first < start || end > start + text.length) {
      const windowEnd = Math.min(first + WINDOW_BYTES, this.bytes.length);
      this.window = { text: this.bytes.toString('latin1', first, windowEnd), start: first };
    }
    return this.window;
  }
}

function encodingOf(bytes: Buffer): Encoding {
  if (isAscii(bytes)) return 'ascii';
  return isUtf8(bytes) ? 'utf8' : 'unknown';
}
