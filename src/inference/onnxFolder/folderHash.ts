import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fillBuffer } from '../../common/fillBuffer';
import { DECIDING_FILES, type ModelFolder } from './modelFolder';

/** Of a larger file only so many pieces of this size are read, spread evenly: other weights differ everywhere. */
const PIECE_BYTES = 1024 * 1024;
const MOST_PIECES = 64;

/**
 * Hex SHA-256 over the files that decide what a model answers: size and content of each, of networks above 64 MiB
 * (external weights included) 64 pieces of 1 MiB.
 * @param codeVersion of the code around the model
 */
export async function folderHash(codeVersion: string, { path: folder, networkFile }: ModelFolder): Promise<string> {
  const hash = createHash('sha256').update(codeVersion);
  const networks = await networkFiles(networkFile);
  for (const file of [...networks, ...DECIDING_FILES.map((name) => path.join(folder, name))]) {
    await addFile(hash, file, path.relative(folder, file));
  }
  return hash.digest('hex');
}

/** The network and the external data that its export wrote beside it (`model.onnx_data`, `model.onnx.data`). */
async function networkFiles(networkFile: string): Promise<string[]> {
  const folder = path.dirname(networkFile);
  const name = path.basename(networkFile);
  const names = (await readdir(folder)).filter((entry) => entry.startsWith(name)).sort();
  return names.map((entry) => path.join(folder, entry));
}

async function addFile(hash: Hash, file: string, name: string): Promise<void> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    hash.update(`\0${name.replaceAll('\\', '/')}\0${size}\0`);
    await addPieces(hash, handle, size);
  } finally {
    await handle.close();
  }
}

async function addPieces(hash: Hash, handle: FileHandle, size: number): Promise<void> {
  const count = Math.min(MOST_PIECES, Math.ceil(size / PIECE_BYTES));
  const step = count > 1 ? Math.floor((size - PIECE_BYTES) / (count - 1)) : 0;
  const wholeFile = size <= MOST_PIECES * PIECE_BYTES;
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let index = 0; index < count; index++) {
    const filled = await fillBuffer(handle, piece, index * (wholeFile ? PIECE_BYTES : step));
    hash.update(piece.subarray(0, filled));
  }
}
