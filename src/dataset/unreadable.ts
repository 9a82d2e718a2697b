import path from 'node:path';
import { DeitaError } from '../common/errors';
import type { Message, MessageArgument } from '../common/message';
import { fault, faultWithCode, hintOf, listed, reasonOf, say } from '../messages/say';
import type { BinaryKind } from './magicNumbers';
import type { PackedRows } from './packedRows';
import type { WideEncoding } from './textEncoding';
import type { TextKind } from './textKind';
import type { HeldList, Outline } from './valueProbe';

/** The one thing to say about a file that is no dataset, in place of a problem per line. */
export class UnreadableFile extends DeitaError {
  constructor(
    /** What the file is, such as "gzip" or "CSV"; a text is the same in every language. */
    readonly container: MessageArgument,
    { code, message, hint, quoted, said }: DeitaError,
  ) {
    super(code, message, hint, quoted, said);
  }
}

export function unreadableBinary(
  file: string,
  { name, container = name, description, command, advice }: BinaryKind,
): UnreadableFile {
  const remedy =
    command === undefined
      ? (advice ?? '')
      : say('runCommand', { command: command(quoted(file), quoted(plainName(file))) });
  return new UnreadableFile(container, fault('binaryFile', { file, what: description, remedy }));
}

/** A file of a kind that is read, of which nothing can be. */
export function damaged(file: string, container: MessageArgument, problem: Message): UnreadableFile {
  return new UnreadableFile(container, fault('noReadableContent', { file, problem }));
}

/** What is wrong with the text inside a packed file: the cure needs the text as a file first. */
export function insidePacked(error: UnreadableFile, file: string, { name, command }: BinaryKind): UnreadableFile {
  const unpack =
    command === undefined ? '' : say('runFirst', { command: command(quoted(file), quoted(plainName(file))) });
  const args = { problem: reasonOf(error), remedy: hintOf(error), file, unpack };
  const container = say('container.packed', { what: error.container, name });
  return new UnreadableFile(container, faultWithCode(error.code, 'insidePacked', args));
}

/** Unpacking needs a place for the text. */
export function withoutScratch(file: string, packing: MessageArgument): UnreadableFile {
  return new UnreadableFile(packing, fault('noRoomToUnpack', { file, packing }));
}

export function unknownBinary(file: string): UnreadableFile {
  return new UnreadableFile(say('container.binary'), fault('unknownBinary', { file }));
}

export function wrongEncoding(file: string, encoding: WideEncoding): UnreadableFile {
  const command = `iconv -f ${encoding} -t UTF-8 ${quoted(file)} > ${quoted(plainName(file))}`;
  return new UnreadableFile(encoding, fault('wrongEncoding', { file, encoding, command }));
}

/** @param invisible what the text begins with and nobody sees; "" = nothing of that kind */
export function unreadableText(file: string, kind: TextKind, invisible: string): UnreadableFile {
  const start = invisible === '' ? '' : say('beginsInvisibly', { character: invisible });
  return new UnreadableFile(TEXT_NAMES[kind] ?? kind, TEXTS[kind](file, start));
}

/** Of texts that are called otherwise in other languages. */
const TEXT_NAMES: Readonly<Partial<Record<TextKind, Message>>> = {
  lfsPointer: say('container.lfsPointer'),
  plainText: say('container.plainText'),
};

const TEXTS: Readonly<Record<TextKind, (file: string, start: MessageArgument) => DeitaError>> = {
  CSV: (file, start) => fault('table', { file, kind: 'CSV', extension: '.csv', start }),
  TSV: (file, start) => fault('table', { file, kind: 'TSV', extension: '.tsv', start }),
  HTML: (file, start) => fault('html', { file, start }),
  XML: (file, start) => fault('xml', { file, start }),
  YAML: (file, start) => {
    const command = `yq -o=json . ${quoted(file)} > ${quoted(plainName(file, '.json'))}`;
    return fault('yaml', { file, start, command });
  },
  lfsPointer: (file, start) => fault('lfsPointer', { file, start }),
  plainText: (file, start) => fault('plainText', { file, start }),
};

/** How a file lists what should be its rows. */
export type RowsForm = 'jsonLines' | 'jsonArray';

