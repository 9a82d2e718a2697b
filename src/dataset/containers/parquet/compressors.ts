import type { Compressors } from 'hyparquet';
import { compressors, decompressLz4, decompressZstd } from 'hyparquet-compressors';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { unpackLz4Block } from '../lz4';

/**
 * What unpacks a page, to a length that is known before. Gzip and Brotli are Node's own: it looks at checksums and lengths.
 */
export function pageCompressors(): Compressors {
  return {
    ...compressors,
    GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    // The library takes an empty block for a damaged one, and one that is too short for whole.
    LZ4_RAW: unpackLz4Block,
    LZ4: (input, length) => (length === 0 ? new Uint8Array() : decompressLz4(input, length)),
    ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
  };
}
