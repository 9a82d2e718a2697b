import { tableShapeOf } from './containers/csv/tableShape';

/** A kind of text that is no JSON. */
export type TextKind = 'CSV' | 'TSV' | 'HTML' | 'XML' | 'YAML' | 'lfsPointer' | 'plainText';

const LFS_POINTER = /^version https:\/\/[\w.-]+\/spec\/v\d|^\/annex\/objects\//;
const YAML = /^(---\s|- ?[\w"' -]+:(\s|$)|[\w-]+:(\s|$))/;

/** Names what a text is that holds no JSON at its start, from its first characters. */
export function textKindOf(text: string): TextKind {
  const start = text.trimStart();
  if (LFS_POINTER.test(start)) return 'lfsPointer';
  if (start.startsWith('<')) return /<!doctype html|<html|<head|<body/i.test(start.slice(0, 4096)) ? 'HTML' : 'XML';
  const table = tableShapeOf({ bytes: Buffer.from(start), isWholeFile: false });
  if (table !== undefined) return table.delimiter === '\t' ? 'TSV' : 'CSV';
  return YAML.test(start) ? 'YAML' : 'plainText';
}
