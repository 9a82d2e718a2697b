import type { FieldMapping, ContainerNote } from '../dataset/conversation';
import type { DatasetInfo } from '../protocol/dataset';
import { noticeWords } from '../wording/errorText';
import { formatCount, plural } from '../wording/numbers';
import type { Session } from './command';
import { fieldsArgument } from './fieldsOption';

const MOST_LINES = 20;

export interface RowRemark {
  readonly lineNumber: number;
  readonly column?: number;
  readonly message: string;
  /** Would read the row. */
  readonly mapping?: FieldMapping;
}

/** Tells of rows on stderr as compilers do, so that editors and terminals can link to the place. */
export function reportRows(session: Session, remarks: readonly RowRemark[], total: number): void {
  const { io } = session;
  for (const { lineNumber, column, message, mapping } of remarks.slice(0, MOST_LINES)) {
    io.stderr.write(`${placeIn(session, lineNumber, column)}: ${message}${mappingHint(mapping)}\n`);
  }
  const more = total - Math.min(remarks.length, MOST_LINES);
  if (more > 0) io.stderr.write(`… and ${formatCount(more)} more ${plural(more, { one: 'row', other: 'rows' })}\n`);
}

/** Tells of what is wrong with the file's structure although its rows are read. */
export function reportNotes(session: Session, notes: readonly ContainerNote[]): void {
  for (const note of notes) session.io.stderr.write(`${placeIn(session, note.lineNumber)}: ${noticeWords(note)}\n`);
}

/** Several files are a pool for this command alone, whose file nobody has named. */
function placeIn({ file, files }: Session, lineNumber: number, column?: number): string {
  if (files.length > 1) return `row ${lineNumber} of the pool`;
  return column === undefined ? `${file}:${lineNumber}` : `${file}:${lineNumber}:${column}`;
}

/** How to have a row read whose form is not known. */
function mappingHint(mapping: FieldMapping | undefined): string {
  const argument = mapping === undefined ? undefined : fieldsArgument(mapping);
  return argument === undefined ? '' : ` Map its keys, such as with ${argument}`;
}

/** Tells of the bad rows that a job met on its way through the file, and counts them all. */
export async function reportProblems(session: Session, { datasetId, problemCount }: DatasetInfo): Promise<number> {
  const problems = await session.engine().request('dataset/problems', { datasetId, limit: MOST_LINES }, session.call);
  reportRows(session, problems, problemCount);
  return problemCount;
}
