import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { throwIfAborted } from '../common/errors';
import { Emitter } from '../common/emitter';
import type { Message, MessageArgument } from '../common/message';
import { containerName, containerNotes } from './container';
import type { FieldMapping, Row, RowContents, RowEdits, ContainerNote, TurnMessage } from './conversation';
import { isSameFile, isStartOf, sha256Of, type FileIdentity } from './fileIdentity';
import type { ByteRange } from './byteSource';
import type { RowsWriter, WritingOptions } from './containers/packing';
import type { ScratchFolder } from './containers/scratch';
import type { UnpackingProgress } from './containers/unpackedText';
import { fileChanged, FileReader } from './fileReader';
import { FileRows } from './fileRows';
import { detectLayout, type Detection } from './detectLayout';
import { identityOf, IndexedFile, type IndexingSettings } from './indexedFile';
import { deserialiseIndex, serialiseIndex } from './indexSnapshot';
import type { FileForm } from './fileLayout';
import type { RowIndex } from './rowIndex';
import type { NamedRow } from './rowParser';
import { checkedRow, rangeOf } from './rowRanges';
import type { PlacedText } from './spokenTexts';
import type { UnparsedRows } from './unparsedRows';

export interface DatasetOptions {
  readonly fields?: FieldMapping;
  /** Ends the opening; once open, `close` ends the indexing. */
  readonly signal?: AbortSignal;
  /** Offers a snapshot taken earlier of a file with this identity; saves reading the file. */
  readonly restoreIndex?: (identity: FileIdentity) => Promise<Uint8Array | undefined>;
  /** Where packed files are unpacked to; without one they are refused. */
  readonly scratch?: ScratchFolder;
  /** Bytes read at a time while indexing. */
  readonly chunkBytes?: number;
}

/** A file of a pool. */
export interface MemberFile {
  /** What the pool calls it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** The row of the pool that is its first. */
  readonly firstRow: number;
  readonly rowCount: number;
}

/** What a refresh found: nothing, rows at the end, or another file with other rows. */
export type FileChange = 'unchanged' | 'extended' | 'reindexed';

/**
 * A dataset file: its index is in memory, its content is read when asked for. `rowIndex` is 0-based, lines are
 * 1-based. Rows can be read as soon as they are indexed.
 */
export class Dataset {
  private readonly rows: FileRows;
  private readonly events = new Emitter<{ grow: undefined }>();
  private readonly settings: IndexingSettings;
  private file!: IndexedFile;
  private formatName: string | null = null;
  private restored = false;
  private refreshing: Promise<FileChange> | undefined;

  private constructor(
    readonly path: string,
    private readonly options: DatasetOptions,
  ) {
    this.rows = new FileRows(options.fields);
    const { chunkBytes, scratch } = options;
    this.settings = {
      chunkBytes,
      scratch,
      onGrow: () => this.events.emit('grow', undefined),
      openMember: (member, signal) => Dataset.open(member, memberOptions(options, signal)),
    };
  }

  /**
   * Returns once the first rows are indexed and the format is known; indexing goes on in the background.
   * @throws DeitaError `fileNotFound`, `fileUnreadable`, `formatUnknown` (not text in UTF-8),
   * `containerUnsupported` (a database, an archive, …), `notDataset` or `cancelled`
   */
  static async open(path: string, options: DatasetOptions = {}): Promise<Dataset> {
    throwIfAborted(options.signal);
    const dataset = new Dataset(path, options);
    await dataset.openFile(options.signal);
    return dataset;
  }

  /** Resolves when the whole file is indexed. */
  get indexed(): Promise<void> {
    return this.file.indexed;
  }

  get isIndexed(): boolean {
    return this.file.index.complete;
  }

  /** True when the index came from a snapshot: the file was not read. */
  get isRestored(): boolean {
    return this.restored;
  }

  /** Rows indexed so far. */
  get rowCount(): number {
    return this.file.index.rowCount;
  }

