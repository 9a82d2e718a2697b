import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Dataset } from '../../dataset/dataset';
import type { JsonObject } from '../../dataset/formats/format';
import type { JoinChoice } from '../../protocol/signalSupply';
import type { FieldRef, SignalRef, SignalValue } from '../../protocol/signals';
import type { CacheStore } from '../../storage/cacheStore';
import { readSourcesInPieces, rowRange } from '../rows/rowReader';
import { fieldSignal } from '../signals/derived/field';
import { assertHasKeys, keyIn, keysIn } from './joinKey';
import { withDataset } from './withDataset';
import { fault } from '../../messages/say';

/** Fields of a second file, for the rows of a dataset. */
export interface JoinedFields {
  /** Changes whenever another file, or the file with another content, is joined. */
  readonly stamp: string;
  /**
   * @param name of a signal that is a field
   * @param keys the row as it stands in the dataset
   * @returns undefined where the row has no partner, or that one has no value
   */
  valueOf(name: string, rowIndex: number, keys: JsonObject): SignalValue | undefined;
}

/**
 * Reads fields of a second file, whatever its container; its rows need no instruction.
 * @param signals of them those that are fields count
 * @param pool the dataset, indexed to its end
 * @throws DeitaError `usage` when rows and partners cannot be told apart or one of the files has no field to join by,
 * `noUsableRows`, `cancelled`, and what opening a dataset throws
 */
export async function openJoined(
  { file, on }: JoinChoice,
  signals: readonly SignalRef[],
  pool: Dataset,
  { scratch }: Pick<CacheStore, 'scratch'>,
  signal: AbortSignal | undefined,
): Promise<JoinedFields> {
  const fields = signals.filter((each) => each.kind === 'field');
  const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 })); // Opening it says what is wrong.
  const read = await withDataset(file, scratch, { signal }, async (dataset) => {
    if (on !== undefined) for (const each of [dataset, pool]) await assertHasKeys(each, on, signal);
    const rows: JoinedRow[] = [];
    for await (const sources of readSourcesInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
      for (const { bytes } of sources) rows.push(joinedRow(keysIn(bytes), fields, on));
    }
    return rows;
  });
  const partnerOf = on === undefined ? byOrder(read, pool.rowCount, file) : byKey(read, on, file);
  return {
    stamp: JSON.stringify([file, on ?? null, size, mtimeMs]),
    valueOf: (name, rowIndex, keys) => partnerOf(rowIndex, keys)?.values.get(name),
  };
}

interface JoinedRow {
  /** What it is found by; undefined where it has no such field, or rows are joined by order. */
  readonly key: string | undefined;
  /** By the signal's name. */
  readonly values: ReadonlyMap<string, SignalValue>;
}

type PartnerOf = (rowIndex: number, keys: JsonObject) => JoinedRow | undefined;

function byOrder(rows: readonly JoinedRow[], rowCount: number, file: string): PartnerOf {
  if (rows.length === rowCount) return (rowIndex) => rows[rowIndex];
  throw fault('joinedRowCount', { file: path.basename(file), rows: rows.length, dataset: rowCount });
}

function byKey(rows: readonly JoinedRow[], on: string, file: string): PartnerOf {
  const partners = new Map<string, JoinedRow>();
  for (const row of rows) {
    const { key } = row;
    if (key === undefined) continue;
    if (partners.has(key)) {
      throw fault('joinedKeyTwice', { file: path.basename(file), field: on, key });
    }
    partners.set(key, row);
  }
  return (_, keys) => {
    const key = keyIn(keys, on);
    return key === undefined ? undefined : partners.get(key);
  };
}

function joinedRow(keys: JsonObject, fields: readonly FieldRef[], on: string | undefined): JoinedRow {
  const values = new Map<string, SignalValue>();
  for (const { name, path: field } of fields) {
    const value = fieldSignal(field).pick(keys, '');
    if (value !== undefined) values.set(name, value);
  }
  return { key: on === undefined ? undefined : keyIn(keys, on), values };
}