/** Rows that were written as JSON twice: each stands in a text. */
export function rowsInTexts(file: string, form: RowsForm): UnreadableFile {
  const filter = form === 'jsonLines' ? 'fromjson' : '.[] | fromjson';
  return new UnreadableFile(say(`container.${form}`), fault('rowsInTexts', { file, command: commandOf(filter, file) }));
}

/** The elements of an array, or the lines of a file, are texts or numbers. */
export function noObjects(file: string, form: RowsForm, found: Message): UnreadableFile {
  return new UnreadableFile(say(`container.${form}`), fault('noObjects', { file, found }));
}

/** @param problem what keeps the object, or a row of its list, from being read */
export function noDataset(file: string, { keys, lists }: Outline, problem: Message | null): UnreadableFile {
  const list = lists.find(({ kind }) => kind === 'object' || kind === 'list');
  const args = {
    keys: keys.length === 0 ? say('withoutKeys') : say('withKeys', { keys: keyNames(keys) }),
    list: list === undefined ? '' : say('listWithoutRow', { list: pathName(list) }),
    problem: problem === null ? '' : say('furtherProblem', { problem }),
  };
  return new UnreadableFile(say('container.jsonObject'), fault('oneObject', { file, ...args }));
}

/** @param list the keys that lead to the list whose elements are lists of rows; none for the file's own */
export function nestedLists(file: string, list: readonly string[]): UnreadableFile {
  const command = commandOf(piped(list, 'flatten[]'), file);
  const conversations = commandOf(`${jqPath(list)}[] | {conversation: .}`, file);
  const container = say(list.length === 0 ? 'container.jsonArray' : 'container.jsonObject');
  return new UnreadableFile(container, fault('nestedLists', { file, command, conversations }));
}

/** Rows that are there but not each in a place of its own. */
export function packedRows(file: string, packed: PackedRows): UnreadableFile {
  return new UnreadableFile(say('container.jsonObject'), packedFault(file, packed));
}

function packedFault(file: string, packed: PackedRows): DeitaError {
  const place = packed.path.length === 0 ? '' : say('inPlace', { place: pathName(packed) });
  if (packed.kind === 'columns') {
    const { keys, count, isByNumber } = packed.columns;
    const cells = isByNumber ? 'object' : 'array';
    const rows = piped(
      packed.path,
      `. as $table | (${jqPath(keys.slice(0, 1))} | keys_unsorted[]) as $row | ` +
        `$table | map_values(if type == "${cells}" then .[$row] else . end)`,
    );
    const named = { keys: keyNames(keys), count: String(count) };
    return fault('columns', { file, place, ...named, command: commandOf(rows, file) });
  }
  if (packed.kind === 'texts') {
    const command = commandOf(`${jqPath(packed.path)}[] | fromjson`, file);
    return fault('rowsInTextsOfObject', { file, place, command });
  }
  return fault('rowsInOneText', { file, place, command: commandOf(`${jqPath(packed.path)} | fromjson[]`, file) });
}

function piped(path: readonly string[], filter: string): string {
  return path.length === 0 ? filter : `${jqPath(path)} | ${filter}`;
}

function commandOf(filter: string, file: string): string {
  return `jq -c ${quoted(filter)} ${quoted(file)} > ${quoted(plainName(file))}`;
}

/** Several lists of an object hold rows: which one is meant, nobody can know. */
export function severalLists(file: string, lists: readonly HeldList[]): UnreadableFile {
  const named = lists.map((list) => say('listOfRows', { list: pathName(list), count: list.elements }));
  const commands = lists.slice(0, 3).map(({ path: keys }) => {
    const output = plainName(file, `.${keys.join('.').replace(/[^\w.-]/g, '_')}.jsonl`);
    return `jq -c '${jqPath(keys)}[]' ${quoted(file)} > ${quoted(output)}`;
  });
  return new UnreadableFile(
    say('container.jsonObject'),
    fault('severalLists', { file, lists: listed(named), commands: either(commands) }),
  );
}

function either(parts: readonly string[]): MessageArgument {
  const [first = '', ...more] = parts;
  return more.length === 0 ? first : say('or', { first, second: either(more) });
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
    .replace(/(\.(jsonl|ndjson|json|gz|zst|bz2|xz|lz4|zip|parquet|arrow|feather|csv|tsv|tab|txt|xlsx))+$/i, '');
  const name = `${stem}${extension}`;
  return path.join(path.dirname(file), name === path.basename(file) ? `${stem}.rows${extension}` : name);
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