  /** How far the unpacking of a packed file is; undefined when there is nothing to unpack, or no longer. */
  get unpacking(): UnpackingProgress | undefined {
    return this.file.unpacking;
  }

  /** Bytes of the text in which the rows stand; the file's own, or what it is unpacked to. Known once it is indexed. */
  get textLength(): number {
    return this.file.index.textBytes;
  }

  get byteLength(): number {
    return this.file.identity.size;
  }

  get identity(): FileIdentity {
    return this.file.identity;
  }

  get form(): FileForm {
    return this.file.index.form;
  }

  /** Whether the file is the very text in which the rows stand, as UTF-8: nothing is unpacked, and it is no pool or table. */
  get isText(): boolean {
    return this.file.packing === undefined;
  }

  /** What the file is, for people: "JSON Lines", "JSON array" and the like. */
  get container(): MessageArgument {
    return containerName(this.file.index, this.file.packing);
  }

  /** Whether the lines of the rows are lines of a text that somebody has; else `lineNumber` counts the rows. */
  get hasLines(): boolean {
    return this.file.index.hasLines;
  }

  /** What the file's structure lacks although its rows could be read; complete once it is indexed. */
  get containerNotes(): readonly ContainerNote[] {
    return containerNotes(this.file.index);
  }

  /** The commonest format of the first good rows, for people; null when there is none. */
  get format(): string | null {
    return this.formatName;
  }

  /** Tells of new rows, and of the end of indexing. @returns a function that removes the listener */
  onGrow(listener: () => void): () => void {
    return this.events.on('grow', listener);
  }

  lineNumberOf(rowIndex: number): number {
    const { index } = this.file;
    return index.lineNumberOf(checkedRow(index, rowIndex));
  }

  /** The row that starts on the line, else the row that spans it; -1 for none, and for several that start on it. */
  rowIndexOfLine(lineNumber: number): number {
    return this.file.index.rowIndexOfLine(lineNumber);
  }

  /** The first row that starts on a line or below it; `rowCount` when there is none. */
  firstRowFromLine(lineNumber: number): number {
    return this.file.index.firstRowFromLine(lineNumber);
  }

  async readRow(rowIndex: number): Promise<Row> {
    const [row] = await this.readRows([rowIndex]);
    return row as Row;
  }

  /** Rows in the order asked for. Neighbouring rows are read together; the caller bounds how many. */
  async readRows(rowIndexes: ArrayLike<number>): Promise<Row[]> {
    return this.rows.read(this.file, rowIndexes);
  }

  /** Rows as `readRows` has them, each with the name of the format that reads it. */
  async readNamedRows(rowIndexes: ArrayLike<number>): Promise<NamedRow[]> {
    return this.rows.readNamed(this.file, rowIndexes);
  }

  /** Rows of which the bytes are read, to be parsed one by one. @throws DeitaError `rowOutOfRange`, `fileChanged` */
  async readUnparsed(rowIndexes: ArrayLike<number>): Promise<UnparsedRows> {
    return this.rows.unparsed(this.file, rowIndexes);
  }

  /** The messages of each turn of a good row; undefined where it says no more of them than whose side they are on. */
  readMessages(rowIndex: number): Promise<readonly (readonly TurnMessage[])[] | undefined> {
    return this.rows.messagesOf(this.file, rowIndex);
  }

  /** The same of a good row whose bytes, as `readSources` has them, are at hand. */
  messagesIn(bytes: Buffer): readonly (readonly TurnMessage[])[] | undefined {
    return this.rows.messagesIn(bytes);
  }

  /** All that a good row holds, with its edits. */
  readContents(rowIndex: number): Promise<RowContents> {
    return this.rows.contentsOf(this.file, rowIndex);
  }

  /** The texts of a row, edited ones as they are now, that are strings of it. */
  placedTexts(rowIndex: number): Promise<PlacedText[]> {
    return this.rows.placedTexts(this.file, rowIndex);
  }

  /** What would keep the bytes from being a row; null for a good one. */
  problemOf(bytes: Buffer): Message | null {
    return this.rows.problemOf(bytes);
  }

