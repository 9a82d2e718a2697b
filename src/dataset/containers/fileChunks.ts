import { throwIfAborted } from '../../common/errors';
import type { ByteSource } from '../byteSource';
import type { UnpackingOptions } from './packing';

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file from its start. A chunk is good until the next one is asked for. */
export async function* fileChunks(
  reader: ByteSource,
  { signal, onProgress }: UnpackingOptions,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let offset = 0; ;) {
    throwIfAborted(signal);
    const chunk = await reader.readInto(buffer, offset);
    if (chunk.length === 0) return;
    yield chunk;
    offset += chunk.length;
    onProgress(offset);
  }
}
