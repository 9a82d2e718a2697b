import { isUtf8 } from 'node:buffer';
import { throwIfAborted } from '../common/errors';
import { writeFileAtomically, type WrittenFile } from './atomicFile';
import { CompressedSink, type ByteSink } from './compressedSink';
import { type NumberedRow, writeDerivedParquet } from './containers/parquet/derivedParquet';
import type { Dataset } from './dataset';
import { withKeys } from './jsonEdit';
import { outputNameOf, type OutputName } from './outputName';
import { assertNotDataset } from './protectDataset';
import { layoutFor, type RowLayout } from './rowLayout';
import { tableWriter } from './tableWriter';
import { fault } from '../messages/say';

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
 * Copies rows in the order given, as the output's name asks for it. As JSON they are copied byte for byte: JSON Lines
 * stay JSON Lines; an array stays an array, or becomes JSON Lines when the output is named `.jsonl` or `.ndjson`; `.gz`
 * and `.zst` are compressed. A table is written from a table of its kind, with its columns and their types; Parquet from
 * rows of other kinds, too, with the columns that they need. Rows that are missing in a broken file are left out of both.
 * Rows of edited texts have those, and are not written to a table of the source's own columns.
 * @throws DeitaError `usage` when the output is the dataset itself or its name asks for what cannot be written,
 * `outputExists`, `outputFailed` (also for edited rows in a table, and values that no column holds), `fileChanged`,
 * `cancelled`; the target is untouched then
 */
export async function writeRows(
  dataset: Dataset,
  rowIndexes: ArrayLike<number>,
  outputPath: string,
  options: WriteOptions,
): Promise<WrittenRows> {
  const name = outputNameOf(outputPath);
  const writeTo = compressing(
    name,
    name.table === undefined ? await jsonWriter(dataset, name) : tableWriterOf(dataset, outputPath, options),
  );
  await assertNotDataset(dataset.files, outputPath);
  let rows = 0;
  const written = await writeFileAtomically(outputPath, options, async (sink) => {
    await dataset.assertUnchanged();
    rows = await writeTo(sink, rowIndexes, options);
    await dataset.assertUnchanged();
  });
  return { ...written, rows };
}

/** @returns how many rows were written */
type WriteTo = (sink: ByteSink, rowIndexes: ArrayLike<number>, options: WriteOptions) => Promise<number>;

async function jsonWriter(dataset: Dataset, { plainName }: OutputName): Promise<WriteTo> {
  const layout = await layoutFor(dataset, plainName);
  return (sink, rowIndexes, options) => writeAll({ dataset, layout, sink, options }, rowIndexes);
}

function compressing({ compression }: OutputName, writeTo: WriteTo): WriteTo {
  if (compression === undefined) return writeTo;
  return async (target, rowIndexes, options) => {
    const sink = new CompressedSink(compression, target);
    const rows = await writeTo(sink, rowIndexes, options);
    await sink.end();
    return rows;
  };
}

function tableWriterOf(dataset: Dataset, outputPath: string, { annotate }: WriteOptions): WriteTo {
  const writer = tableWriter(dataset.rowsWriter, outputPath, annotate !== undefined);
  if (writer === undefined) return derivedTable(dataset);
  return async (sink, rowIndexes, { signal, onProgress = () => undefined }) => {
    const readable = Array.from(rowIndexes).filter((row) => isThere(dataset, row));
    // The writers copy cells of the file, which edits are none of.
    if (readable.some((row) => dataset.edits.has(row))) throw fault('editedTable', { file: outputPath });
    await dataset.writeTable(writer, readable, (bytes) => sink.write(bytes), { signal, onProgress });
    return readable.length;
  };
}

/** The rows are read twice: for the columns that they need, then to be written. */
function derivedTable(dataset: Dataset): WriteTo {
  return (sink, rowIndexes, options) => {
    const read = async function* (): AsyncGenerator<readonly NumberedRow[]> {
      for (const batch of batches(dataset, rowIndexes)) {
        throwIfAborted(options.signal);
        const rows = await dataset.readRanges(batch.map((rowIndex) => dataset.byteRange(rowIndex)));
        yield rows.map((row, at) => ({
          bytes: annotatedRow(dataset.asEdited(batch[at] as number, row), batch[at] as number, options),
          rowNumber: (batch[at] as number) + 1,
        }));
      }
    };
    return writeDerivedParquet(read, (bytes) => sink.write(bytes), options.onProgress);
  };
}

/** Empty rows mark what is missing in a broken file. */
function isThere(dataset: Dataset, rowIndex: number): boolean {
  const { start, end } = dataset.byteRange(rowIndex);
  return start < end;
}

interface Job {
  readonly dataset: Dataset;
  readonly layout: RowLayout;
  readonly sink: ByteSink;
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
    const row = annotatedRow(dataset.asEdited(rowIndex, bytes.subarray(start - leadStart)), rowIndex, options);
    const parts = layout.row(row, bytes.subarray(0, start - leadStart), isStart && at === 0);
    return parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  });
}

function annotatedRow(row: Buffer, rowIndex: number, { annotate }: WriteOptions): Buffer {
  const keys = annotate?.(rowIndex);
  if (keys === undefined || !isUtf8(row)) return row;
  return Buffer.from(withKeys(row.toString('utf8'), keys));
}

/** Few enough rows at a time that they fit into memory. */
function* batches(dataset: Dataset, rowIndexes: ArrayLike<number>): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const rowIndex of Array.from(rowIndexes)) {
    if (!isThere(dataset, rowIndex)) continue;
    const { start, end } = dataset.byteRange(rowIndex);
    batch.push(rowIndex);
    bytes += end - start;
    if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
