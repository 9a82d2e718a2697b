import type { Dataset } from '../../dataset/dataset';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import type { RowFacts } from '../rows/rowFacts';
import { readSourcesInPieces } from '../rows/rowReader';
import { fieldSignal } from '../signals/derived/field';
import { keysOf } from '../signals/rowKeys';

/** Rows, evenly over the file, that are looked at. */
const SAMPLE = 512;
const MOST_FIELDS = 40;
/** Bytes of a row that is looked at. */
const MOST_BYTES = 1024 * 1024;
/** Longer texts are no categories. */
const LONGEST_TEXT = 60;
/** Of so few values any number may differ from row to row. */
const FEW = 12;
/** What the signal `source` shows. */
const KNOWN_OTHERWISE: ReadonlySet<string> = new Set(['source']);

/** What a field holds in the rows of the sample. */
class SeenField {
  private rows = 0;
  private isShort = true;
  private readonly values = new Set<string>();

  see(value: unknown): void {
    this.rows++;
    for (const entry of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof entry === 'number') continue;
      const text = String(entry);
      this.isShort &&= text.length <= LONGEST_TEXT;
      this.values.add(text);
    }
  }

  /** Numbers, or texts that come again: others have a bar for hardly more than one row each. */
  get hasBars(): boolean {
    return this.isShort && this.values.size <= Math.max(FEW, this.rows / 2);
  }
}

/**
 * Fields of the rows, also of objects in them, that have categories, tags or numbers.
 * @returns dotted paths in the order in which they are met
 * @throws DeitaError `fileChanged`, `cancelled`
 */
export async function offeredFields(
  dataset: Dataset,
  facts: RowFacts,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const fields = new Map<string, SeenField>();
  for await (const piece of readSourcesInPieces(dataset, sampled(dataset.rowCount), { signal })) {
    for (const { rowIndex, bytes } of piece) {
      if (bytes.length <= MOST_BYTES && !facts.isBad(rowIndex)) look(keysOf(bytes), fields);
    }
  }
  const offered = [...fields].filter(([, field]) => field.hasBars).map(([path]) => path);
  return offered.slice(0, MOST_FIELDS);
}

function look(row: JsonObject, fields: Map<string, SeenField>): void {
  for (const path of pathsIn(row)) {
    if (KNOWN_OTHERWISE.has(path)) continue;
    const value = fieldSignal(path).pick(row, '');
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const field = fields.get(path) ?? new SeenField();
    fields.set(path, field);
    field.see(value);
  }
}

/** A dot in the key of an object in a row would lead elsewhere. */
function pathsIn(row: JsonObject): string[] {
  return Object.entries(row).flatMap(([key, value]) =>
    isObject(value)
      ? Object.keys(value)
          .filter((inner) => !inner.includes('.'))
          .map((inner) => `${key}.${inner}`)
      : [key],
  );
}

function sampled(rowCount: number): number[] {
  const size = Math.min(SAMPLE, rowCount);
  return Array.from({ length: size }, (_, at) => Math.floor((at * rowCount) / size));
}
