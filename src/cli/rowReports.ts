import { formatCount } from '../protocol/rowCard';
import type { Session } from './command';

const MOST_LINES = 20;
const MOST_PROBLEMS = 10_000;

export interface RowRemark {
  readonly lineNumber: number;
  readonly column?: number;
  readonly message: string;
}

/** Tells of rows on stderr as compilers do, so that editors and terminals can link to the place. */
export function reportRows({ file, io }: Session, remarks: readonly RowRemark[], total: number): void {
  for (const { lineNumber, column, message } of remarks.slice(0, MOST_LINES)) {
    const place = column === undefined ? `${file}:${lineNumber}` : `${file}:${lineNumber}:${column}`;
    io.stderr.write(`${place}: ${message}\n`);
  }
  const more = total - Math.min(remarks.length, MOST_LINES);
  if (more > 0) io.stderr.write(`… and ${formatCount(more)} more rows\n`);
}

/** The bad rows that a job met on its way through the file. */
export async function reportProblems(session: Session, datasetId: string): Promise<number> {
  const params = { datasetId, limit: MOST_PROBLEMS };
  const problems = await session.engine().request('dataset/problems', params, session.call);
  reportRows(session, problems, problems.length);
  return problems.length;
}
