import path from 'node:path';
import { DeitaError, type ErrorCode } from '../common/errors';
import type { BinaryKind } from './magicNumbers';
import type { PackedRows } from './packedRows';
import type { WideEncoding } from './textEncoding';
import type { TextKind } from './textKind';
import type { HeldList, Outline } from './valueProbe';

/** The one thing to say about a file that is no dataset, in place of a problem per line. */
export class UnreadableFile extends DeitaError {
  constructor(
    /** What the file is, such as "gzip" or "CSV". */
    readonly container: string,
    code: ErrorCode,
    message: string,
    hint: string,
  ) {
    super(code, message, hint);
  }
}

export function unreadableBinary(file: string, { name, description, command, advice }: BinaryKind): UnreadableFile {
  const output = plainName(file);
  const hint = command === undefined ? (advice ?? '') : `Run: ${command(quoted(file), quoted(output))}`;
  return new UnreadableFile(name, 'containerUnsupported', `${file} is ${description}.`, hint);
}

/** A file of a kind that is read, of which nothing can be. */
export function damaged(file: string, container: string, problem: string): UnreadableFile {
  return new UnreadableFile(
    container,
    'fileUnreadable',
    `${file} holds no row that can be read. ${problem}`,
    GET_AGAIN,
  );
}

const GET_AGAIN = 'Get the file again from where it came from.';

/** What is wrong with the text inside a packed file: the cure needs the text as a file first. */
export function insidePacked(error: UnreadableFile, file: string, { name, command }: BinaryKind): UnreadableFile {
  const message = `${error.message} It is packed in ${file}.`;
  const unpack = command === undefined ? '' : `Run first: ${command(quoted(file), quoted(plainName(file)))}\n`;
  return new UnreadableFile(`${error.container} in ${name}`, error.code, message, `${unpack}${error.hint ?? ''}`);
}

/** Unpacking needs a place for the text. */
export function withoutScratch(file: string, packing: string): UnreadableFile {
  const hint = 'Unpack it and open the dataset inside.';
  return new UnreadableFile(
    packing,
    'containerUnsupported',
    `${file} is packed as ${packing}, with no room to unpack it.`,
    hint,
  );
}

export function unknownBinary(file: string): UnreadableFile {
  return new UnreadableFile(
    'binary',
    'formatUnknown',
    `${file} is not text: it holds binary data of an unknown kind.`,
    'Open a .jsonl, .ndjson or .json file.',
  );
}

export function wrongEncoding(file: string, encoding: WideEncoding): UnreadableFile {
  const command = `iconv -f ${encoding} -t UTF-8 ${quoted(file)} > ${quoted(plainName(file))}`;
  const hint = `Save it as UTF-8, or run: ${command}`;
  return new UnreadableFile(encoding, 'formatUnknown', `${file} is ${encoding} text, not UTF-8.`, hint);
}

/** @param invisible what the text begins with and nobody sees; "" = nothing of that kind */
export function unreadableText(file: string, kind: TextKind, invisible: string): UnreadableFile {
  const { code, message: words, hint } = TEXTS[kind](file);
  const message = invisible === '' ? words : `${words} It begins with an invisible character, ${invisible}.`;
  return new UnreadableFile(kind, code, message, hint);
}

