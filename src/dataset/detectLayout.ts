import { isUtf8 } from 'node:buffer';
import { throwIfAborted } from '../common/errors';
import type { Message } from '../common/message';
import { say } from '../messages/say';
import { BYTE, isWhiteSpace, UTF8_MARK } from './bytes';
import { loggedExchange } from './formats/exchange';
import { nestedJson } from './formats/format';
import { plainLayout, type FileLayout } from './fileLayout';
import type { ByteSource } from './byteSource';
import { binaryKindOf } from './magicNumbers';
import { layoutOfObject } from './objectLayout';
import { surveyRows, type Survey } from './rowSurvey';
import { looksBinary, wideEncodingOf } from './textEncoding';
import { textKindOf } from './textKind';
import { firstInvisible } from './invisibleCharacters';
import { holdsListsOfRows, rowTest } from './packedRows';
import {
  nestedLists,
  noObjects,
  rowsInTexts,
  unknownBinary,
  unreadableBinary,
  unreadableText,
  wrongEncoding,
  type RowsForm,
  type UnreadableFile,
} from './unreadable';

/** What the detection needs to know of rows. */
export interface Detection {
  /** What keeps a value from being a row; null for a good row. */
  readonly problemOf: (bytes: Buffer) => Message | null;
  readonly signal?: AbortSignal | undefined;
}

/** Looked at in turn, until one holds a whole row. */
const WINDOW_BYTES = [64 * 1024, 1024 * 1024, 16 * 1024 * 1024] as const;
const MOST_TEXT = 64 * 1024;
const LAST_BYTES = 64;

/**
 * Tells by content, never by name, how the rows of a file lie: one per line, in a list, in a list that an object holds,
 * or one after another. Reads as much of the start as it takes, and of an object as large as the file all of it.
 * @param start of the text as far as it was read already
 * @throws UnreadableFile for what is no dataset: `formatUnknown`, `containerUnsupported` or `notDataset`
 */
export async function detectLayout(text: ByteSource, detection: Detection, start?: Buffer): Promise<FileLayout> {
  for (const [step, windowBytes] of WINDOW_BYTES.entries()) {
    throwIfAborted(detection.signal);
    const available = await text.untilBytes(windowBytes + 1);
    const textEnd = await endOfText(text, available);
    const length = Math.min(windowBytes, textEnd);
    const isRead = start !== undefined && start.length >= length;
    const bytes = isRead ? start.subarray(0, length) : await text.readInto(Buffer.alloc(length), 0);
    if (step === 0) refuseOtherThanText(text.path, bytes);
    const window = windowOf(bytes, bytes.length >= textEnd);
    const isLast = step === WINDOW_BYTES.length - 1 || window.isWholeFile;
    const isBlank = window.firstByte === undefined;
    const layout = isBlank ? undefined : await layoutOf(text, window, detection, isLast);
    if (layout !== undefined || isLast) return layout ?? window.base;
  }
  throw new Error('The last window decides.');
}

/** The start of a file, without its byte order mark. */
export interface Window {
  readonly bytes: Buffer;
  readonly isWholeFile: boolean;
  /** The first byte that is not white space or part of a comment; undefined when there is none. */
  readonly firstByte: number | undefined;
  /** JSON Lines from the start of the text. */
  readonly base: FileLayout;
}

function refuseOtherThanText(file: string, start: Buffer): void {
  const encoding = wideEncodingOf(start);
  const kind = encoding?.startsWith('UTF-32') === true ? undefined : binaryKindOf(start);
  if (kind !== undefined) throw unreadableBinary(file, kind);
  if (encoding !== undefined) throw wrongEncoding(file, encoding);
  if (looksBinary(withoutPadding(start))) throw unknownBinary(file);
}

/** Where the zeros begin that end a file; its end where there are none, or nothing else. */
async function endOfText(text: ByteSource, size: number): Promise<number> {
  // Few files end with zeros: the first look is a short one, before the first rows are seen.
  for (let end = size, length = LAST_BYTES; end > 0; length = WINDOW_BYTES[0]) {
    const start = Math.max(0, end - length);
    const last = (await text.read({ start, end })).findLastIndex((byte) => byte !== 0);
    if (last >= 0) return start + last + 1;
    end = start;
  }
  return size;
}

/** JSON without the zeros that a crash leaves where a file system had made room for text that was never written. */
function withoutPadding(start: Buffer): Buffer {
  if (!start.includes(0)) return start;
  const first = start.find((byte) => !isWhiteSpace(byte) && !UTF8_MARK.includes(byte));
  if (first !== BYTE.openBrace && first !== BYTE.openBracket) return start;
  return start.filter((byte) => byte !== 0) as Buffer;
}

function windowOf(start: Buffer, isWholeFile: boolean): Window {
  const textOffset = start.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? UTF8_MARK.length : 0;
  const bytes = start.subarray(textOffset);
  const hasLineFeed = bytes.includes(BYTE.lineFeed);
  // A lone carriage return at the end of the window may be followed by a line feed.
  const endsInReturn = !hasLineFeed && bytes.subarray(0, isWholeFile ? bytes.length : -1).includes(BYTE.carriageReturn);
  const lineBreak = endsInReturn ? BYTE.carriageReturn : BYTE.lineFeed;
  const base = { ...plainLayout('jsonLines', textOffset), lineBreak };
  return { bytes, isWholeFile, firstByte: firstByteOf(bytes, lineBreak), base };
}

