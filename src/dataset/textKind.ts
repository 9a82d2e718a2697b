/** A kind of text that is no JSON. */
export type TextKind = 'CSV' | 'TSV' | 'HTML' | 'XML' | 'YAML' | 'Git LFS pointer' | 'plain text';

const LFS_POINTER = /^version https:\/\/[\w.-]+\/spec\/v\d|^\/annex\/objects\//;
const YAML = /^(---\s|- ?[\w"' -]+:(\s|$)|[\w-]+:(\s|$))/;
/** A table's first row names its columns: short, without the punctuation of sentences. */
const COLUMN_NAME = /^[^\n{}[\]<>.!?:]{1,64}$/;
const DELIMITERS = [',', '\t', ';', '|'] as const;
const MOST_RECORDS = 5;

/** Names what a text is that holds no JSON at its start, from its first characters. */
export function textKindOf(text: string): TextKind {
  const start = text.trimStart();
  if (LFS_POINTER.test(start)) return 'Git LFS pointer';
  if (start.startsWith('<')) return /<!doctype html|<html|<head|<body/i.test(start.slice(0, 4096)) ? 'HTML' : 'XML';
  const delimiter = DELIMITERS.find((candidate) => isTable(start, candidate));
  if (delimiter !== undefined) return delimiter === '\t' ? 'TSV' : 'CSV';
  return YAML.test(start) ? 'YAML' : 'plain text';
}

/** The first row has names for two columns or more, and those after it have as many cells. */
function isTable(text: string, delimiter: string): boolean {
  const [names, ...records] = recordsOf(text, delimiter);
  if (names === undefined || names.length < 2) return false;
  if (!names.every((name) => COLUMN_NAME.test(name.trim())) || new Set(names).size < names.length) return false;
  return records.every(({ length }) => length === names.length);
}

/** The first whole records of a table; quoted cells may hold delimiters, line breaks and doubled quotes. */
function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length && records.length < MOST_RECORDS) {
    const { cell, end } = cellAt(text, at, delimiter);
    cells.push(cell);
    if (text[end] !== delimiter) {
      // A record that reaches the end of a part of the file may be cut off; the first one counts all the same.
      if (end < text.length || records.length === 0) records.push(cells);
      cells = [];
      if (text[end] === '\r' && text[end + 1] === '\n') at = end + 2;
      else at = end + 1;
    } else at = end + 1;
  }
  return records.filter((record) => record.length > 1 || record[0]?.trim() !== '');
}

function cellAt(text: string, start: number, delimiter: string): { cell: string; end: number } {
  let end = start;
  if (text[start] === '"') {
    end++;
    while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
    return { cell: text.slice(start + 1, end).replaceAll('""', '"'), end: Math.min(end + 1, text.length) };
  }
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return { cell: text.slice(start, end), end };
}
