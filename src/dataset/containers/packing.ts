import type { Message, MessageArgument } from '../../common/message';
import type { FileIdentity } from '../fileIdentity';
import type { FileReader } from '../fileReader';
import { binaryKindOf } from '../magicNumbers';
import { arrow } from './arrow/arrow';
import { gzip } from './gzip';
import { parquet } from './parquet/parquet';
import type { ScratchFolder } from './scratch';
import { zstd } from './zstd';

/** Rows that are missing after what was unpacked so far. */
export interface MissingRows {
  /** Why. */
  readonly said: Message;
  /** How many; 1 where nobody knows. */
  readonly rows: number;
}

/** From here on rows are those of another file of a pool. */
export interface MemberStart {
  /** What the pool calls it. */
  readonly member: string;
  /** Absolute. */
  readonly path: string;
  /** Whether it holds something else than it did when the pool was made. */
  readonly isChanged: boolean;
}

export interface UnpackingOptions {
  readonly signal: AbortSignal | undefined;
  /** Told of the bytes of the file that are done. */
  readonly onProgress: (done: number) => void;
}

export interface WritingOptions {
  /** Where text is put that has to be unpacked for it. */
  readonly scratch: ScratchFolder;
  readonly signal: AbortSignal | undefined;
  /** Told how many rows are written. */
  readonly onProgress: (rows: number) => void;
}

/** How rows of a file are written to another one of its kind. */
export interface RowsWriter {
  /** What the names of such files end in. */
  readonly endings: readonly string[];
  /**
   * @param rowIndexes rows that can be read, from 0, in the order in which they are written
   * @throws DeitaError `outputFailed` for what cannot be written in this form, `cancelled`
   */
  write(
    reader: FileReader,
    rowIndexes: readonly number[],
    out: (bytes: Uint8Array) => Promise<void>,
    options: WritingOptions,
  ): Promise<void>;
}

/** How a kind of file is unpacked to text, of which the rows are then read. */
export interface Packing {
  /** As in the container's name: "JSON Lines, compressed with gzip". A text is the same in every language. */
  readonly name: MessageArgument;
  /** Raised whenever other text comes out of the same file. */
  readonly version: number;
  /** Whether the text has the lines of somebody's file, so that a line number says where a row is. */
  readonly hasLines: boolean;
  /** Whether the rows are written as JSON Lines while they are unpacked: then nobody has seen the text. */
  readonly isRewritten: boolean;
  /** Absent where files of the kind are not written. */
  readonly writer?: RowsWriter;
  /**
   * The text, piece by piece. What is damaged ends it, or is left out where the format tells what follows; it never
   * throws for that.
   */
  unpack(reader: FileReader, options: UnpackingOptions): AsyncIterable<Uint8Array | MissingRows | MemberStart>;
  /** Tells the file from others where more than its own content decides; absent = it does not. */
  identify?(own: FileIdentity): Promise<FileIdentity>;
}

const PACKINGS: Readonly<Record<string, Packing>> = { gzip, zstd, Parquet: parquet, Arrow: arrow };

/** How a file is packed, by its first bytes; undefined for text, and for what is not read. */
export function packingOf(start: Buffer): Packing | undefined {
  const kind = binaryKindOf(start);
  return kind && PACKINGS[kind.name];
}
