import { identify, type FileIdentity } from './fileIdentity';
import { FileReader } from './fileReader';
import { detectLayout, type Detection } from './detectLayout';
import type { ScanPosition } from './fileLayout';
import { indexFile } from './indexer';
import { RowIndex } from './rowIndex';
import { StartColumns } from './startColumn';

export interface IndexingSettings {
  readonly onGrow: () => void;
  /** Bytes read at a time. */
  readonly chunkBytes?: number | undefined;
}

/** One version of a file on disk: open, and indexed or being indexed. */
export class IndexedFile {
  /** Rejects when the file cannot be read to its end, or with `cancelled` when it is closed before. */
  readonly indexed: Promise<void>;
  readonly columns: StartColumns;
  private readonly indexing = new AbortController();
  private readonly firstRows: Promise<void>;

  private constructor(
    readonly reader: FileReader,
    readonly identity: FileIdentity,
    readonly index: RowIndex,
    from: ScanPosition,
    { onGrow, chunkBytes }: IndexingSettings,
  ) {
    this.columns = new StartColumns(reader, index.layout.textOffset, index.layout.lineBreak);
    let resolveFirst: () => void;
    this.firstRows = new Promise((resolve) => (resolveFirst = resolve));
    const onChunk = (): void => {
      if (index.rowCount > 0) resolveFirst();
      onGrow();
    };
    this.indexed = index.complete
      ? Promise.resolve()
      : indexFile(
          reader,
          index,
          { from, fileSize: identity.size },
          { signal: this.indexing.signal, chunkBytes, onChunk },
        );
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
    try {
      const identity = await identify(reader);
      const index = (await restore(identity)) ?? new RowIndex(await detectLayout(reader, detection));
      return new IndexedFile(reader, identity, index, index.layout.rowsFrom, settings);
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  /** Takes over the index for a longer version of the same file and indexes what was added. */
  extendedBy(reader: FileReader, identity: FileIdentity, settings: IndexingSettings): IndexedFile {
    const from = this.index.resumeAt;
    this.index.truncateFrom(from.offset);
    this.index.complete = false;
    return new IndexedFile(reader, identity, this.index, from, settings);
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
    await this.indexed.catch(() => undefined);
    await this.reader.close();
  }
}
