import type { Compressors } from 'hyparquet';
import { compressors, decompressLz4 } from 'hyparquet-compressors';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { unpackLz4Block } from '../lz4';
import { unpackZstd } from '../zstdBytes';
import { assertSoundSnappy } from './soundSnappy';

/**
 * What unpacks a page, to a length that is known before. Gzip and Brotli are Node's own: it looks at checksums and lengths.
 */
export function pageCompressors(): Compressors {
  return {
    ...compressors,
    SNAPPY(input, length) {
      assertSoundSnappy(input, length);
      return (compressors.SNAPPY as NonNullable<Compressors['SNAPPY']>)(input, length);
    },
    GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, maxOutputLength) }),
    // The library takes an empty block for a damaged one, and one that is too short for whole.
    LZ4_RAW: unpackLz4Block,
    LZ4: (input, length) => (length === 0 ? new Uint8Array() : decompressLz4(input, length)),
    ZSTD: unpackZstd,
  };
}
