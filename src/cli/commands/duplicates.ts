import path from 'node:path';
import { THRESHOLD } from '../../choices/strategies';
import type { ExportSummary } from '../../protocol/exports';
import type { NearDuplicateCluster, NearDuplicateRow } from '../../protocol/nearDuplicates';
import { inEnglish } from '../../messages/wording';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import { describeSimilarity } from '../../wording/rowCard';
import type { Command, Session } from '../command';
import { prepareServers } from '../costCheck';
import { selectionModels } from '../modelChoices';
import { EMBEDDER_OPTIONS, SCORER_OPTIONS } from '../modelOptions';
import { OUTPUT_OPTIONS } from '../option';
import { checkOutputs } from '../outputs';
import { reportProblems } from '../rowReports';
import { DECISIONS_OPTION } from '../selectionOptions';
import { numberOption, textOption } from '../values';
import { openDataset } from './openDataset';

/** Groups beyond these are counted, but for `--json`. */
const MOST_LISTED = 20;

export const duplicates: Command = {
  name: 'duplicates',
  summary: 'Lists groups of near-duplicates, and writes the dataset without them',
  takesPool: true,
  options: {
    threshold: {
      type: 'string',
      placeholder: THRESHOLD.placeholder,
      help: 'rows more similar than this are near-duplicates, from -1\nto 1 (default: what suits the embedder)',
    },
    ...SCORER_OPTIONS,
    ...EMBEDDER_OPTIONS,
    decisions: {
      ...DECISIONS_OPTION,
      help: 'a decisions.jsonl: rows that are not the same hang together\nonly by others, kept ones stay, dropped ones are left out',
    },
    output: {
      type: 'string',
      placeholder: 'FILE',
      help: 'write the dataset with the best row of each group alone,\nby evol score, in file order',
    },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const expected = inEnglish(THRESHOLD.expected);
    const threshold = numberOption(values, 'threshold', null, { test: THRESHOLD.isValid, expected });
    const { scorer, embedder } = selectionModels(session, { scorer: true, embedder: true });
    if (scorer === undefined || embedder === undefined) throw new Error('both are asked for');
    const output = textOption(values, 'output');
    await checkOutputs(session, { rows: output });
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { scorer, embedder });
    await engine().request('dataset/score', { datasetId, scorer }, call); // The best row stays.
    const groups = await engine().request('dataset/nearDuplicates', { datasetId, embedder, threshold }, call);
    const info = await openDataset(session);
    const { rowCount, nearDuplicates } = info;
    const badRows = await reportProblems(session, info);
    const found = { threshold: nearDuplicates?.threshold, rows: nearDuplicates?.rows ?? 0 };
    const written = output === undefined ? undefined : await writeBest(session, datasetId, output);
    return {
      document: {
        rows: rowCount,
        badRows,
        threshold: found.threshold,
        scorer,
        embedder,
        rowsInGroups: found.rows,
        groups,
        ...(written === undefined ? {} : { output: written }),
      },
      text: describe(groups, { rowCount, ...found, written }),
    };
  },
};

function writeBest({ engine, values, call }: Session, datasetId: string, output: string): Promise<ExportSummary> {
  const request = { rows: 'deduplicated', order: 'file', withScores: false } as const;
  const overwrite = values.overwrite === true;
  return engine().request(
    'dataset/export',
    { datasetId, outputPath: path.resolve(output), ...request, overwrite },
    call,
  );
}

function describe(
  groups: readonly NearDuplicateCluster[],
  found: { rowCount: number; threshold: number | undefined; rows: number; written: ExportSummary | undefined },
): string {
  const listed = groups.slice(0, MOST_LISTED);
  const { written } = found;
  return [
    `${formatCount(groups.length)} ${groups.length === 1 ? 'group' : 'groups'} of near-duplicates at threshold ${found.threshold}: ${formatCount(found.rows)} of ${rows(found.rowCount)}.`,
    ...listed.flatMap((group) => ['', ...group.rows.map(lineOf)]),
    ...(groups.length > listed.length ? ['', `and ${formatCount(groups.length - listed.length)} more`] : []),
    ...(written === undefined ? [] : ['', `Wrote ${rows(written.rows)} to ${written.outputPath}`]),
  ].join('\n');
}

function lineOf(row: NearDuplicateRow, at: number): string {
  const similarity = at === 0 ? '' : describeSimilarity(row);
  const mark = row.verdict === 'drop' ? '-' : row.isBest === true ? '*' : row.verdict === 'keep' ? '+' : ' ';
  return `${mark} ${similarity.padStart(8)}  ${formatCount(row.lineNumber).padStart(9)}  ${row.preview}`;
}
