import { isUtf8 } from 'node:buffer';
import { throwIfAborted } from '../common/errors';
import { writeFileAtomically, type FileSink, type WrittenFile } from './atomicFile';
import type { Dataset } from './dataset';
import { withKeys } from './jsonEdit';
import { assertJsonName } from './outputName';
import { assertNotDataset } from './protectDataset';
import { layoutFor, type RowLayout } from './rowLayout';

export interface WriteOptions {
  readonly overwrite: boolean;
  /** Keys to set on a row; a row that is not a JSON object stays as it is. */
  readonly annotate?: (rowIndex: number) => Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsWritten: number) => void;
}

export interface WrittenRows extends WrittenFile {
  readonly rows: number;
}

const BATCH_ROWS = 1000;
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Copies rows byte for byte in the order given. JSON Lines stay JSON Lines; an array stays an array, or becomes JSON
 * Lines when the output is named `.jsonl` or `.ndjson`.
 * @throws DeitaError `usage` when the output is the dataset itself or has another container's name, `outputExists`, `outputFailed`, `fileChanged`,
 * `cancelled`; the target is untouched then
 */
export async function writeRows(
  dataset: Dataset,
  rowIndexes: ArrayLike<number>,
  outputPath: string,
  options: WriteOptions,
): Promise<WrittenRows> {
  assertJsonName(outputPath);
  await assertNotDataset(dataset.path, outputPath);
  const layout = await layoutFor(dataset, outputPath);
  let rows = 0;
  const written = await writeFileAtomically(outputPath, options, async (sink) => {
    await dataset.assertUnchanged();
    rows = await writeAll({ dataset, layout, sink, options }, rowIndexes);
    await dataset.assertUnchanged();
  });
  return { ...written, rows };
}

interface Job {
  readonly dataset: Dataset;
  readonly layout: RowLayout;
  readonly sink: FileSink;
  readonly options: WriteOptions;
}

async function writeAll(job: Job, rowIndexes: ArrayLike<number>): Promise<number> {
  const { dataset, layout, sink, options } = job;
  let rows = 0;
  await sink.write(Buffer.from(layout.begin));
  for (const batch of batches(dataset, rowIndexes)) {
    throwIfAborted(options.signal);
    for (const parts of await layOut(job, batch, rows === 0)) await sink.write(...parts);
    rows += batch.length;
    options.onProgress?.(rows);
  }
  await sink.write(Buffer.from(rows === 0 ? layout.end.trimStart() : layout.end));
  return rows;
}

async function layOut(
  { dataset, layout, options }: Job,
  batch: readonly number[],
  isStart: boolean,
): Promise<Buffer[][]> {
  const places = batch.map((rowIndex) => {
    const { start, end } = dataset.byteRange(rowIndex);
    return { rowIndex, leadStart: Math.max(0, start - layout.leadBytes), start, end };
  });
  const read = await dataset.readRanges(places.map(({ leadStart, end }) => ({ start: leadStart, end })));
  return places.map(({ rowIndex, leadStart, start }, at) => {
    const bytes = read[at] as Buffer;
    const row = annotated(bytes.subarray(start - leadStart), options.annotate?.(rowIndex));
    const parts = layout.row(row, bytes.subarray(0, start - leadStart), isStart && at === 0);
    return parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  });
}

function annotated(row: Buffer, keys: Readonly<Record<string, unknown>> | undefined): Buffer {
  if (keys === undefined || !isUtf8(row)) return row;
  return Buffer.from(withKeys(row.toString('utf8'), keys));
}

/** Few enough rows at a time that they fit into memory. Empty rows mark what is missing in a broken array. */
function* batches(dataset: Dataset, rowIndexes: ArrayLike<number>): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const rowIndex of Array.from(rowIndexes)) {
    const { start, end } = dataset.byteRange(rowIndex);
    if (start === end) continue;
    batch.push(rowIndex);
    bytes += end - start;
    if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
