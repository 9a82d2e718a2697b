import type { Dataset } from '../../dataset/dataset';
import type { FoundPart } from '../../protocol/findScope';
import type { RowFacts } from '../rows/rowFacts';
import {
  readInPieces,
  readSourcesInPieces,
  readUnparsedInPieces,
  type ReadingOptions,
  type RowSource,
} from '../rows/rowReader';
import { keysOf } from '../signals/rowKeys';
import { messagesIn } from '../rows/turnMessages';
import type { ConversationText, KeyText, MessageText, SearchedText } from './searchedText';

/** What a text filter looks through. */
export interface SearchedRows {
  readonly dataset: Dataset;
  readonly facts: RowFacts;
  /** In file order, which is read fastest. */
  readonly rows: Uint32Array;
}

/** A row that a text filter has found. */
export interface FoundRow {
  readonly rowIndex: number;
  /** Where the text stands that is looked for everywhere; empty where one part alone is looked in. */
  readonly parts: readonly FoundPart[];
}

/** Of bytes that are not parsed: a millisecond's work, so that other requests are answered in between. */
const UNPARSED = { maxRows: 1024, maxBytes: 256 * 1024 };
/** Where all is parsed and looked through: a regular expression takes some tens of milliseconds for it at worst. */
const PARSED = { maxRows: 64, maxBytes: 32 * 1024 };

/**
 * Finds the rows that have the words looked for, a piece at a time. Where bytes tell, only rows whose bytes may have
 * them are parsed; then the bad rows, whose messages stand in no byte. So the hits are not in order, and a bad row may
 * be named twice. A piece without hits is yielded as well: time has passed.
 */
export async function* searchRows(
  searched: SearchedRows,
  text: SearchedText,
  options: ReadingOptions,
): AsyncGenerator<readonly FoundRow[]> {
  if (text.kind === 'keys') yield* searchKeys(searched, text, options);
  else if (text.kind === 'messages') yield* searchMessages(searched, text, options);
  else yield* searchConversations(searched, text, options);
}

async function* searchConversations(
  searched: SearchedRows,
  text: ConversationText,
  options: ReadingOptions,
): AsyncGenerator<readonly FoundRow[]> {
  const { dataset, facts, rows } = searched;
  const { pattern } = text;
  if (pattern === undefined) {
    yield* parseAndSearch(searched, rows, text, { ...PARSED, ...options });
    return;
  }
  for await (const piece of readUnparsedInPieces(dataset, rows, { ...UNPARSED, ...options })) {
    const rowIndexes = piece.passing((latin1) => pattern.test(latin1));
    if (rowIndexes.length === 0) yield [];
    else yield* parseAndSearch(searched, rowIndexes, text, options);
  }
  if (text.isEverywhere) yield* parseAndSearch(searched, badOrUnknown(rows, facts), text, options);
}

/** Notes the rows that it reads, so that none is read again to learn whether it is bad. */
async function* parseAndSearch(
  { dataset, facts }: SearchedRows,
  rowIndexes: Iterable<number>,
  text: ConversationText,
  options: ReadingOptions,
): AsyncGenerator<readonly FoundRow[]> {
  for await (const rows of readInPieces(dataset, rowIndexes, options)) {
    for (const row of rows) facts.note(row);
    yield rows.flatMap((row) => {
      const parts = text.partsOf(row);
      return parts.length === 0 ? [] : [{ rowIndex: row.rowIndex, parts: text.isEverywhere ? parts : NO_PARTS }];
    });
  }
}

async function* searchMessages(
  { dataset, facts, rows }: SearchedRows,
  text: MessageText,
  options: ReadingOptions,
): AsyncGenerator<readonly FoundRow[]> {
  const { pattern } = text;
  const mayHave = ({ bytes }: RowSource): boolean => pattern?.test(bytes.toString('latin1')) ?? true;
  const limits = pattern === undefined ? PARSED : UNPARSED;
  for await (const piece of readSourcesInPieces(dataset, rows, { ...limits, ...options })) {
    const candidates = piece.filter(mayHave);
    const parsed = await dataset.readRows(candidates.map(({ rowIndex }) => rowIndex));
    for (const row of parsed) facts.note(row);
    const found = candidates.filter(({ bytes }, at) => {
      const row = parsed[at];
      return row?.problem === undefined && row !== undefined && text.isIn(messagesIn(dataset, row, bytes));
    });
    yield found.map(foundAlone);
  }
}

async function* searchKeys(
  { dataset, rows }: SearchedRows,
  text: KeyText,
  options: ReadingOptions,
): AsyncGenerator<readonly FoundRow[]> {
  const isFound = ({ rowIndex, bytes }: RowSource): boolean => {
    const keys = keysIfGood(bytes);
    return keys !== undefined && text.isIn(keys, dataset.fileOf(rowIndex));
  };
  for await (const piece of readSourcesInPieces(dataset, rows, { ...PARSED, ...options })) {
    yield piece.filter(isFound).map(foundAlone);
  }
}

const NO_PARTS: readonly FoundPart[] = [];

function foundAlone({ rowIndex }: RowSource): FoundRow {
  return { rowIndex, parts: NO_PARTS };
}

function keysIfGood(bytes: Buffer): ReturnType<typeof keysOf> | undefined {
  try {
    return keysOf(bytes);
  } catch {
    return undefined; // A bad row has no keys.
  }
}

/** Asks for each row when it is its turn: more of them are known by then. */
function* badOrUnknown(rows: Uint32Array, facts: RowFacts): Generator<number> {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (row >= facts.noted || facts.isBad(row)) yield row;
  }
}