interface Words {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const TEXTS: Readonly<Record<TextKind, (file: string) => Words>> = {
  CSV: (file) => tableWords(file, 'CSV'),
  TSV: (file) => tableWords(file, 'TSV'),
  HTML: (file) => ({
    code: 'notDataset',
    message: `${file} is an HTML page, such as a server sends in place of a file that it does not give.`,
    hint: 'Look at it in a browser and download the dataset again.',
  }),
  XML: (file) => ({
    code: 'notDataset',
    message: `${file} is XML, not JSON.`,
    hint: 'If a server sent it in place of the dataset, it says why; otherwise write the rows as JSON Lines.',
  }),
  YAML: (file) => ({
    code: 'containerUnsupported',
    message: `${file} is YAML, not JSON.`,
    hint: `Run: yq -o=json . ${quoted(file)} > ${quoted(plainName(file, '.json'))}`,
  }),
  'Git LFS pointer': (file) => ({
    code: 'notDataset',
    message: `${file} is a pointer that Git LFS left in place of the file; the dataset itself is not here yet.`,
    hint: 'Run in its folder: git lfs pull',
  }),
  'plain text': (file) => ({
    code: 'notDataset',
    message: `${file} is text, but no row in it is JSON.`,
    hint: 'A dataset holds one JSON object per line, or a JSON array of objects.',
  }),
};

function tableWords(file: string, name: string): Words {
  return {
    code: 'containerUnsupported',
    message: `${file} is a ${name} table without columns that are known.`,
    hint: `Map its columns to the fields of a row, or name it .${name.toLowerCase()} to see its rows.`,
  };
}

/** Rows that were written as JSON twice: each stands in a text. */
export function rowsInTexts(file: string, container: 'JSON Lines' | 'JSON array'): UnreadableFile {
  const filter = container === 'JSON Lines' ? 'fromjson' : '.[] | fromjson';
  return new UnreadableFile(
    container,
    'notDataset',
    `${file} holds texts where rows should be, and in them the rows as JSON.`,
    `Run: ${commandOf(filter, file)}`,
  );
}

/** The elements of an array, or the lines of a file, are texts or numbers. */
export function noObjects(file: string, container: string, found: string): UnreadableFile {
  return new UnreadableFile(
    container,
    'notDataset',
    `${file} holds ${found} where rows should be; a row is a JSON object.`,
    'Give every text a key, such as {"text": …}, and its response another.',
  );
}

/** @param problem what keeps the object, or a row of its list, from being read */
export function noDataset(file: string, { keys, lists }: Outline, problem: string | null): UnreadableFile {
  const named = keys.length === 0 ? 'without keys' : `with the keys ${keyNames(keys)}`;
  const list = lists.find(({ kind }) => kind === 'object' || kind === 'list');
  const inside = list === undefined ? '' : ` Its list ${pathName(list)} holds no row that can be read either.`;
  const why = problem === null ? '' : ` ${problem}`;
  return new UnreadableFile(
    'JSON object',
    'notDataset',
    `${file} is one JSON object ${named}, not a dataset.${inside}${why}`,
    'A dataset holds one JSON object per line, a JSON array of objects, or one object with a list of rows.',
  );
}

/** @param list the keys that lead to the list whose elements are lists of rows; none for the file's own */
export function nestedLists(file: string, list: readonly string[]): UnreadableFile {
  const rows = commandOf(piped(list, 'flatten[]'), file);
  const conversations = commandOf(`${jqPath(list)}[] | {conversation: .}`, file);
  return new UnreadableFile(
    list.length === 0 ? 'JSON array' : 'JSON object',
    'notDataset',
    `${file} holds lists of rows where rows should be.`,
    `Run: ${rows}\nOr, if each of the lists is one conversation: ${conversations}`,
  );
}

/** Rows that are there but not each in a place of its own. */
export function packedRows(file: string, packed: PackedRows): UnreadableFile {
  const at = packed.path.length === 0 ? '' : ` in ${pathName(packed)}`;
  const unreadable = (what: string, rows: string): UnreadableFile =>
    new UnreadableFile('JSON object', 'notDataset', `${file} ${what}`, `Run: ${commandOf(rows, file)}`);
  if (packed.kind === 'columns') {
    const { keys, count, isByNumber } = packed.columns;
    const cells = isByNumber ? 'object' : 'array';
    return unreadable(
      `is one JSON object that holds columns${at}, not rows: ${keyNames(keys)}, each with ${count} entries.`,
      piped(
        packed.path,
        `. as $table | (${jqPath(keys.slice(0, 1))} | keys_unsorted[]) as $row | ` +
          `$table | map_values(if type == "${cells}" then .[$row] else . end)`,
      ),
    );
  }
  const elements = packed.kind === 'texts' ? '[] | fromjson' : ' | fromjson[]';
  return unreadable(
    `is one JSON object that keeps its rows as JSON in ${packed.kind === 'texts' ? 'texts' : 'a text'}${at}.`,
    `${jqPath(packed.path)}${elements}`,
  );
}

function piped(path: readonly string[], filter: string): string {
  return path.length === 0 ? filter : `${jqPath(path)} | ${filter}`;
}

function commandOf(filter: string, file: string): string {
  return `jq -c ${quoted(filter)} ${quoted(file)} > ${quoted(plainName(file))}`;
}

/** Several lists of an object hold rows: which one is meant, nobody can know. */
export function severalLists(file: string, lists: readonly HeldList[]): UnreadableFile {
  const named = lists.map((list) => `${pathName(list)} (${list.elements} rows)`).join(', ');
  const commands = lists.slice(0, 3).map(({ path: keys }) => {
    const output = plainName(file, `.${keys.join('.').replace(/[^\w.-]/g, '_')}.jsonl`);
    return `jq -c '${jqPath(keys)}[]' ${quoted(file)} > ${quoted(output)}`;
  });
  return new UnreadableFile(
    'JSON object',
    'notDataset',
    `${file} is one JSON object with several lists of rows: ${named}.`,
    `Make a file of the one to read: ${commands.join(' or ')}`,
  );
}

const MOST_NAMED_KEYS = 8;

function keyNames(keys: readonly string[]): string {
  const more = keys.length > MOST_NAMED_KEYS ? ', …' : '';
  return keys
    .slice(0, MOST_NAMED_KEYS)
    .map((key) => JSON.stringify(key))
    .join(', ')
    .concat(more);
}

function pathName({ path: keys }: Pick<HeldList, 'path'>): string {
  return JSON.stringify(keys.join('.'));
}

function jqPath(keys: readonly string[]): string {
  if (keys.length === 0) return '.';
  return keys
    .map((key) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join('')
    .replace(/^\[/, '.[');
}

/** The name for the readable form of a file, beside it: never the file's own. */
export function plainName(file: string, extension = '.jsonl'): string {
  const stem = path
    .basename(file)
    .replace(/(\.(jsonl|ndjson|json|gz|zst|bz2|xz|lz4|zip|parquet|arrow|feather|csv|tsv|txt|xlsx))+$/i, '');
  const name = `${stem}${extension}`;
  return path.join(path.dirname(file), name === path.basename(file) ? `${stem}.rows${extension}` : name);
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
