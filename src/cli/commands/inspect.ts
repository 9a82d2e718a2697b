import type { Row, RowProblem } from '../../dataset/conversation';
import type { ContainerNote } from '../../dataset/container';
import type { Dataset } from '../../dataset/dataset';
import { UnreadableFile } from '../../dataset/unreadable';
import { readInPieces, rowRange } from '../../engine/rows/rowReader';
import { formatCount } from '../../protocol/rowCard';
import type { Command, CommandResult, Session } from '../command';
import { reportNotes, reportRows } from '../rowReports';
import { withDataset } from './openDataset';

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 1000;

export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows format, rows, turns, bad rows and carried scores of a dataset',
  options: {},
  async run(session) {
    try {
      const found = await inspectDataset(session);
      reportNotes(session, found.containerNotes);
      reportRows(session, found.problems, found.problemCount);
      return { document: found, text: describe(found) };
    } catch (error) {
      if (error instanceof UnreadableFile) return unreadable(session, error);
      throw error;
    }
  },
};

/** Reads the whole file, without an engine. */
export async function inspectDataset(session: Session): Promise<Inspection> {
  return withDataset(session, (dataset) => readAll(dataset, session));
}

/** What a file is that holds no rows, and why. */
function unreadable({ io }: Session, { container, code, message, hint = '' }: UnreadableFile): CommandResult {
  io.stderr.write(`deita: ${message}\n${hint}\n`);
  return {
    document: { container, format: null, rows: 0, turns: 0, problemCount: 0, error: { code, message, hint } },
    text: [`Container       ${container}`, 'Rows            none: not read as a dataset'].join('\n'),
    failed: true,
  };
}

export interface Inspection {
  /** What the file is, such as "JSON Lines" or "JSON array". */
  readonly container: string;
  readonly format: string | null;
  readonly bytes: number;
  /** What the file's structure lacks although its rows could be read. */
  readonly containerNotes: readonly ContainerNote[];
  rows: number;
  turns: number;
  problemCount: number;
  readonly problems: RowProblem[];
  /** Rows with scores that fit their turns, and rows with scores that do not. */
  readonly carriedScores: { usable: number; unusable: number };
}

async function readAll(dataset: Dataset, { call }: Session): Promise<Inspection> {
  await dataset.indexed;
  const found: Inspection = {
    container: dataset.container,
    format: dataset.format,
    bytes: dataset.byteLength,
    containerNotes: dataset.containerNotes,
    rows: 0,
    turns: 0,
    problemCount: 0,
    problems: [],
    carriedScores: { usable: 0, unusable: 0 },
  };
  for await (const rows of readInPieces(dataset, rowRange(0, dataset.rowCount), { signal: call.signal })) {
    for (const row of rows) count(row, found);
  }
  return found;
}

function count(row: Row, found: Inspection): void {
  found.rows++;
  if (row.problem !== undefined) {
    found.problemCount++;
    if (found.problems.length < MOST_PROBLEMS) found.problems.push(row.problem);
    return;
  }
  found.turns += row.conversation.turns.length;
  if (row.carriedScores !== undefined) found.carriedScores.usable++;
  if (row.carriedScoresProblem !== undefined) found.carriedScores.unusable++;
}

function describe({ container, format, bytes, rows, turns, problemCount, carriedScores }: Inspection): string {
  const { usable, unusable } = carriedScores;
  return [
    `Container       ${container}`,
    `Format          ${format ?? 'not recognised'}`,
    `Size            ${formatCount(bytes)} bytes`,
    `Rows            ${formatCount(rows)}`,
    `Turns           ${formatCount(turns)}`,
    `Bad rows        ${formatCount(problemCount)}`,
    `Carried scores  ${usable === 0 ? 'none' : `${formatCount(usable)} rows`}`,
    ...(unusable === 0
      ? []
      : [`                ${formatCount(unusable)} rows carry scores that do not fit their turns`]),
  ].join('\n');
}
