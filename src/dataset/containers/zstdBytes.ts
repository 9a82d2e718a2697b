import * as zlib from 'node:zlib';
import { decompress } from 'fzstd';
import { say } from '../../messages/say';
import { Damage } from './damage';

/** Node has zstd from 22.15 on, which is faster than the library and sees more damage. */
type ZlibWithZstd = typeof zlib & {
  readonly zstdDecompressSync?: (data: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;
};

const { zstdDecompressSync: unpackedByNode }: ZlibWithZstd = zlib;

/**
 * Unpacks zstd data of a table.
 * @param length of what comes out, in bytes
 * @throws Error where the data is damaged
 */
export function unpackZstd(data: Uint8Array, length: number): Uint8Array {
  // Told of a length, the library would fill up with zeros what is missing.
  const bytes = unpackedByNode?.(data, { maxOutputLength: Math.max(1, length) }) ?? decompress(data);
  if (bytes.length !== length) throw new Damage(say('damage.data', { packing: 'zstd' }));
  return bytes;
}
