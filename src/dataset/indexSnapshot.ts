import { bytesOf } from '../common/bytesOf';
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

/** A complete index and the format found with it, as bytes that a cache can keep under the file's identity. */
export function serialiseIndex(index: RowIndex, format: string | null): Buffer {
  const { layout, rowCount } = index;
  const found = Object.fromEntries(FINDINGS.map((finding) => [finding, index[finding]])) as unknown as Findings;
  const unreadable = index.unreadable.map(({ said, ...rows }) => ({ ...rows, message: toKept(said) }));
  const header: Header = { version: VERSION, layout, rowCount, findings: { ...found, unreadable }, format };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(headerBytes.length);
  const { offsets, lengths, lines, lastLines } = index.columns();
  const columns = [offsets, lengths, lines, ...(lastLines === null ? [] : [lastLines])];
  return Buffer.concat([length, headerBytes, ...columns.map(bytesOf)]);
}

/** @returns undefined when the bytes are not a whole snapshot of this version */
export function deserialiseIndex(bytes: Uint8Array): { index: RowIndex; format: string | null } | undefined {
  const header = readHeader(bytes);
  if (header === undefined) return undefined;
  const { layout, rowCount, findings, format } = header.fields;
  const columnCount = layout.form === 'jsonLines' ? 2 : 3;
  if (bytes.length !== header.end + rowCount * (8 + 4 * columnCount)) return undefined;
  let at = header.end;
  const take = (width: number): ArrayBuffer => {
    // A copy: the columns need aligned memory of their own.
    const part = new Uint8Array(rowCount * width);
    part.set(bytes.subarray(at, at + part.length));
    at += part.length;
    return part.buffer;
  };
  const index = RowIndex.fromColumns(layout, {
    offsets: new Float64Array(take(8)),
    lengths: new Uint32Array(take(4)),
    lines: new Uint32Array(take(4)),
    lastLines: layout.form === 'jsonLines' ? null : new Uint32Array(take(4)),
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