  /** The bytes that `readRows` parses: whole rows, and of a row that is too long its start. */
  async readSources(rowIndexes: ArrayLike<number>): Promise<Buffer[]> {
    return this.rows.sources(this.file, rowIndexes);
  }

  /** The same as they stand in the file, whatever the edits. */
  async readWrittenSources(rowIndexes: ArrayLike<number>): Promise<Buffer[]> {
    return this.rows.writtenSources(this.file, rowIndexes);
  }

  /** Rows that are read, and written elsewhere, with other texts than the file has. */
  get edits(): RowEdits {
    return this.rows.edited;
  }

  set edits(edits: RowEdits) {
    this.rows.edited = edits;
  }

  /** The bytes of a row, as `readRanges` has them, with its edits. */
  asEdited(rowIndex: number, bytes: Buffer): Buffer {
    return this.rows.asEdited(rowIndex, bytes);
  }

  /** Rows from `start`; fewer at the end of what is indexed. */
  readRange(start: number, count: number): Promise<Row[]> {
    const length = Math.max(0, Math.min(count, this.rowCount - start));
    return this.readRows(Uint32Array.from({ length }, (_, at) => start + at));
  }

  /** The row as it stands in the text, without line ending. */
  async rawBytes(rowIndex: number): Promise<Buffer> {
    return this.file.text.read(this.byteRange(rowIndex));
  }

  /** Where the row stands in the text, without line ending. */
  byteRange(rowIndex: number): ByteRange {
    const { index } = this.file;
    return rangeOf(index, checkedRow(index, rowIndex));
  }

  /** Bytes of the text by place; neighbouring ranges are read together. */
  readRanges(ranges: readonly ByteRange[]): Promise<Buffer[]> {
    return this.file.text.readAll(ranges);
  }

  /** Whether its rows are those of several files; known once it is indexed. */
  get isPool(): boolean {
    return this.file.index.members.length > 0;
  }

  /** The files of a pool in their order; complete once it is indexed. None for what is no pool. */
  get members(): readonly MemberFile[] {
    const { index } = this.file;
    const starts = index.members.map((member) => index.firstRowOf(member));
    return index.members.map(({ name, path: member }, at) => {
      const firstRow = starts[at] ?? 0;
      return { name, path: member, firstRow, rowCount: (starts[at + 1] ?? index.rowCount) - firstRow };
    });
  }

  /** The names of files that hold something else than when the pool was made; complete once it is indexed. */
  get changedFiles(): readonly string[] {
    return this.file.index.members.filter(({ isChanged }) => isChanged).map(({ name }) => name);
  }

  /**
   * Opens a file of a pool as a dataset of its own, whose fields are read as the pool's are.
   * @throws DeitaError `fileChanged` when it no longer has the rows that the pool has of it, and as `open`
   */
  async openMember({ path: file, rowCount }: MemberFile, signal?: AbortSignal): Promise<Dataset> {
    const member = await Dataset.open(file, memberOptions(this.options, signal));
    await member.indexed;
    if (member.rowCount === rowCount) return member;
    await member.close();
    throw fileChanged(file);
  }

  /** Every file that rows are read from. */
  get files(): readonly string[] {
    return [this.path, ...this.file.index.members.map(({ path: member }) => member)];
  }

  /** The file that a row comes from: of a pool as it calls it, else the dataset's own name. */
  fileOf(rowIndex: number): string {
    return this.file.index.memberOf(rowIndex)?.name ?? path.basename(this.path);
  }

  /** How rows are written as what the file is; undefined where it is JSON, or of a kind that is not written. */
  get rowsWriter(): RowsWriter | undefined {
    return this.file.packing?.writer;
  }

  /** @param rowIndexes rows that can be read @throws as the writer does */
  async writeTable(
    writer: RowsWriter,
    rowIndexes: readonly number[],
    out: (bytes: Uint8Array) => Promise<void>,
    options: Omit<WritingOptions, 'scratch'>,
  ): Promise<void> {
    const { scratch } = this.settings;
    if (scratch === undefined) throw new Error('A table is opened with a folder to unpack to.');
    await writer.write(this.file.reader, rowIndexes, out, { ...options, scratch });
  }

