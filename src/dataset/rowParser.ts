import { isUtf8 } from 'node:buffer';
import type { Message } from '../common/message';
import type { Writable } from '../common/writable';
import { say } from '../messages/say';
import { inEnglish } from '../messages/wording';
import { readCarriedScores } from './carriedScores';
import { BYTE } from './bytes';
import type {
  Conversation,
  FieldMapping,
  GoodRow,
  Row,
  RowContents,
  RowProblem,
  Turn,
  TurnMessage,
} from './conversation';
import { isObject, isTextList, kindOf, nestedJson, ShapeError, type RowFormat } from './formats/format';
import { loggedExchange } from './formats/exchange';
import { formatsFor, readFormatted } from './formats/formats';
import { suggestedMapping } from './formats/suggestion';
import { isRejectedByLabel } from './formats/label';
import { looksLikeList } from './formats/messageLists';
import { RowReading } from './formats/rowReading';
import { namingInvisible } from './invisibleCharacters';
import { locateInvalidUtf8 } from './invalidUtf8';
import { locateJsonError, offsetOfPath } from './jsonSyntax';
import { giveBack } from './giveBack';
import { holdsRows } from './packedRows';
import { placedTexts, type PlacedText } from './spokenTexts';
import type { PlaceFault } from './placeFault';

/** A row as it stands in the file, and its place there. */
export interface RowSource {
  /** Its text, or its bytes where nobody has looked at them yet. */
  readonly content: string | Buffer;
  /** Whether nobody needs the bytes any longer once they are text. */
  readonly bytesMayGo?: boolean;
  /** Whether a list is a conversation even where its elements would be rows by themselves. */
  readonly listIsConversation?: boolean;
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** What is wrong with the row's place in the file; it is then bad whatever it holds. */
  readonly fault?: PlaceFault | undefined;
  /** Whether the file ends with the row, without a line end: the row may have been cut off. */
  readonly endsFile?: boolean;
  /** The byte that ends a line; LF when absent. */
  readonly lineBreak?: number;
}

export interface NamedRow {
  readonly row: Row;
  readonly formatName: string | null;
}

/** What is wrong and where: `offset` in UTF-16 units from the start of the row. */
interface Fault {
  readonly code: RowProblem['code'];
  readonly offset: number;
  readonly said: Message;
  readonly text: string;
  /** Whether the row ends before its JSON does. */
  readonly isCutOff?: boolean;
  readonly mapping?: FieldMapping | undefined;
}

const EXCERPT_LENGTH = 200;

/** Parses single rows; keeps nothing of them. Columns are those of a row that starts its line. */
export class RowParser {
  private readonly formats: readonly RowFormat[];

  constructor(fields?: FieldMapping) {
    this.formats = formatsFor(fields);
  }

  parse(source: RowSource): Row {
    return this.parseNamed(source).row;
  }

  /** A row, and the name of the format that reads it; null for a bad row. */
  parseNamed(source: RowSource): NamedRow {
    const read = source.fault === undefined ? this.read(source) : misplaced(source.fault, source.content);
    return 'text' in read ? { row: badRow(source, read), formatName: null } : read;
  }

  /** The messages of each turn of a good row; undefined where it says no more of them than whose side they are on. */
  messagesOf(bytes: Buffer): readonly (readonly TurnMessage[])[] | undefined {
    return this.contentsOf(bytes).messages;
  }

  /** All that a good row holds: messages, as `messagesOf` has them, and what stands beside its conversation. */
  contentsOf(bytes: Buffer): RowContents {
    const row = this.rowOf(JSON.parse(bytes.toString('utf8')));
    row.turnMessages = [];
    const { turns } = readFormatted(row, this.formats).conversation;
    isRejectedByLabel(row); // Takes the label.
    return {
      messages: row.turnMessages.length === turns.length ? row.turnMessages : undefined,
      otherFields: row.otherFields(),
    };
  }

  /** The texts of a good row that are strings of it. */
  placedTexts(bytes: Buffer): PlacedText[] {
    return placedTexts(JSON.parse(bytes.toString('utf8')), (value) => {
      const row = this.rowOf(value);
      row.turnMessages = [];
      const { system, turns } = readFormatted(row, this.formats).conversation;
      const messages = row.turnMessages.length === turns.length ? row.turnMessages : turns.map(plainMessages);
      return [
        ...(system === undefined ? [] : [{ turn: 0, role: 'system' as const, text: system }]),
        ...messages.flatMap((each, index) => each.map(({ role, text }) => ({ turn: index + 1, role, text }))),
      ];
    });
  }

  /** What keeps a value from being a row; null for a good row. */
  problemOf(bytes: Buffer): Message | null {
    const read = this.read({ content: bytes, rowIndex: 0, lineNumber: 1 });
    return 'text' in read ? namingInvisible(read.said) : null;
  }

