import { createHash } from 'node:crypto';
import { throwIfAborted } from '../common/errors';
import { FileReader } from './fileReader';

/** Tells a file from its earlier versions without reading all of it. */
export interface FileIdentity {
  readonly size: number;
  readonly mtimeMs: number;
  /** Hex SHA-256 over the first and last bytes and samples between them. */
  readonly sampledHash: string;
}

const EDGE_BYTES = 64 * 1024;
const SAMPLE_BYTES = 4 * 1024;
const SAMPLES = 16;
const CHUNK_BYTES = 1024 * 1024;

export async function identify(reader: FileReader): Promise<FileIdentity> {
  const { size, mtimeMs } = await reader.stat();
  return { size, mtimeMs, sampledHash: await sampledHash(reader, size) };
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.sampledHash === b.sampledHash;
}

/** Whether the file that is open now begins with the one that was identified, as it does when rows are appended. */
export async function isStartOf(reader: FileReader, before: FileIdentity): Promise<boolean> {
  const { size } = await reader.stat();
  return size > before.size && (await sampledHash(reader, before.size)) === before.sampledHash;
}

/** Hex SHA-256 of the first `size` bytes of a file. @throws DeitaError `cancelled` */
export async function sha256Of(reader: FileReader, size: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let start = 0; start < size; start += buffer.length) {
    throwIfAborted(signal);
    const end = Math.min(start + buffer.length, size);
    hash.update(await reader.readInto(buffer.subarray(0, end - start), start));
  }
  return hash.digest('hex');
}

/** Bytes and hex SHA-256 of a file as it is now. @throws DeitaError as `FileReader.open`, `cancelled` */
export async function hashedFile(
  file: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const reader = await FileReader.open(file);
  try {
    const { size } = await reader.stat();
    return { bytes: size, sha256: await sha256Of(reader, size, signal) };
  } finally {
    await reader.close();
  }
}

async function sampledHash(reader: FileReader, size: number): Promise<string> {
  const hash = createHash('sha256').update(String(size));
  for (const sample of await reader.readAll(samplesOf(size))) hash.update(sample);
  return hash.digest('hex');
}

function samplesOf(size: number): { start: number; end: number }[] {
  if (size <= 2 * EDGE_BYTES) return [{ start: 0, end: size }];
  const between = Array.from({ length: SAMPLES }, (_, sample) => {
    const start = Math.floor((size * (sample + 1)) / (SAMPLES + 1));
    return { start, end: Math.min(start + SAMPLE_BYTES, size) };
  });
  return [{ start: 0, end: EDGE_BYTES }, ...between, { start: size - EDGE_BYTES, end: size }];
}