  /** @returns hex SHA-256 of the file as it was opened */
  async sha256(signal?: AbortSignal): Promise<string> {
    return sha256Of(this.file.reader, this.file.identity.size, signal);
  }

  /** The index as bytes for `restoreIndex`, in parts that follow one another; only when indexing is complete. */
  snapshot(): Uint8Array[] {
    if (!this.isIndexed) throw new Error('The index is not complete.');
    return serialiseIndex(this.file.index, this.formatName);
  }

  /** @throws DeitaError `fileChanged` when the file is no longer the one that was indexed */
  async assertUnchanged(): Promise<void> {
    const { reader, identity, packing } = this.file;
    const { size, mtimeMs } = await reader.stat();
    if (size !== identity.size || mtimeMs !== identity.mtimeMs) throw fileChanged(this.path);
    if (packing?.identify !== undefined && !isSameFile(await identityOf(reader, packing), identity))
      throw fileChanged(this.path);
  }

  /**
   * Looks at the file again: rows added at the end are indexed, another content is indexed from the start.
   * @param isRewritten whether rows in the middle may be others, which samples of the file do not tell
   */
  refresh({ isRewritten = false } = {}): Promise<FileChange> {
    this.refreshing ??= this.takeUpChanges(isRewritten).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  async close(): Promise<void> {
    this.events.clear();
    await this.file.close();
    await this.refreshing?.catch(() => undefined);
    await this.file.close();
  }

  private async takeUpChanges(isRewritten: boolean): Promise<FileChange> {
    await this.indexed.catch(() => undefined);
    const before = this.file;
    const reader = await FileReader.open(this.path);
    try {
      const identity = await identityOf(reader, before.packing);
      if (isSameFile(identity, before.identity)) return 'unchanged';
      if (!isRewritten && (await this.isExtension(reader, before))) {
        this.file = before.extendedBy(reader, identity, this.settings);
        await this.file.untilFirstRows();
        return 'extended';
      }
      await this.openFile().catch((error: unknown) => {
        this.file = before; // Still good for those who read what it was.
        throw error;
      });
      return 'reindexed';
    } finally {
      if (this.file.reader !== reader) await reader.close();
      if (this.file !== before) await before.close();
    }
  }

  /** Whether the file begins as before and what was added does not change how it is read. */
  private async isExtension(reader: FileReader, { index, identity, packing }: IndexedFile): Promise<boolean> {
    if (packing !== undefined || this.form !== 'jsonLines' || !this.isIndexed || !(await isStartOf(reader, identity)))
      return false;
    return isDeepStrictEqual(await detectLayout(reader, this.detection), index.layout);
  }

  private async openFile(signal?: AbortSignal): Promise<void> {
    let restoredFormat: string | null | undefined;
    const restore = async (identity: FileIdentity): Promise<RowIndex | undefined> => {
      const bytes = await this.options.restoreIndex?.(identity);
      const restored = bytes === undefined ? undefined : deserialiseIndex(bytes);
      restoredFormat = restored?.format;
      return restored?.index;
    };
    const file = await IndexedFile.open(this.path, this.settings, restore, { ...this.detection, signal });
    this.file = file;
    this.restored = restoredFormat !== undefined;
    try {
      await file.untilFirstRows(signal);
      this.formatName = restoredFormat ?? (await this.rows.commonestFormat(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private get detection(): Detection {
    return { problemOf: (bytes) => this.rows.problemOf(bytes) };
  }
}

/** A file of a pool is read as the pool is. */
function memberOptions({ fields, scratch }: DatasetOptions, signal: AbortSignal | undefined): DatasetOptions {
  return {
    ...(fields === undefined ? {} : { fields }),
    ...(scratch === undefined ? {} : { scratch }),
    ...(signal === undefined ? {} : { signal }),
  };
}
