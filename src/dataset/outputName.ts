import path from 'node:path';
import type { DeitaError } from '../common/errors';
import type { MessageArgument } from '../common/message';
import { fault, say } from '../messages/say';
import { canCompress, type Compression } from './compressedSink';

/** What the name of an output asks for. */
export interface OutputName {
  /** Without the ending of a compression: it says how JSON is laid out. */
  readonly plainName: string;
  readonly compression: Compression | undefined;
  /** The ending of a table, such as "parquet"; undefined for JSON. */
  readonly table: string | undefined;
}

/** Names under which nobody expects JSON. */
const OTHER_CONTAINER = /\.(gz|zst|bz2|xz|lz4|zip|7z|tar|tgz|parquet|arrow|feather|orc|avro|csv|tsv|tab|xlsx?)$/i;
/** A kind of JSON or of table that is written, and how it is packed. */
const ROWS_ENDING = /(?:\.(jsonl|ndjson|json)|\.(csv|tsv|tab|parquet))(?:\.(gz|zst))?$/;
const COMPRESSIONS: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };
const TEXT_TABLES = ['csv', 'tsv', 'tab'];
const TABLES = ['parquet', ...TEXT_TABLES];

/**
 * What a file of rows is written as, by its name.
 * @throws DeitaError `usage` for what cannot be written: nothing would open JSON under another container's name
 */
export function outputNameOf(output: string): OutputName {
  const ending = endingOf(output);
  const compression = ending === undefined ? undefined : COMPRESSIONS[ending];
  if (compression !== undefined) {
    const plainName = output.slice(0, -path.extname(output).length);
    const inner = endingOf(plainName);
    if (inner !== undefined && !TEXT_TABLES.includes(inner)) throw notWritten(output, say('output.compressedText'));
    if (!canCompress(compression)) throw notWritten(output, say('output.noCompression', { name: compression }));
    return { plainName, compression, table: inner };
  }
  if (ending !== undefined && !TABLES.includes(ending)) throw notWritten(output, say('output.otherForm'));
  return { plainName: output, compression: undefined, table: ending };
}

/** @throws DeitaError `usage` for the name of a document, such as a manifest, that says it were something else */
export function assertJsonName(output: string): void {
  if (endingOf(output) !== undefined) {
    throw fault('noJsonName', { file: path.basename(output) });
  }
}

/** @throws DeitaError `usage` for a name that does not say that rows stand one a line */
export function assertLinesName(output: string): void {
  const { plainName, table } = outputNameOf(output);
  if (table !== undefined || /\.json$/i.test(plainName)) throw notWritten(output, say('output.linesOnly'));
}

export function notWritten(output: string, why: MessageArgument): DeitaError {
  return fault('otherOutputName', { why, file: path.basename(output) });
}

/** A file's name without the endings that say what container it is. */
export function withoutContainer(name: string): string {
  return name.replace(OTHER_CONTAINER, '').replace(/\.(jsonl|ndjson|json|csv|tsv|tab)$/i, '');
}

/**
 * What a file of rows is best called after the file that they come from: the same container where it is written.
 * @param isAnnotated whether scores are to be added, which tables have no columns for
 */
export function endingLike(source: string, isAnnotated: boolean): string {
  const [ending = '', json, table, packed] = ROWS_ENDING.exec(source.toLowerCase()) ?? [];
  const compression = packed === undefined ? undefined : COMPRESSIONS[packed];
  const isKept = (json !== undefined || (table !== undefined && !isAnnotated)) && !ending.includes('.parquet.');
  if (!isKept) return '.jsonl';
  return compression === undefined || canCompress(compression) ? ending : ending.slice(0, -`.${packed ?? ''}`.length);
}

function endingOf(output: string): string | undefined {
  return OTHER_CONTAINER.exec(output)?.[1]?.toLowerCase();
}
