import { throwIfAborted } from '../common/errors';
import type { Message } from '../common/message';
import { isWhiteSpace } from './bytes';
import type { Detection, Window } from './detectLayout';
import type { FileLayout } from './fileLayout';
import { parsedJson } from './formats/format';
import type { ByteRange, ByteSource } from './byteSource';
import type { Survey } from './rowSurvey';
import { holdsListsOfRows, isConversationKey, packedRowsIn, rowTest } from './packedRows';
import { nestedLists, noDataset, packedRows, severalLists } from './unreadable';
import { ValueProbe, type HeldList, type Outline } from './valueProbe';

const CHUNK_BYTES = 1024 * 1024;
/** Longer values are taken for rows without being looked at. */
const MOST_SAMPLE_BYTES = 32 * 1024 * 1024;

/**
 * The layout of a file whose first value is an object of several lines or of the whole file: it may be one row, hold the
 * list of rows, be followed by others, or be no dataset.
 * @returns undefined when the object says nothing about the rest of the file
 * @throws UnreadableFile `notDataset`
 */
export async function layoutOfObject(
  text: ByteSource,
  { base }: Window,
  survey: Survey,
  { problemOf, signal }: Detection,
): Promise<FileLayout | undefined> {
  const outline = await outlineOf(text, base, signal);
  const spansLines = outline.end === null || outline.end - base.textOffset > firstLineEnd(survey);
  const lines = spansLines ? { ...base, form: 'jsonValues' as const } : base;
  if (outline.end !== null && !(await isBlankFrom(text, outline.end))) {
    return spansLines && survey.values.length === 0 && survey.goodLines === 0 ? lines : undefined;
  }
  const isRow = async (range: ByteRange): Promise<boolean> => {
    if (range.end - range.start > MOST_SAMPLE_BYTES) return true;
    return problemOf(await text.read(range)) === null;
  };
  const listsOfRows = await asyncFilter(outline.lists, ({ samples }) => asyncSome(samples, isRow));
  const whole = outline.end === null ? null : { start: base.textOffset, end: outline.end };
  const [list] = listsOfRows;
  const isConversation = isConversationKey(list?.path.at(-1));
  if (whole !== null && whole.end - whole.start <= MOST_SAMPLE_BYTES) {
    const packed = packedRowsIn(parsed(await text.read(whole)), rowTest(problemOf));
    if (packed !== undefined) throw packedRows(text.path, packed);
    const holdsRows = list !== undefined && (!isConversation || (await holdsConversations(list, isRow)));
    if (!holdsRows && (await isRow(whole))) return lines;
  }
  if (list !== undefined && !isConversation && (await holdsLists(text, list, rowTest(problemOf)))) {
    throw nestedLists(text.path, list.path);
  }
  if (list !== undefined && listsOfRows.length === 1) return wrapperOf(base, list);
  if (listsOfRows.length > 1) throw severalLists(text.path, listsOfRows);
  if (whole === null || !(spansLines || text.path.endsWith('.json'))) return undefined;
  throw noDataset(text.path, outline, await problemIn(text, outline, whole, problemOf));
}

/** Whether each element of a list is a list of messages: several conversations, not the turns of one. */
async function holdsConversations(
  { kind, samples }: HeldList,
  isRow: (range: ByteRange) => Promise<boolean>,
): Promise<boolean> {
  return kind === 'list' && samples.length > 1 && !(await asyncSome(samples, async (range) => !(await isRow(range))));
}

/** Whether the list holds lists of rows in place of rows, as far as its first elements tell. */
async function holdsLists(text: ByteSource, { kind, samples }: HeldList, isRow: (value: unknown) => boolean) {
  if (kind !== 'list') return false;
  const read = samples.filter(({ start, end }) => end - start <= MOST_SAMPLE_BYTES);
  return holdsListsOfRows((await text.readAll(read)).map(parsed), isRow);
}

function parsed(bytes: Buffer): unknown {
  return parsedJson(bytes.toString('utf8'));
}

function wrapperOf(base: FileLayout, { path, rowsFrom }: HeldList): FileLayout {
  return { ...base, form: 'jsonWrapper', opensLists: true, rowsFrom, listPath: path };
}

/** What keeps the first element of the object's only list from being a row, or the object where it holds none. */
async function problemIn(
  text: ByteSource,
  { lists }: Outline,
  whole: ByteRange,
  problemOf: Detection['problemOf'],
): Promise<Message | null> {
  const list = lists.find(({ kind }) => kind === 'object' || kind === 'list');
  const range = list?.samples[0] ?? whole;
  return range.end - range.start > MOST_SAMPLE_BYTES ? null : problemOf(await text.read(range));
}

/** Where the first line ends that is whole in the window. */
function firstLineEnd({ lines: [first] }: Survey): number {
  return first === undefined ? Infinity : first.start + first.bytes.length;
}

async function outlineOf(text: ByteSource, base: FileLayout, signal: AbortSignal | undefined): Promise<Outline> {
  const probe = new ValueProbe(base.rowsFrom, base.lineBreak);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let offset = base.textOffset; ;) {
    throwIfAborted(signal);
    const chunk = await text.readInto(buffer, offset);
    offset += chunk.length;
    if (chunk.length === 0 || !probe.push(chunk)) return probe.outline;
  }
}

/** Whether nothing but white space follows, or zeros as a crash leaves them. */
async function isBlankFrom(text: ByteSource, start: number): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let offset = start; ;) {
    const chunk = await text.readInto(buffer, offset);
    if (chunk.length === 0) return true;
    if (!chunk.every((byte) => byte === 0 || isWhiteSpace(byte))) return false;
    offset += chunk.length;
  }
}

async function asyncSome<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (await test(item)) return true;
  return false;
}

async function asyncFilter<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T[]> {
  const found: T[] = [];
  for (const item of items) if (await test(item)) found.push(item);
  return found;
}
