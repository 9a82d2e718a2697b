import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../common/errors';
import { isObject, parsedJson, type JsonObject } from '../dataset/formats/format';
import type { Message } from '../common/message';
import { fault, say } from '../messages/say';

/** A benchmark's file: a JSON array of objects, or an object per line. */
export interface Records<T> {
  readonly file: string;
  /** Hex SHA-256 of its bytes. */
  readonly sha256: string;
  readonly records: readonly T[];
}

/**
 * @param read what an object says; a message = what it lacks
 * @throws DeitaError `fileNotFound`, `fileUnreadable` naming the record
 */
export async function readRecords<T extends object>(
  file: string,
  read: (record: JsonObject) => T | Message,
): Promise<Records<T>> {
  const bytes = await bytesOf(file);
  const records = valuesIn(bytes.toString('utf8')).map((value, at) => {
    const found = isObject(value) ? read(value) : say('record.noObject');
    if (!isMessage(found)) return found;
    throw fault('recordUnusable', { record: String(at + 1), file, problem: found });
  });
  if (records.length === 0) throw fault('noRecords', { file });
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), records };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fault('fileNotFound', { file });
    throw fault('notRead', { file, reason: messageOf(error) });
  }
}

/** undefined stands for what is no JSON. */
function valuesIn(text: string): unknown[] {
  const body = text.replace(/^\ufeff/, '');
  const whole = parsedJson(body);
  if (Array.isArray(whole)) return whole;
  if (isObject(whole)) return [whole];
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsedJson);
}

function isMessage(value: object): value is Message {
  return 'id' in value && 'args' in value;
}

/** @returns a message where it is no text */
export function textField(record: JsonObject, name: string): string | Message {
  const value = record[name];
  return typeof value === 'string' ? value : say('record.noText', { field: name });
}
