import path from 'node:path';
import { DeitaError } from '../common/errors';

/** Names under which nobody expects lines of JSON. */
const OTHER_CONTAINER = /\.(gz|zst|bz2|xz|lz4|zip|7z|tar|parquet|arrow|feather|orc|avro|csv|tsv|xlsx?)$/i;

/**
 * Rows are written as JSON, whatever they were read from: under another container's name nothing would open them.
 * @throws DeitaError `usage`
 */
export function assertJsonName(output: string): void {
  const [, extension] = OTHER_CONTAINER.exec(output) ?? [];
  if (extension === undefined) return;
  const name = path.basename(output);
  throw new DeitaError(
    'usage',
    `Rows are written as JSON, which ${name} would not be taken for.`,
    'Name the output .jsonl, or .json for an array.',
  );
}
