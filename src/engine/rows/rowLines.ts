import type { Dataset } from '../../dataset/dataset';
import { asOneLine } from '../../dataset/rowLayout';
import { fault } from '../../messages/say';
import { readSourcesInPieces } from './rowReader';

/** A clipboard holds more; what is pasted from it is read by hardly anything. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Rows as JSON Lines, in the order asked for: byte for byte where a row stands in one line, else without the line breaks
 * between its keys.
 * @throws DeitaError `usage` for more than 64 MiB, `fileChanged`, `cancelled`
 */
export async function rowLines(
  dataset: Dataset,
  rowIndexes: readonly number[],
  signal: AbortSignal | undefined,
): Promise<string> {
  let bytes = 0;
  const lines: string[] = [];
  for await (const piece of readSourcesInPieces(dataset, rowIndexes, { signal })) {
    for (const source of piece) {
      bytes += source.bytes.length;
      if (bytes > MAX_BYTES) throw fault('tooManyRowsToCopy');
      const text = source.bytes.toString('utf8');
      lines.push(`${/[\r\n]/.test(text) ? asOneLine(text) : text}\n`);
    }
  }
  return lines.join('');
}
