import type { Dataset } from './dataset';
import { BYTE } from './bytes';
import type { ByteRange } from './fileReader';
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

/** The form follows the source, except that an array is written as lines where the output's name asks for it. */
export async function layoutFor(dataset: Dataset, outputPath: string): Promise<RowLayout> {
  if (dataset.form === 'jsonLines') return JSON_LINES;
  if (/\.(jsonl|ndjson)$/i.test(outputPath)) return ARRAY_TO_LINES;
  return jsonArray(await lineEndingOf(dataset));
}

const JSON_LINES: RowLayout = { begin: '', end: '', leadBytes: 0, row: (bytes) => [bytes, '\n'] };

/** One element a line. A line break that is left after compacting stands in a row that is not valid JSON anyway. */
const ARRAY_TO_LINES: RowLayout = {
  ...JSON_LINES,
  row: (bytes) => [compactJson(bytes.toString('utf8')).replace(/[\r\n]+/g, ' '), '\n'],
};

/** Elements with their indentation, so that their lines are the source's lines. */
function jsonArray(lineEnding: string): RowLayout {
  return {
    begin: '[',
    end: `${lineEnding}]${lineEnding}`,
    leadBytes: MAX_INDENTATION,
    row: (bytes, lead, isFirst) => [isFirst ? lineEnding : `,${lineEnding}`, indentationOf(lead), bytes],
  };
}

function indentationOf(lead: Buffer): Buffer {
  const indentation = lead.subarray(lead.lastIndexOf(BYTE.lineFeed) + 1);
  const isBlank = indentation.every((byte) => byte === BYTE.space || byte === BYTE.tab);
  return isBlank ? indentation : Buffer.alloc(0);
}

async function lineEndingOf(dataset: Dataset): Promise<string> {
  const range: ByteRange = { start: 0, end: Math.min(LINE_ENDING_SAMPLE_BYTES, dataset.byteLength) };
  const [start] = await dataset.readRanges([range]);
  const lineFeed = start?.indexOf(BYTE.lineFeed) ?? -1;
  return lineFeed > 0 && start?.[lineFeed - 1] === BYTE.carriageReturn ? '\r\n' : '\n';
}
