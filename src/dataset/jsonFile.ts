import { readFile } from 'node:fs/promises';
import { messageOf } from '../common/errors';
import { fault } from '../messages/say';
import type { Message } from '../common/message';
import { parsedJson } from './formats/format';

/**
 * Reads a small file of JSON. A file that is there and cannot be read is never taken for one that is not: what it says
 * may have been paid for.
 * @param isValid whether the value is what the file should hold
 * @param remedy what to do about a damaged file
 * @returns undefined when there is no such file
 * @throws DeitaError `fileUnreadable`
 */
export async function readJsonFile<T>(
  file: string,
  isValid: (value: unknown) => value is T,
  remedy: Message,
): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw fault('notRead', { file, reason: messageOf(error) });
  }
  const value = parsedJson(text);
  if (isValid(value)) return value;
  throw fault('fileDamaged', { file, remedy });
}
