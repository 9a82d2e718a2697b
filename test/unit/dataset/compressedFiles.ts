import { gzipSync } from 'node:zlib';
import xxhash from 'xxhash-wasm';

const MAGIC = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);
const WITH_CHECKSUM = 4;
const WINDOW = 0x50;
const BLOCK_BYTES = 16 * 1024;

/** A frame of stored blocks, as RFC 8878 has it: what packs them better is of no account to those who find frames. */
export async function zstdFrame(content: Uint8Array, options: { readonly checksum?: boolean } = {}): Promise<Buffer> {
  const { checksum = true } = options;
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < content.length; at += BLOCK_BYTES) {
    const block = content.subarray(at, at + BLOCK_BYTES);
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | Number(at + BLOCK_BYTES >= content.length), 0, 3);
    blocks.push(header, Buffer.from(block));
  }
  const end = Buffer.alloc(checksum ? 4 : 0);
  if (checksum) end.writeUInt32LE(Number((await xxhash()).create64().update(content).digest() & 0xffffffffn));
  return Buffer.concat([MAGIC, Buffer.of(checksum ? WITH_CHECKSUM : 0, WINDOW), ...blocks, end]);
}

/** A frame that carries no text. */
export function skippableFrame(bytes: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a57);
  header.writeUInt32LE(bytes, 4);
  return Buffer.concat([header, Buffer.alloc(bytes, 0xfd)]);
}

/** `zstd -19` of `lines(300)`, in base64: entropy coding, repeated matches and a checksum. */
export const ZSTD_OF_300_LINES =
  'KLUv/WTEP2UXAKpAFAcYkKmSDqtmqF8+u/uBJYSQvXcK6a3uPDgBkQBcAGEABoPBYDAYDAaDwWCwlFJKKaWUUkoppZRSCCGEEEII' +
  'IYQQQgghZIwxxhhjjDHGGGOMMYQQQgghhBBCCCGEEKKqqqqqqqqqqqqKiIiIiIiIiIiIaGZmZmZmZmZmZub/////X1VVVVW1FELG' +
  'EKKKaOZ1ABochAk4ULDggIIFBg4CHIQJOChggICCAQsQKEhQgMABg8PhUCgUCoVCoVAoFAqFQqFQKBQKy7Isy7Isy7Isy7Isy7Is' +
  'SZIkSZIkSZIkSZIkSZIkx3Ecx3Ecx3Ecx3Ecx3Ecd3d3d3d3d3d3d1VVVVVVVVVVVVWDwWAwGAwB8zzP8zzP8zzP8///////////' +
  '/7+7u7u7u7u7u7t7OBwOh8PhcDgcDofD4XA4HA4Xi8VisVgsFovFYrFYLBaLxSKRSCQSiUQikUgkEolEiUQicTgcDofD4XA4HA6H' +
  'w+FwGAAaHJTy3nvvvffee++9995777333nvvvffee++9995777333nvvvffee++9995777333nvvvffee++9r+u6ruu6ruuapmma' +
  'pmmapmmapmmapml6nud5nueCWKgSYMUve4wBQpcgUvQaEhhBYASBHeyE4ITAwR9AAYU5TwkzrjwMXKq2IUojz4PhiPt8jVcpAING' +
  'aTZSNeR8GJwo5ylhxpSPwUrRtkRVZHk4nDDHqWKGPSSTApcZC9QBZgJVzLDmMXBJ2o1IDTkfhibGuUqUMeVpcFKyjVGNNuOScca4' +
  'MK4Xp4u7xcXirDhU3CkOiuPEaeKWuJC4Iw4RZ4gLggtfc6RF8NV1gTVODQRfuyrIx9GI8IuXSMucDRN80VVg3XEDoV0uCddzNBD1' +
  '4rTwMkdaBC9dF1jj1hh8qHhwOtw53BtOGm4z3BhOF04WrgoHCueEo4R7hAuE+4PDwanBjYFvwmRifmo2aZ4ymzSZmk6bpnVT6Arb' +
  'B3IA2pi+WwFJpjFV';

/** How each kind of compressed file packs a text. */
export const COMPRESSORS: Readonly<Record<'gzip' | 'zstd', (text: Buffer) => Promise<Buffer>>> = {
  gzip: (text) => Promise.resolve(gzipSync(text)),
  zstd: (text) => zstdFrame(text),
};
