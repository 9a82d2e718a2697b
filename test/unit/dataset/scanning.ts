import type { FileForm, FileLayout } from '../../../src/dataset/fileLayout';
import { createScanner } from '../../../src/dataset/indexer';
import { RowIndex } from '../../../src/dataset/rowIndex';

/** Of which the texts consist that try the scanners. */
export const PIECES = ['[', ']', '{', '}', '"', ',', ':', '\\', '\n', ' ', 'null', '{"a":1}'] as const;

/** Scans bytes as a file is scanned, in chunks. */
export function scan(layout: FileForm | FileLayout, bytes: Buffer, chunkBytes = bytes.length): RowIndex {
  const index = new RowIndex(layout);
  const scanner = createScanner(index, index.layout.rowsFrom);
  for (let at = 0; at < bytes.length; at += chunkBytes) scanner.push(bytes.subarray(at, at + chunkBytes));
  scanner.end();
  return index;
}
