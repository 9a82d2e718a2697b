import type { RowProblem } from '../../dataset/conversation';
import type { ContainerNote } from '../../dataset/container';
import type { Dataset } from '../../dataset/dataset';
import { UnreadableFile } from '../../dataset/unreadable';
import { RowFacts } from '../../engine/rows/rowFacts';
import { readInPieces, rowRange } from '../../engine/rows/rowReader';
import type { AttachmentCounts, ReadingSummary } from '../../protocol/dataset';
import { keyList, withoutResponse } from '../../wording/readingText';
import { formatCount } from '../../wording/numbers';
import type { Command, CommandResult, Session } from '../command';
import { reportNotes, reportRows } from '../rowReports';
import { attachmentCounts } from '../selectionText';
import { withDataset } from './openDataset';

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 1000;

export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows format, rows, turns, bad rows and precomputed scores of a dataset',
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
  readonly rows: number;
  readonly turns: number;
  readonly problemCount: number;
  readonly problems: readonly RowProblem[];
  /** Rows with scores that fit their turns, and rows with scores that do not. */
  readonly carriedScores: { usable: number; unusable: number };
  /** What was missing in the rows, and what of them was not read. */
  readonly reading: ReadingSummary;
  /** Rows that hold what is not compared; absent = none. */
  readonly notCompared?: AttachmentCounts;
}

async function readAll(dataset: Dataset, { call }: Session): Promise<Inspection> {
  await dataset.indexed;
  const facts = new RowFacts();
  const carriedScores = { usable: 0, unusable: 0 };
  for await (const rows of readInPieces(dataset, rowRange(0, dataset.rowCount), { signal: call.signal })) {
    for (const row of rows) {
      facts.note(row);
      if (row.problem !== undefined) continue;
      if (row.carriedScores !== undefined) carriedScores.usable++;
      if (row.carriedScoresProblem !== undefined) carriedScores.unusable++;
    }
  }
  const { reading, notCompared, problems, problemCount } = facts;
  return {
    container: dataset.container,
    format: dataset.format,
    bytes: dataset.byteLength,
    containerNotes: dataset.containerNotes,
    rows: facts.noted,
    turns: reading.turns,
    problemCount,
    problems: problems.slice(0, MOST_PROBLEMS),
    carriedScores,
    reading,
    ...(notCompared === undefined ? {} : { notCompared }),
  };
}

function describe({
  container,
  format,
  bytes,
  rows,
  turns,
  problemCount,
  carriedScores,
  reading,
  notCompared,
}: Inspection): string {
  const { usable, unusable } = carriedScores;
  const { openingsLeftOut, rejectedRows, unreadKeys } = reading;
  return [
    `Container       ${container}`,
    `Format          ${format ?? 'not recognised'}`,
    `Size            ${formatCount(bytes)} bytes`,
    `Rows            ${formatCount(rows)}`,
    `Turns           ${formatCount(turns)}`,
    `Bad rows        ${formatCount(problemCount)}`,
    `Precomputed     ${usable === 0 ? 'none' : `${formatCount(usable)} rows`}`,
    ...(unusable === 0
      ? []
      : [`                ${formatCount(unusable)} rows carry scores that do not fit their turns`]),
    `No response     ${reading.turnsWithoutResponse === 0 ? 'none' : withoutResponse(reading)}`,
    ...(unreadKeys.length === 0 ? [] : [`Not read        text under ${keyList(unreadKeys)}`]),
    ...(openingsLeftOut === 0
      ? []
      : [`Left out        what the assistant says first in ${formatCount(openingsLeftOut)} rows, before anybody asks`]),
    ...(rejectedRows === 0
      ? []
      : [
          `Rejected        ${formatCount(rejectedRows)} rows, by their label; select takes them with --include-rejected`,
        ]),
    ...(notCompared === undefined ? [] : [`Not compared    ${attachmentCounts(notCompared)}`]),
  ].join('\n');
}