  private read(source: RowSource): NamedRow | Fault {
    const { content, bytesMayGo = false, listIsConversation = true } = source;
    if (typeof content !== 'string' && !isUtf8(content)) return invalidUtf8(content);
    const text = content.toString();
    if (bytesMayGo && typeof content !== 'string') giveBack(content);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return invalidJson(text);
    }
    try {
      if (!listIsConversation) this.requireOneRow(value);
      return this.readValue(value, source);
    } catch (error) {
      if (error instanceof RangeError) return tooDeep(text);
      if (!(error instanceof ShapeError)) throw error;
      const { code, said } = error;
      const mapping = error.isMappable && isObject(value) ? suggestedMapping(value) : undefined;
      return { code, said, mapping, offset: offsetOfPath(text, error.path), text } satisfies Fault;
    }
  }

  private readValue(value: unknown, { rowIndex, lineNumber }: RowSource): NamedRow {
    const reading = this.rowOf(value);
    const { conversation, formatName } = readFormatted(reading, this.formats);
    const row: Writable<GoodRow> = { rowIndex, lineNumber, conversation: withExtras(conversation, reading) };
    const { carriedScores, carriedScoresProblem } = readCarriedScores(reading, conversation.turns.length);
    if (carriedScores !== undefined) row.carriedScores = carriedScores;
    if (carriedScoresProblem !== undefined) row.carriedScoresProblem = carriedScoresProblem;
    const unreadKeys = reading.unreadKeys();
    if (unreadKeys !== undefined) row.unreadKeys = unreadKeys;
    if (reading.openingLeftOut) row.openingLeftOut = true;
    return { row, formatName };
  }

  private rowOf(value: unknown): RowReading {
    if (isObject(value)) return RowReading.of(value);
    if (!Array.isArray(value)) throw new ShapeError('wrongShape', [], neitherRowNorList(value));
    const list = value as readonly unknown[];
    const logged = loggedExchange(list);
    if (logged !== undefined) return RowReading.of(logged);
    if (!isTextList(list) && looksLikeList(list)) return RowReading.ofList(list);
    throw new ShapeError('wrongShape', [], neitherRowNorList(value));
  }

  /** @throws ShapeError for a list of rows: nothing says that they are turns of one */
  private requireOneRow(value: unknown): void {
    if (!Array.isArray(value) || !holdsRows(value, (row) => this.isRow(row))) return;
    throw new ShapeError('wrongShape', [], say('row.severalRows', { count: String(value.length) }));
  }

  private isRow(value: unknown): boolean {
    try {
      return isObject(value) && readFormatted(RowReading.of(value), this.formats).conversation.turns.length > 0;
    } catch (error) {
      if (error instanceof ShapeError) return false;
      throw error;
    }
  }
}

function plainMessages({ instruction, response }: Turn): TurnMessage[] {
  return [
    { role: 'user', text: instruction },
    { role: 'assistant', text: response },
  ];
}

/** What to say of a value that is none of the two; rows that were written as JSON twice are known by what they hold. */
function neitherRowNorList(value: unknown): Message {
  const inner = nestedJson(value);
  return inner === undefined
    ? say('row.noRow', { found: kindOf(value) })
    : say('row.writtenTwice', { found: kindOf(inner) });
}

/** What a row holds beside its turns. */
function withExtras(conversation: Conversation, row: RowReading): Conversation {
  const attachments = row.attachments.result();
  const isRejected = isRejectedByLabel(row);
  const { rejected, alternatives } = row;
  if (attachments === undefined && !isRejected && rejected.length === 0 && alternatives.length === 0)
    return conversation;
  return {
    ...conversation,
    ...(attachments === undefined ? {} : { attachments }),
    ...(rejected.length === 0 ? {} : { rejected }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
    ...(isRejected ? { isRejected } : {}),
  };
}

function invalidUtf8(bytes: Buffer): Fault {
  const { offset, text } = locateInvalidUtf8(bytes);
  return { code: 'invalidUtf8', offset, text, said: say('row.notUtf8') };
}

function invalidJson(text: string): Fault {
  const { offset, problem, isCutOff } = locateJsonError(text);
  return { code: 'invalidJson', offset, text, isCutOff, said: say('row.invalidJson', { problem }) };
}

/** JSON may be nested deeper than any reading of it that goes from level to level. */
function tooDeep(text: string): Fault {
  return { code: 'wrongShape', offset: 0, text, said: say('row.tooDeep') };
}

function misplaced({ said, atEnd }: PlaceFault, content: string | Buffer): Fault {
  const text = content.toString();
  return { code: 'invalidJson', offset: atEnd ? text.length : 0, text, said };
}

function badRow(source: RowSource, { code, said: found, offset, text, isCutOff = false, mapping }: Fault): Row {
  const { rowIndex, lineNumber, endsFile = false, lineBreak = BYTE.lineFeed } = source;
  const before = text.slice(0, offset).split(String.fromCharCode(lineBreak));
  const said = endsFile && isCutOff ? say('row.cutOff') : namingInvisible(found);
  const problem: RowProblem = {
    rowIndex,
    lineNumber: lineNumber + before.length - 1,
    column: (before.at(-1)?.length ?? 0) + 1,
    code,
    message: inEnglish(said),
    said,
    ...(mapping === undefined ? {} : { mapping }),
  };
  return { rowIndex, lineNumber, problem, excerpt: text.slice(0, EXCERPT_LENGTH) };
}
