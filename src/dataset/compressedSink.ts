import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

export type Compression = 'gzip' | 'zstd';

/** Where bytes are written. */
export interface ByteSink {
  write(...parts: readonly Uint8Array[]): Promise<void>;
}

/** Node has zstd from 22.15 on, and no library writes it in plain JavaScript. */
type ZlibWithZstd = typeof zlib & { readonly createZstdCompress?: () => Transform };

const COMPRESSORS: Readonly<Record<Compression, (() => Transform) | undefined>> = {
  gzip: () => zlib.createGzip(),
  zstd: (zlib as ZlibWithZstd).createZstdCompress,
};

export function canCompress(compression: Compression): boolean {
  return COMPRESSORS[compression] !== undefined;
}

/** Passes on what is written to it compressed, holding no more than a piece of it. */
export class CompressedSink implements ByteSink {
  private readonly stream: Transform;
  private pending: Uint8Array[] = [];

  constructor(
    compression: Compression,
    private readonly sink: ByteSink,
  ) {
    const create = COMPRESSORS[compression];
    if (create === undefined) throw new Error(`This version of Node.js cannot write ${compression}.`);
    this.stream = create();
    this.stream.on('data', (bytes: Uint8Array) => this.pending.push(bytes));
  }

  async write(...parts: readonly Uint8Array[]): Promise<void> {
    await new Promise<void>((resolve) => this.stream.write(Buffer.concat(parts), () => resolve()));
    await this.passOn();
  }

  /** Writes what is left; nothing can be written afterwards. */
  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.stream.once('end', resolve));
    this.stream.end();
    await ended;
    await this.passOn();
  }

  private async passOn(): Promise<void> {
    const { pending } = this;
    this.pending = [];
    await this.sink.write(...pending);
  }
}
