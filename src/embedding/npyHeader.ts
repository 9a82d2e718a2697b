import type { FileHandle } from 'node:fs/promises';
import type { DeitaError } from '../common/errors';
import type { Message, MessageArgument } from '../common/message';
import { fault, say } from '../messages/say';
import { fillBuffer } from '../common/fillBuffer';
import { NUMBER_BYTES, type NumberType } from './npyNumbers';

/** What the header of a `.npy` file says about the matrix behind it. */
export interface NpyHeader {
  readonly count: number;
  readonly dimensions: number;
  readonly type: NumberType;
  readonly bytesPerNumber: number;
  /** Where the numbers begin, in bytes from the start of the file. */
  readonly dataOffset: number;
}

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const NUMBER_TYPES: Readonly<Record<string, NumberType>> = { '<f2': 'float16', '<f4': 'float32', '<f8': 'float64' };

/** @throws DeitaError `embeddingsMismatch` when the file is not a matrix that can be used */
export async function readNpyHeader(file: FileHandle, path: string): Promise<NpyHeader> {
  const { text, dataOffset } = await readHeaderText(file, path);
  const type = numberType(text, path);
  checkOrder(text, path);
  const [count, dimensions] = matrixShape(text, path);
  const header = { count, dimensions, type, bytesPerNumber: NUMBER_BYTES[type], dataOffset };
  await checkSize(file, header, path);
  return header;
}

/** Magic, format version, header length (2 bytes in version 1, 4 from version 2 on), header. */
async function readHeaderText(file: FileHandle, path: string): Promise<{ text: string; dataOffset: number }> {
  const start = await readBytes(file, 0, 12);
  if (start.length < 12 || !start.subarray(0, 6).equals(MAGIC)) throw unusable(path, say('npy.foreign'));
  const version = start[6] ?? 0;
  if (version < 1 || version > 3) throw unusable(path, say('npy.version', { version: String(version) }));
  const textOffset = version === 1 ? 10 : 12;
  const length = version === 1 ? start.readUInt16LE(8) : start.readUInt32LE(8);
  const dataOffset = textOffset + length;
  const { size } = await file.stat();
  if (size < dataOffset) throw unusable(path, say('npy.headerCut'));
  const text = (await readBytes(file, textOffset, length)).toString(version === 3 ? 'utf8' : 'latin1');
  return { text, dataOffset };
}

function numberType(text: string, path: string): NumberType {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const type = descr === undefined ? undefined : NUMBER_TYPES[descr];
  if (type !== undefined) return type;
  const problem = descr === undefined ? say('npy.structured') : say('npy.type', { type: descr });
  throw unusable(path, problem, say('npy.saveFloat32'));
}

function checkOrder(text: string, path: string): void {
  if (/'fortran_order'\s*:\s*False/.test(text)) return;
  throw unusable(path, say('npy.columns'), say('npy.saveInRows'));
}

function matrixShape(text: string, path: string): [number, number] {
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1] ?? '';
  const sizes = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  const [count, dimensions] = sizes;
  if (sizes.length === 2 && count !== undefined && dimensions !== undefined && dimensions > 0) {
    return [count, dimensions];
  }
  throw unusable(path, say('npy.shape', { shape: shape.trim() }), say('npy.expectedShape'));
}

async function checkSize(file: FileHandle, header: NpyHeader, path: string): Promise<void> {
  const { count, dimensions, bytesPerNumber, dataOffset } = header;
  const expected = dataOffset + count * dimensions * bytesPerNumber;
  const { size } = await file.stat();
  if (size >= expected) return;
  const numbers = { count: String(count), dimensions: String(dimensions) };
  throw unusable(path, say('npy.cut', { bytes: String(size), expected: String(expected), ...numbers }));
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, await fillBuffer(file, buffer, position));
}

function unusable(file: string, problem: Message, remedy: MessageArgument = ''): DeitaError {
  return fault('embeddingsUnusable', { file, problem, remedy });
}
