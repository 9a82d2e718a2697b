import { alignedJson, bytesOf, numbersIn } from '../common/keptNumbers';
import { fromKept, toKept, type KeptMessage } from '../messages/keptMessage';
import type { FileLayout } from './fileLayout';
import { RowIndex, type UnreadableRows } from './rowIndex';

/** Raised whenever the layout changes; a snapshot of another version is not used. */
const VERSION = 3;

interface Header {
  readonly version: number;
  readonly layout: FileLayout;
  readonly rowCount: number;
  readonly findings: Findings & { readonly unreadable: readonly KeptUnreadableRows[] };
  readonly format: string | null;
  /** Whether the lines of the rows are kept; where they are in order there is no need to. */
  readonly hasLines?: boolean;
}

interface KeptUnreadableRows extends Omit<UnreadableRows, 'said'> {
  readonly message: KeptMessage;
}

/** What the scan found out beside the places of the rows. */
type Findings = Pick<RowIndex, (typeof FINDINGS)[number]>;

const FINDINGS = [
  'arrayEnd',
  'listCount',
  'missingCommas',
  'comments',
  'endsInRow',
  'rowsStartLines',
  'resumeAt',
  'textBytes',
  'members',
] as const;

/**
 * A complete index and the format found with it, as bytes that a cache can keep under the file's identity: parts that
 * follow one another, the columns of the index among them and not copies.
 */
export function serialiseIndex(index: RowIndex, format: string | null): Uint8Array[] {
  const { layout, rowCount } = index;
  const found = Object.fromEntries(FINDINGS.map((finding) => [finding, index[finding]])) as unknown as Findings;
  const unreadable = index.unreadable.map(({ said, ...rows }) => ({ ...rows, message: toKept(said) }));
  const { offsets, lengths, lines, lastLines } = index.columns();
  const findings = { ...found, unreadable };
  const header: Header = { version: VERSION, layout, rowCount, findings, format, hasLines: lines !== null };
  const length = Buffer.alloc(4);
  const headerBytes = alignedJson(header, length.length);
  length.writeUInt32LE(headerBytes.length);
  const columns = [offsets, lengths, lines, lastLines].filter((column) => column !== null);
  return [length, headerBytes, ...columns.map(bytesOf)];
}

/** @returns undefined when the bytes are not a whole snapshot of this version */
export function deserialiseIndex(bytes: Uint8Array): { index: RowIndex; format: string | null } | undefined {
  const header = readHeader(bytes);
  if (header === undefined) return undefined;
  const { layout, rowCount, findings, format, hasLines = true } = header.fields;
  const hasLastLines = layout.form !== 'jsonLines';
  const columnCount = 1 + Number(hasLines) + Number(hasLastLines);
  if (bytes.length !== header.end + rowCount * (8 + 4 * columnCount)) return undefined;
  let at = header.end;
  const take = (width: number): Uint8Array => bytes.subarray(at, (at += rowCount * width));
  const index = RowIndex.fromColumns(layout, {
    offsets: numbersIn(Float64Array, take(8)),
    lengths: numbersIn(Uint32Array, take(4)),
    lines: hasLines ? numbersIn(Uint32Array, take(4)) : null,
    lastLines: hasLastLines ? numbersIn(Uint32Array, take(4)) : null,
  });
  const unreadable = findings.unreadable.map(({ message, ...rows }) => ({ ...rows, said: fromKept(message) }));
  Object.assign(index, findings, { complete: true, unreadable });
  return { index, format };
}

function readHeader(bytes: Uint8Array): { fields: Header; end: number } | undefined {
  if (bytes.length < 4) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = 4 + buffer.readUInt32LE(0);
  try {
    const fields = JSON.parse(buffer.toString('utf8', 4, end)) as Header;
    return fields.version === VERSION ? { fields, end } : undefined;
  } catch {
    return undefined;
  }
}
