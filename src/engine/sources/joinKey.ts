import path from 'node:path';
import type { Dataset } from '../../dataset/dataset';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import { fault, listed, say } from '../../messages/say';
import { readSourcesInPieces, rowRange } from '../rows/rowReader';
import { fieldSignal } from '../signals/derived/field';

/** Field names that an error lists. */
const MOST_NAMES = 20;

/**
 * What a row is found by; undefined where its field holds nothing that rows can be told apart by. A number and its digits
 * as a text are the same key: tables often hold one for the other.
 */
export function keyIn(keys: JsonObject, on: string): string | undefined {
  const value = fieldSignal(on).pick(keys, '');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The fields of a row as it stands in its file; what is no object has none. */
export function keysIn(bytes: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * Reads rows up to the first that has a key.
 * @param dataset indexed to its end
 * @throws DeitaError `usage` naming the fields that there are where no row has a key, `noUsableRows`, `cancelled`
 */
export async function assertHasKeys(dataset: Dataset, on: string, signal: AbortSignal | undefined): Promise<void> {
  const names = new Set<string>();
  for await (const sources of readSourcesInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const { bytes } of sources) {
      const keys = keysIn(bytes);
      if (keyIn(keys, on) !== undefined) return;
      for (const name of Object.keys(keys)) names.add(name);
    }
  }
  const file = path.basename(dataset.path);
  if (dataset.rowCount === 0) throw fault('noRows', { file });
  throw fault('noJoinField', { file, field: on, fields: listOf([...names]) });
}

function listOf(names: readonly string[]) {
  if (names.length === 0) return say('fields.none');
  const shown = listed(names.slice(0, MOST_NAMES));
  return names.length > MOST_NAMES ? say('fields.more', { names: shown, more: names.length - MOST_NAMES }) : shown;
}
