import { isUtf8 } from 'node:buffer';
import { BYTE, isWhiteSpace } from './bytes';
import type { FileLayout } from './fileLayout';
import { parsedJson } from './formats/format';
import { createScanner } from './indexer';
import { RowIndex } from './rowIndex';

/** A value at the start of a file, by one way of reading it. */
export interface SurveyedRow {
  readonly start: number;
  readonly bytes: Buffer;
  /** What it is as JSON; undefined when it is none. */
  readonly value: unknown;
  readonly isGood: boolean;
}

/** The start of a file read both ways: as lines, and as values whatever the lines. */
export interface Survey {
  readonly lines: readonly SurveyedRow[];
  readonly values: readonly SurveyedRow[];
  /** Lines, not indented further than the first, that are objects or lists. */
  readonly goodLines: number;
  readonly firstLineIsGood: boolean;
  /** Whether the lines explain the file better than the values: most objects and lists do not stand elsewhere. */
  readonly isOnePerLine: boolean;
  /** Whether most lines begin as a row does. */
  readonly linesBeginRows: boolean;
}

/** Enough to tell; parsing more would delay the first rows. */
const MOST_ROWS = 200;

interface Surveyed {
  readonly bytes: Buffer;
  readonly base: FileLayout;
  readonly isWholeFile: boolean;
}

/** Reads the start of a file both ways. What the end of the window cuts off is left out. */
export function surveyRows({ bytes, base, isWholeFile }: Surveyed): Survey {
  const scan = { bytes, isWholeFile };
  const lines = rowsOf({ ...base, form: 'jsonLines' }, scan);
  const values = valuesOf(lines, base, scan);
  const indentation = indentationOf(lines[0]?.bytes);
  const good = lines.filter((line) => line.isGood && indentationOf(line.bytes) <= indentation);
  const starts = new Set(good.map(({ start, bytes: line }) => start + indentationOf(line)));
  const goodValues = values.filter(({ isGood }) => isGood);
  const onLines = goodValues.filter(({ start }) => starts.has(start)).length;
  const elsewhere = goodValues.length - onLines;
  const isElsewhere =
    elsewhere > onLines && 2 * elsewhere > good.length && elsewhere > values.length - goodValues.length;
  const beginning = lines.filter(({ bytes: line }) => beginsRow(line)).length;
  return {
    lines,
    values,
    goodLines: good.length,
    firstLineIsGood: lines[0]?.isGood === true,
    isOnePerLine: !isElsewhere,
    linesBeginRows: 2 * beginning >= lines.length,
  };
}

/** The second way of reading; where each line is an object or a list, that is the first, but for indentation. */
function valuesOf(lines: readonly SurveyedRow[], base: FileLayout, scan: Omit<Surveyed, 'base'>): SurveyedRow[] {
  if (base.form !== 'jsonLines') return rowsOf(base, scan);
  if (lines.length === 0 || !lines.every(({ isGood }) => isGood)) return rowsOf({ ...base, form: 'jsonValues' }, scan);
  return lines.map((line) => ({ ...line, start: line.start + indentationOf(line.bytes) }));
}

function rowsOf(layout: FileLayout, { bytes, isWholeFile }: Omit<Surveyed, 'base'>): SurveyedRow[] {
  const index = new RowIndex(layout);
  const scanner = createScanner(index, { offset: 0, lineNumber: 1 });
  scanner.push(bytes);
  scanner.end();
  const isCutOff = !isWholeFile && (index.endsInRow || index.arrayEnd !== 'closed');
  const count = Math.max(0, index.rowCount - (isCutOff ? 1 : 0));
  return Array.from({ length: Math.min(count, MOST_ROWS) }, (_, row) => {
    const offset = index.offsetOf(row);
    return surveyed(offset, bytes.subarray(offset, offset + index.lengthOf(row)));
  });
}

function surveyed(start: number, bytes: Buffer): SurveyedRow {
  const value = isUtf8(bytes) ? parsedJson(bytes.toString('utf8')) : undefined;
  return { start, bytes, value, isGood: typeof value === 'object' && value !== null };
}

function indentationOf(line: Buffer | undefined): number {
  let at = 0;
  while (line !== undefined && at < line.length && isWhiteSpace(line[at])) at++;
  return at;
}

function beginsRow(line: Buffer): boolean {
  const first = line[indentationOf(line)];
  return first === BYTE.openBrace || first === BYTE.openBracket;
}
