import { RowIndex, type ArrayEnd, type FileForm, type ScanPosition } from './rowIndex';

/** Raised whenever the layout changes; a snapshot of another version is not used. */
const VERSION = 1;

interface Header {
  readonly version: number;
  readonly form: FileForm;
  readonly rowCount: number;
  readonly arrayEnd: ArrayEnd;
  readonly resumeAt: ScanPosition;
  readonly format: string | null;
}

/** A complete index and the format found with it, as bytes that a cache can keep under the file's identity. */
export function serialiseIndex(index: RowIndex, format: string | null): Buffer {
  const { form, rowCount, arrayEnd, resumeAt } = index;
  const header: Header = { version: VERSION, form, rowCount, arrayEnd, resumeAt, format };
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
  const { form, rowCount } = header.fields;
  const columnCount = form === 'jsonArray' ? 3 : 2;
  if (bytes.length !== header.end + rowCount * (8 + 4 * columnCount)) return undefined;
  let at = header.end;
  const take = (width: number): ArrayBuffer => {
    // A copy: the columns need aligned memory of their own.
    const part = new Uint8Array(rowCount * width);
    part.set(bytes.subarray(at, at + part.length));
    at += part.length;
    return part.buffer;
  };
  const index = RowIndex.fromColumns(form, {
    offsets: new Float64Array(take(8)),
    lengths: new Uint32Array(take(4)),
    lines: new Uint32Array(take(4)),
    lastLines: form === 'jsonArray' ? new Uint32Array(take(4)) : null,
  });
  index.arrayEnd = header.fields.arrayEnd;
  index.resumeAt = header.fields.resumeAt;
  index.complete = true;
  return { index, format: header.fields.format };
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

function bytesOf(column: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
