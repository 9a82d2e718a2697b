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
const COMPRESSIONS: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };
const TABLES = ['parquet', 'csv', 'tsv', 'tab'];

/**
 * What a file of rows is written as, by its name.
 * @throws DeitaError `usage` for what cannot be written: nothing would open JSON under another container's name
 */
export function outputNameOf(output: string): OutputName {
  const ending = endingOf(output);
  const compression = ending === undefined ? undefined : COMPRESSIONS[ending];
  if (compression !== undefined) {
    const plainName = output.slice(0, -path.extname(output).length);
    if (endingOf(plainName) !== undefined) throw notWritten(output, say('output.compressedJson'));
    if (!canCompress(compression)) throw notWritten(output, say('output.noCompression', { name: compression }));
    return { plainName, compression, table: undefined };
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

export function notWritten(output: string, why: MessageArgument): DeitaError {
  return fault('otherOutputName', { why, file: path.basename(output) });
}

/** A file's name without the endings that say what container it is. */
export function withoutContainer(name: string): string {
  return name.replace(OTHER_CONTAINER, '').replace(/\.(jsonl|ndjson|json|csv|tsv|tab)$/i, '');
}

function endingOf(output: string): string | undefined {
  return OTHER_CONTAINER.exec(output)?.[1]?.toLowerCase();
}
