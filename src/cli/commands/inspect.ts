import path from 'node:path';
import { UnreadableFile } from '../../dataset/unreadable';
import type { RowProblem } from '../../dataset/conversation';
import { inEnglish } from '../../messages/wording';
import type { Inspection } from '../../protocol/inspection';
import { decisionCounts, decisionRemarks } from '../../wording/decisionText';
import { spokenWords } from '../../wording/errorText';
import { keyList, withoutResponse } from '../../wording/readingText';
import { rows as countedRows } from '../../wording/counts';
import { formatCount, plural } from '../../wording/numbers';
import type { Command, CommandResult, Session } from '../command';
import { DECISIONS_OPTION } from '../selectionOptions';
import { textOption } from '../values';
import { reportNotes, reportRows } from '../rowReports';
import { attachmentCounts } from '../selectionText';
import { openDataset } from './openDataset';

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 1000;

export const inspect: Command = {
  name: 'inspect',
  summary: 'Shows format, rows, turns, bad rows and precomputed scores of a dataset',
  takesPool: true,
  options: {
    decisions: { ...DECISIONS_OPTION, help: 'a decisions.jsonl to count (default: the one beside the dataset)' },
  },
  async run(session) {
    try {
      const found = await inspectDataset(session);
      reportNotes(session, found.containerNotes);
      reportRows(session, found.problems, found.problemCount);
      return { document: documentOf(found), text: describe(found) };
    } catch (error) {
      if (error instanceof UnreadableFile) return unreadable(session, error);
      throw error;
    }
  },
};

/** Reads the whole file. */
export async function inspectDataset(session: Session): Promise<Inspection> {
  const { datasetId } = await openDataset(session);
  const decisions = textOption(session.values, 'decisions');
  const params = {
    datasetId,
    mostProblems: MOST_PROBLEMS,
    ...(decisions === undefined ? {} : { decisions: path.resolve(decisions) }),
  };
  const { signal } = session.call; // It says nothing until it has read everything, as compilers do.
  return session.engine().request('dataset/inspect', params, { signal });
}

/** In documents what is said is English, whatever the reader's language. */
function documentOf(found: Inspection) {
  return {
    ...found,
    container: inEnglish(found.container),
    containerNotes: found.containerNotes.map(({ lineNumber, message }) => ({ lineNumber, message })),
    problems: found.problems.map(problemAlone),
  };
}

function problemAlone({ rowIndex, lineNumber, column, code, message, mapping }: RowProblem): RowProblem {
  return { rowIndex, lineNumber, column, code, message, ...(mapping === undefined ? {} : { mapping }) };
}

/** What a file is that holds no rows, and why. */
function unreadable({ io }: Session, { container, code, message, hint = '' }: UnreadableFile): CommandResult {
  io.stderr.write(`deita: ${message}\n${hint}\n`);
  return {
    document: {
      container: inEnglish(container),
      format: null,
      rows: 0,
      turns: 0,
      problemCount: 0,
      error: { code, message, hint },
    },
    text: [`Container       ${spokenWords(container)}`, 'Rows            none: not read as a dataset'].join('\n'),
    failed: true,
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
  decisions,
}: Inspection): string {
  const { usable, unusable } = carriedScores;
  const { openingsLeftOut, rejectedRows, unreadKeys } = reading;
  return [
    `Container       ${spokenWords(container)}`,
    `Format          ${format ?? 'not recognised'}`,
    `Size            ${formatCount(bytes)} bytes`,
    `Rows            ${formatCount(rows)}`,
    `Turns           ${formatCount(turns)}`,
    `Bad rows        ${formatCount(problemCount)}`,
    `Precomputed     ${usable === 0 ? 'none' : countedRows(usable)}`,
    ...(unusable === 0
      ? []
      : [
          `                ${plural(unusable, { one: 'One row carries', other: `${formatCount(unusable)} rows carry` })} scores that do not fit their turns`,
        ]),
    `No response     ${reading.turnsWithoutResponse === 0 ? 'none' : withoutResponse(reading)}`,
    ...(unreadKeys.length === 0 ? [] : [`Not read        text under ${keyList(unreadKeys)}`]),
    ...(openingsLeftOut === 0
      ? []
      : [`Left out        what the assistant says first in ${countedRows(openingsLeftOut)}, before anybody asks`]),
    ...(rejectedRows === 0
      ? []
      : [`Rejected        ${countedRows(rejectedRows)}, by their label; select takes them with --include-rejected`]),
    ...(notCompared === undefined ? [] : [`Not compared    ${attachmentCounts(notCompared)}`]),
    ...(decisions === undefined
      ? []
      : [
          `By hand         ${decisionCounts(decisions)}`,
          ...decisionRemarks(decisions).map((line) => `                ${line}`),
        ]),
  ].join('\n');
}