function firstByteOf(bytes: Buffer, lineBreak: number): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    if (isWhiteSpace(bytes[at])) at++;
    else if (bytes[at] !== BYTE.slash) return bytes[at];
    else if (bytes[at + 1] === BYTE.slash) at = pastOrEnd(bytes.indexOf(lineBreak, at), 1, bytes);
    else if (bytes[at + 1] === BYTE.asterisk) at = pastOrEnd(bytes.indexOf('*/', at + 2), 2, bytes);
    else return bytes[at];
  }
  return undefined;
}

function pastOrEnd(found: number, length: number, bytes: Buffer): number {
  return found < 0 ? bytes.length : found + length;
}

/** Undefined when a larger part of the file has to be looked at. */
async function layoutOf(
  text: ByteSource,
  window: Window,
  detection: Detection,
  isLast: boolean,
): Promise<FileLayout | undefined> {
  const survey = surveyRows(window);
  const { firstByte, base } = window;
  if (firstByte === BYTE.openBracket) return layoutOfList(text.path, window, survey, detection, isLast);
  const isOneObject = window.isWholeFile && survey.values.length === 1;
  const mayBeWrapper = isOneObject || (!survey.firstLineIsGood && survey.goodLines < 3);
  if (firstByte === BYTE.openBrace && mayBeWrapper && (isLast || survey.values.length === 0)) {
    const layout = await layoutOfObject(text, window, survey, detection);
    if (layout !== undefined) return layout;
  }
  if (!survey.isOnePerLine) return valuesIn(base);
  if (survey.goodLines > 0) return base;
  if (!isLast) return undefined;
  if (firstByte !== BYTE.openBrace) refuseOtherThanJson(text.path, window, survey);
  return survey.linesBeginRows ? base : valuesIn(base);
}

function valuesIn(base: FileLayout): FileLayout {
  return { ...base, form: 'jsonValues' };
}

function refuseOtherThanJson(file: string, { bytes }: Window, { lines }: Survey): void {
  const scalars = lines.filter(({ value }) => value !== undefined);
  if (scalars.length > 0 && scalars.length === lines.length) {
    throw noRows(
      file,
      'jsonLines',
      scalars.map(({ value }) => value),
    );
  }
  const text = bytes.subarray(0, MOST_TEXT);
  const words = text.toString(isUtf8(text) ? 'utf8' : 'latin1');
  throw unreadableText(file, textKindOf(words), firstInvisible(words));
}

/** A file that begins with a bracket: a list of rows, lists of rows, or lists that are rows. */
function layoutOfList(
  file: string,
  { bytes, base, isWholeFile }: Window,
  { lines, goodLines, firstLineIsGood }: Survey,
  { problemOf }: Detection,
  isLast: boolean,
): FileLayout | undefined {
  const opened: FileLayout = { ...base, form: 'jsonArray', opensLists: true };
  if (lines.length > 0 && lines.every(({ value }) => Array.isArray(value) && loggedExchange(value) !== undefined))
    return base;
  const elements = surveyRows({ bytes, base: opened, isWholeFile }).values;
  if (elements.length === 0 && !isLast) return undefined;
  const found = elements.map(({ value }) => value);
  if (holdsListsOfRows(found, rowTest(problemOf))) throw nestedLists(file, []);
  const first = elements.slice(0, MOST_ELEMENTS).map(({ bytes: element }) => element);
  if (first.some((element) => problemOf(element) === null)) return opened;
  const listIsRow = lines.some((line) => problemOf(line.bytes) === null);
  if (firstLineIsGood && (listIsRow || (goodLines > 1 && !hasLists(first)))) return base;
  if (goodLines === 0 && problemOf(listOf(first)) === null) return { ...opened, form: 'jsonValues', opensLists: false };
  if (
    found.length > 0 &&
    found.every((value) => value !== undefined && (value === null || typeof value !== 'object'))
  ) {
    throw noRows(file, 'jsonArray', found);
  }
  return opened;
}

const MOST_ELEMENTS = 20;

/** Whether elements are lists themselves, as where each stands for a row. */
function hasLists(elements: readonly Buffer[]): boolean {
  return elements.some((element) => element[0] === BYTE.openBracket);
}

function listOf(elements: readonly Buffer[]): Buffer {
  return Buffer.from(`[${elements.map((element) => element.toString('utf8')).join(',')}]`);
}

function noRows(file: string, form: RowsForm, values: readonly unknown[]): UnreadableFile {
  const areTexts = values.every((value) => nestedJson(value) !== undefined);
  return areTexts ? rowsInTexts(file, form) : noObjects(file, form, kindsOf(values));
}

function kindsOf(values: readonly unknown[]): Message {
  if (values.every((value) => typeof value === 'string')) return say('values.texts');
  return say(values.every((value) => typeof value === 'number') ? 'values.numbers' : 'values.mixed');
}
