import type { Compressors } from 'hyparquet';
import { compressors, decompressZstd } from 'hyparquet-compressors';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/**
 * What unpacks a page, to a length that is known before. Gzip and Brotli are Node's own: it looks at checksums and lengths.
 */
export function pageCompressors(): Compressors {
  return {
    ...compressors,
    GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
  };
}
