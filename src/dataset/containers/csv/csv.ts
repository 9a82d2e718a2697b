import { isUtf8 } from 'node:buffer';
import type { Message, MessageArgument } from '../../../common/message';
import { say } from '../../../messages/say';
import { inEnglish } from '../../../messages/wording';
import { binaryKindOf } from '../../magicNumbers';
import { looksBinary, wideEncodingOf } from '../../textEncoding';
import { fileChunks } from '../fileChunks';
import type { MemberStart, MissingRows, Packing } from '../packing';
import { UnpackedText } from '../unpackedText';
import { recordsOfChunks } from './fileRecords';
import { cellsOf, type CsvRecord } from './records';
import {
  beginsLikeJson,
  columnNames,
  isTableName,
  namedTableShapeOf,
  tableShapeOf,
  type FileStart,
} from './tableShape';
import { type CsvWriter, csvWriter } from './writeCsv';

const NAMES: Readonly<Record<string, MessageArgument>> = {
  ',': 'CSV',
  '\t': 'TSV',
  ';': say('container.csvSemicolons'),
  '|': say('container.csvBars'),
};

/** How the rows of a table of texts are read and written. */
export interface CsvTable {
  /** Such as "CSV". */
  readonly name: MessageArgument;
  readonly writer: CsvWriter;
  /** The rows as JSON Lines, of the text in chunks. */
  readonly rowsOf: (chunks: AsyncIterable<Uint8Array | MissingRows>) => AsyncIterable<Uint8Array | MissingRows>;
}

/**
 * The table of texts that a file is which its name calls a table, or which looks like one and has rows that can be read.
 * Each row becomes an object of texts on the line on which it begins.
 * @param problemOf what keeps a value from being a row; null for a good row
 * @returns undefined for what is no such table
 */
export function csvTableOf(
  start: FileStart,
  file: string,
  problemOf: (row: Buffer) => Message | null,
): CsvTable | undefined {
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
    writer: csvWriter(delimiter),
    rowsOf: (chunks) => rowsOf(chunks, delimiter),
  };
}

/** To be counted up when the same file comes to other rows. */
const VERSION = 2;

/** How a file that is a table of texts is read. */
export function csvPacking({ name, writer, rowsOf: rows }: CsvTable): Packing {
  return {
    name,
    version: VERSION,
    hasLines: true,
    isRewritten: true,
    writer: { endings: writer.endings, write: (reader, ...rest) => writer.write(reader, ...rest) },
    unpack: (reader, options) => rows(fileChunks(reader, options)),
  };
}

/** How a packed one is read: its text is unpacked again to be written from, as rows lie anywhere in it. */
export function packedCsvPacking({ name, writer, rowsOf: rows }: CsvTable, packing: Packing): Packing {
  const ownName = say('container.compressed', { what: name, name: packing.name });
  return {
    name: ownName,
    version: VERSION + packing.version,
    hasLines: true,
    isRewritten: true,
    writer: {
      endings: writer.endings,
      write: async (reader, rowIndexes, out, options) => {
        const text = await UnpackedText.start(reader, packing, options.scratch, `${inEnglish(ownName)} as text`);
        try {
          await writer.write(text, rowIndexes, out, options);
        } finally {
          await text.close();
        }
      },
    },
    unpack: (reader, options) => rows(textOf(packing.unpack(reader, options))),
  };
}

async function* textOf(
  pieces: AsyncIterable<Uint8Array | MissingRows | MemberStart>,
): AsyncGenerator<Uint8Array | MissingRows> {
  for await (const piece of pieces) if (!('member' in piece)) yield piece;
}

/**
 * Blank lines keep the rows on the lines on which they begin in the file. The header is taken from here: a wide one goes
 * on beyond the start by which the table is told.
 */
async function* rowsOf(
  chunks: AsyncIterable<Uint8Array | MissingRows>,
  delimiter: string,
): AsyncGenerator<Uint8Array | MissingRows> {
  let line = 1;
  let names: readonly string[] | undefined;
  for await (const records of recordsOfChunks(chunks, delimiter)) {
    if ('said' in records) {
      yield records;
      continue;
    }
    let text = '';
    for (const record of records) {
      if (names === undefined) {
        names = columnNames({ header: cellsOf(record) });
        if (record.isOpen) yield { said: NEVER_CLOSED, rows: 1 };
        continue;
      }
      text += '\n'.repeat(record.lineNumber - line);
      line = record.lineNumber;
      const fault = faultOf(record, names.length);
      if (fault !== undefined) {
        if (text !== '') yield Buffer.from(text);
        yield { said: fault, rows: 1 };
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

const NEVER_CLOSED = say('csv.neverClosed');

/** What keeps a record from being a row; undefined for nothing. */
function faultOf({ bytes, cellEnds, isOpen }: CsvRecord, columns: number): Message | undefined {
  if (isOpen) return NEVER_CLOSED;
  if (cellEnds.length !== columns) {
    const cells = say('some.cells', { count: cellEnds.length });
    return say('csv.otherCells', { cells, columns: String(columns) });
  }
  return isUtf8(bytes) ? undefined : say('row.notUtf8');
}
