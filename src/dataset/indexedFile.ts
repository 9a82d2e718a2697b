import { inEnglish } from '../messages/wording';
import type { ByteSource } from './byteSource';
import { packingOf, type Packing } from './containers/packing';
import { csvPacking, csvTableOf, packedCsvPacking } from './containers/csv/csv';
import type { FileStart } from './containers/csv/tableShape';
import { poolOf, type OpenMember } from './containers/pool/pool';
import { isPoolStart } from './containers/pool/poolFile';
import { binaryKindOf } from './magicNumbers';
import type { ScratchFolder } from './containers/scratch';
import { UnpackedText, type UnpackingProgress } from './containers/unpackedText';
import { identify, type FileIdentity } from './fileIdentity';
import { FileReader } from './fileReader';
import { detectLayout, type Detection } from './detectLayout';
import { plainLayout, type ScanPosition } from './fileLayout';
import { indexText } from './indexer';
import { RowIndex } from './rowIndex';
import { StartColumns } from './startColumn';
import { damaged, insidePacked, UnreadableFile, withoutScratch } from './unreadable';

export interface IndexingSettings {
  readonly onGrow: () => void;
  /** Bytes read at a time. */
  readonly chunkBytes?: number | undefined;
  /** Without one, packed files are refused. */
  readonly scratch?: ScratchFolder | undefined;
  /** Opens the files of a pool. */
  readonly openMember?: OpenMember | undefined;
}

/** What is known of a file before its rows are. */
interface OpenedFile {
  readonly reader: FileReader;
  readonly identity: FileIdentity;
  readonly packing: Packing | undefined;
  /** The file itself, or what it is unpacked to. */
  readonly text: ByteSource;
}

/** One version of a file on disk: open, and indexed or being indexed. */
export class IndexedFile {
  readonly reader: FileReader;
  readonly identity: FileIdentity;
  readonly packing: Packing | undefined;
  readonly text: ByteSource;
  /** Rejects when the file cannot be read to its end, or with `cancelled` when it is closed before. */
  readonly indexed: Promise<void>;
  readonly columns: StartColumns;
  private readonly indexing = new AbortController();
  private readonly firstRows: Promise<void>;

  private constructor(
    file: OpenedFile,
    readonly index: RowIndex,
    from: ScanPosition,
    { onGrow, chunkBytes }: IndexingSettings,
  ) {
    ({ reader: this.reader, identity: this.identity, packing: this.packing, text: this.text } = file);
    this.columns = new StartColumns(this.text, index.layout.textOffset, index.layout.lineBreak);
    let resolveFirst: () => void;
    this.firstRows = new Promise((resolve) => (resolveFirst = resolve));
    const onChunk = (): void => {
      if (index.rowCount > 0) resolveFirst();
      onGrow();
    };
    const fileSize = this.packing === undefined ? this.identity.size : null;
    const { signal } = this.indexing;
    this.indexed = index.complete
      ? Promise.resolve()
      : indexText(this.text, index, { from, fileSize }, { signal, chunkBytes, onChunk });
    this.indexed.catch(() => undefined); // Those who await it see the error; nobody has to.
  }

  /** Opens a file and starts to index it, unless there is an index of this very file. */
  static async open(
    path: string,
    settings: IndexingSettings,
    restore: (identity: FileIdentity) => Promise<RowIndex | undefined>,
    detection: Detection,
  ): Promise<IndexedFile> {
    const reader = await FileReader.open(path);
    let text: ByteSource = reader;
    try {
      const { packing, bytes } = await packingOfFile(reader, detection, settings.openMember);
      const identity = await identityOf(reader, packing);
      let index = await restore(identity);
      if (packing === undefined) index ??= new RowIndex(await detectLayout(reader, detection, bytes));
      else {
        ({ text, index } = await unpackedText(reader, identity, packing, settings, index));
        if (index === undefined) {
          index = new RowIndex(await packedLayout(text, packing, { path, bytes }, detection));
          index.members = text.members;
        }
      }
      index.hasLines = packing?.hasLines ?? true;
      const file = { reader, identity, packing, text };
      return new IndexedFile(file, index, index.layout.rowsFrom, settings);
    } catch (error) {
      if (text !== reader) await text.close();
      await reader.close();
      throw error;
    }
  }

  /** How far the unpacking of a packed file is; undefined when there is nothing to unpack, or no longer. */
  get unpacking(): UnpackingProgress | undefined {
    return this.text instanceof UnpackedText ? this.text.progress : undefined;
  }

