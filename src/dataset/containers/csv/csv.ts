import { isUtf8 } from 'node:buffer';
import { binaryKindOf } from '../../magicNumbers';
import type { FileReader } from '../../fileReader';
import { looksBinary, wideEncodingOf } from '../../textEncoding';
import type { MissingRows, Packing, UnpackingOptions } from '../packing';
import { recordsOf } from './fileRecords';
import { cellsOf, type CsvRecord } from './records';
import {
  beginsLikeJson,
  columnNames,
  isTableName,
  namedTableShapeOf,
  tableShapeOf,
  type FileStart,
} from './tableShape';
import { csvWriter } from './writeCsv';

const NAMES: Readonly<Record<string, string>> = {
  ',': 'CSV',
  '\t': 'TSV',
  ';': 'CSV with semicolons',
  '|': 'CSV with bars',
};

/**
 * How a table of texts is read: one that its name calls a table, or one that looks like a table and has rows that can be
 * read. Each row becomes an object of texts on the line on which it begins.
 * @param problemOf what keeps a value from being a row; null for a good row
 * @returns undefined for what is no such table
 */
export function csvOf(start: FileStart, file: string, problemOf: (row: Buffer) => string | null): Packing | undefined {
  const { bytes } = start;
  if (beginsLikeJson(bytes)) return undefined; // What most files are, told before all else.
  if (binaryKindOf(bytes) !== undefined || wideEncodingOf(bytes) !== undefined || looksBinary(bytes)) return undefined;
  const shape = isTableName(file) ? namedTableShapeOf(start, file) : tableShapeOf(start);
  if (shape === undefined) return undefined;
  const names = columnNames(shape);
  const isRow = (cells: readonly string[]): boolean => problemOf(Buffer.from(rowOf(names, cells))) === null;
  if (!isTableName(file) && !shape.rows.some(isRow)) return undefined;
  const { delimiter } = shape;
  return {
    name: NAMES[delimiter] ?? 'CSV',
    version: 1,
    hasLines: true,
    isRewritten: true,
    writer: csvWriter(delimiter),
    unpack: (reader, options) => unpack(reader, options, delimiter, names),
  };
}

/** Blank lines keep the rows on the lines on which they begin in the file. */
async function* unpack(
  reader: FileReader,
  options: UnpackingOptions,
  delimiter: string,
  names: readonly string[],
): AsyncGenerator<Uint8Array | MissingRows> {
  let line = 1;
  let isHeader = true;
  for await (const records of recordsOf(reader, options, delimiter)) {
    let text = '';
    for (const record of records) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      text += '\n'.repeat(record.lineNumber - line);
      line = record.lineNumber;
      const fault = faultOf(record, names.length);
      if (fault !== undefined) {
        if (text !== '') yield Buffer.from(text);
        yield { message: fault, rows: 1 };
        text = '';
        continue;
      }
      text += `${rowOf(names, cellsOf(record))}\n`;
      line++;
    }
    if (text !== '') yield Buffer.from(text);
  }
}

function rowOf(names: readonly string[], cells: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
}

/** What keeps a record from being a row; undefined for nothing. */
function faultOf({ bytes, cellEnds, isOpen }: CsvRecord, columns: number): string | undefined {
  if (isOpen) {
    return 'A quote opens in this row and is never closed: the file is cut off, or a quote is missing. What follows cannot be read.';
  }
  if (cellEnds.length !== columns) {
    const cells = cellEnds.length === 1 ? '1 cell' : `${cellEnds.length} cells`;
    return `This row has ${cells} where the header names ${columns}. A cell with a delimiter or a line break needs quotes.`;
  }
  return isUtf8(bytes) ? undefined : 'These bytes are not UTF-8; save the file as UTF-8.';
}
