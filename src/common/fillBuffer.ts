import type { FileHandle } from 'node:fs/promises';

/**
 * Fills the buffer from a place in the file: one call may bring less than it was asked for, as over a network.
 * @param offset in bytes from the start of the file
 * @returns how many bytes were filled: fewer than the buffer has only where the file ends
 */
export async function fillBuffer(file: Pick<FileHandle, 'read'>, buffer: Uint8Array, offset: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
