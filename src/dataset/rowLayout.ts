import type { Dataset } from './dataset';
import { BYTE } from './bytes';
import { compactJson } from './jsonEdit';

/** How rows are laid out in an output file. */
export interface RowLayout {
  readonly begin: string;
  readonly end: string;
  /** Bytes of the source before a row that `row` wants to see. */
  readonly leadBytes: number;
  /** A row's line or lines; `lead` holds up to `leadBytes` bytes of the source before it. */
  row(bytes: Buffer, lead: Buffer, isFirst: boolean): (Buffer | string)[];
}

/** More white space than this before an element of an array is not indentation. */
const MAX_INDENTATION = 256;
const LINE_ENDING_SAMPLE_BYTES = 64 * 1024;

/**
 * The form follows the source, except that an array is written as lines where the output's name asks for it. Values one
 * after another become JSON Lines, or an array where the output is named `.json`; a wrapper's rows are an array.
 */
export async function layoutFor(dataset: Dataset, outputPath: string): Promise<RowLayout> {
  const { form } = dataset;
  if (form === 'jsonLines') return JSON_LINES;
  if (form === 'jsonValues' && !/\.json$/i.test(outputPath)) return VALUES_TO_LINES;
  if (/\.(jsonl|ndjson)$/i.test(outputPath)) return ARRAY_TO_LINES;
  const { lineEnding, last } = await lineEndingOf(dataset);
  return jsonArray(lineEnding, last);
}

const JSON_LINES: RowLayout = { begin: '', end: '', leadBytes: 0, row: (bytes) => [bytes, '\n'] };

/** One element a line. Latin-1 maps bytes to characters one to one, so bytes that are not UTF-8 survive. */
const ARRAY_TO_LINES: RowLayout = {
  ...JSON_LINES,
  row: (bytes) => [Buffer.from(asOneLine(bytes.toString('latin1')), 'latin1'), '\n'],
};

/** A row that fits a line stays as it is; others are written as the elements of an array are. */
const VALUES_TO_LINES: RowLayout = {
  ...JSON_LINES,
  row: (bytes, ...place) =>
    bytes.includes(BYTE.lineFeed) || bytes.includes(BYTE.carriageReturn)
      ? ARRAY_TO_LINES.row(bytes, ...place)
      : [bytes, '\n'],
};

/** A line break that is left after compacting stands in a row that is not valid JSON anyway. */
export function asOneLine(text: string): string {
  return compactJson(text).replace(/[\r\n]+/g, ' ');
}

/** Elements with their indentation, so that their lines are the source's lines. */
function jsonArray(lineEnding: string, last: string): RowLayout {
  return {
    begin: '[',
    end: `${lineEnding}]${last}`,
    leadBytes: MAX_INDENTATION,
    row: (bytes, lead, isFirst) => [isFirst ? lineEnding : `,${lineEnding}`, indentationOf(lead), bytes],
  };
}

function indentationOf(lead: Buffer): Buffer {
  const indentation = lead.subarray(lead.lastIndexOf(BYTE.lineFeed) + 1);
  const isBlank = indentation.every((byte) => byte === BYTE.space || byte === BYTE.tab);
  return isBlank ? indentation : Buffer.alloc(0);
}

/** The source's line ending, and whether its last line has one. */
async function lineEndingOf(dataset: Dataset): Promise<{ lineEnding: string; last: string }> {
  const { textLength } = dataset;
  const [start, lastByte] = await dataset.readRanges([
    { start: 0, end: Math.min(LINE_ENDING_SAMPLE_BYTES, textLength) },
    { start: textLength - 1, end: textLength },
  ]);
  const lineFeed = start?.indexOf(BYTE.lineFeed) ?? -1;
  const lineEnding = lineFeed > 0 && start?.[lineFeed - 1] === BYTE.carriageReturn ? '\r\n' : '\n';
  return { lineEnding, last: lastByte?.[0] === BYTE.lineFeed ? lineEnding : '' };
}