  /** Takes over the index for a longer version of the same file and indexes what was added. */
  extendedBy(reader: FileReader, identity: FileIdentity, settings: IndexingSettings): IndexedFile {
    const from = this.index.resumeAt;
    this.index.truncateFrom(from.offset);
    this.index.complete = false;
    return new IndexedFile({ reader, identity, packing: undefined, text: reader }, this.index, from, settings);
  }

  /** Resolves once there is a row, or the file is known to have none. */
  async untilFirstRows(signal?: AbortSignal): Promise<void> {
    const stop = (): void => this.indexing.abort();
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
    try {
      await Promise.race([this.firstRows, this.indexed]);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    this.indexing.abort();
    if (this.text !== this.reader) await this.text.close();
    await this.indexed.catch(() => undefined);
    await this.reader.close();
  }
}

/** Enough for every magic number, and for the first rows of most tables. */
const START_BYTES = 64 * 1024;

/** How a file is packed, by its first bytes; undefined for JSON, and for what is not read. */
export async function packingOfFile(
  reader: FileReader,
  { problemOf }: Pick<Detection, 'problemOf'>,
  openMember?: OpenMember,
): Promise<{ readonly packing: Packing | undefined; readonly bytes: Buffer }> {
  const bytes = await reader.readInto(Buffer.alloc(START_BYTES), 0);
  const isWholeFile = bytes.length === (await reader.stat()).size;
  if (isPoolStart(bytes)) return { packing: await poolOf(reader, openMember), bytes };
  const packing = packingOf(bytes);
  const packed = packing === undefined || packing.isRewritten ? undefined : await unpackedStart(packing, reader);
  const table = csvTableOf(
    packed ?? { bytes, isWholeFile },
    packed === undefined ? reader.path : packedName(reader.path),
    problemOf,
  );
  if (packing === undefined) return { packing: table && csvPacking(table), bytes };
  return { packing: packed !== undefined && table !== undefined ? packedCsvPacking(table, packing) : packing, bytes };
}

/** What a packed file begins with when it is unpacked. */
async function unpackedStart(packing: Packing, reader: FileReader): Promise<FileStart> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWholeFile = true;
  for await (const piece of packing.unpack(reader, { signal: undefined, onProgress: () => undefined })) {
    if (!(piece instanceof Uint8Array)) continue;
    pieces.push(Uint8Array.from(piece));
    length += piece.length;
    isWholeFile = length < START_BYTES;
    if (!isWholeFile) break;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, START_BYTES), isWholeFile };
}

function packedName(file: string): string {
  return file.replace(/\.(gz|zst)$/i, '');
}

/** @throws DeitaError `fileNotFound` for a file of a pool that is not there */
export async function identityOf(reader: FileReader, packing: Packing | undefined): Promise<FileIdentity> {
  const own = await identify(reader);
  return (await packing?.identify?.(own)) ?? own;
}

/** The index counts for the text that it was made of alone: where that is gone, the file is unpacked and indexed again. */
async function unpackedText(
  reader: FileReader,
  { sampledHash, mtimeMs }: FileIdentity,
  packing: Packing,
  { scratch }: IndexingSettings,
  index: RowIndex | undefined,
): Promise<{ readonly text: UnpackedText; readonly index: RowIndex | undefined }> {
  if (scratch === undefined) throw withoutScratch(reader.path, packing.name);
  const name = `${inEnglish(packing.name)} ${packing.version} ${sampledHash} ${mtimeMs}`;
  const kept = index === undefined ? undefined : await scratch.find(name, index.textBytes);
  if (kept !== undefined && index !== undefined) {
    return { text: UnpackedText.kept(reader.path, kept, index.textBytes), index };
  }
  return { text: await UnpackedText.start(reader, packing, scratch, name), index: undefined };
}

async function packedLayout(
  text: ByteSource,
  packing: Packing,
  { path, bytes }: { readonly path: string; readonly bytes: Buffer },
  detection: Detection,
) {
  const first = await text.untilBytes(1);
  const fault = text.faults[0];
  if (first === 0 && fault !== undefined) throw damaged(path, packing.name, fault.said);
  if (packing.isRewritten) return plainLayout('jsonLines');
  try {
    return await detectLayout(text, detection);
  } catch (error) {
    const kind = binaryKindOf(bytes);
    throw error instanceof UnreadableFile && kind !== undefined ? insidePacked(error, path, kind) : error;
  }
}
