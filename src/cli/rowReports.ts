import type { FieldMapping, ContainerNote } from '../dataset/conversation';
import type { DatasetInfo } from '../protocol/dataset';
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
export function reportRows({ file, io }: Session, remarks: readonly RowRemark[], total: number): void {
  for (const { lineNumber, column, message, mapping } of remarks.slice(0, MOST_LINES)) {
    const place = column === undefined ? `${file}:${lineNumber}` : `${file}:${lineNumber}:${column}`;
    io.stderr.write(`${place}: ${message}${mappingHint(mapping)}\n`);
  }
  const more = total - Math.min(remarks.length, MOST_LINES);
  if (more > 0) io.stderr.write(`… and ${formatCount(more)} more ${plural(more, { one: 'row', other: 'rows' })}\n`);
}

/** Tells of what is wrong with the file's structure although its rows are read. */
export function reportNotes({ file, io }: Session, notes: readonly ContainerNote[]): void {
  for (const { lineNumber, message } of notes) io.stderr.write(`${file}:${lineNumber}: ${message}\n`);
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
