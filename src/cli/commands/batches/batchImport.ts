import path from 'node:path';
import { inEnglish } from '../../../messages/wording';
import type { ImportSummary, ResultsPlace } from '../../../protocol/batch';
import { answers, rows as countedRows } from '../../../wording/counts';
import { spokenWords } from '../../../wording/errorText';
import { formatCount, plural } from '../../../wording/numbers';
import type { Command, OptionValues } from '../../command';
import { textOption, usageError } from '../../values';
import { openDataset } from '../openDataset';
import { BATCH_MODEL_OPTIONS, batchPlan } from './batchOptions';

export const batchImport: Command = {
  name: 'batch import',
  summary: 'Puts the results of a batch into the cache and says what is missing',
  options: {
    batch: { type: 'string', placeholder: 'FOLDER', help: 'the folder of the export; results are in its results/' },
    results: { type: 'string', placeholder: 'PATH', help: 'result and error files elsewhere: a folder, or one file' },
    ...BATCH_MODEL_OPTIONS,
  },
  async run(session) {
    const { values, engine, call, io } = session;
    const request = { plan: batchPlan(values), from: resultsPlace(values) };
    const { datasetId } = await openDataset(session);
    const summary = await engine().request('dataset/importBatch', { datasetId, ...request }, call);
    for (const { place, said } of summary.unreadableLines) io.stderr.write(`${place} ${spokenWords(said)}\n`);
    for (const { lineNumber, reason } of summary.firstMissing) {
      io.stderr.write(`${session.file}:${lineNumber}: missing: ${spokenWords(reason)}\n`);
    }
    return { document: documentOf(summary), text: describe(summary) };
  },
};

/** In documents what is said is English, whatever the reader's language. */
function documentOf(summary: ImportSummary) {
  return {
    ...summary,
    unreadableLines: summary.unreadableLines.map(({ place, said }) => `${place} ${inEnglish(said)}`),
    reasons: Object.fromEntries(summary.reasons.map(({ reason, count }) => [inEnglish(reason), count])),
    firstMissing: summary.firstMissing.map((missing) => ({ ...missing, reason: inEnglish(missing.reason) })),
  };
}

function resultsPlace(values: OptionValues): ResultsPlace {
  const results = textOption(values, 'results');
  if (results !== undefined) return { results: path.resolve(results) };
  const batch = textOption(values, 'batch');
  if (batch !== undefined) return { batch: path.resolve(batch) };
  throw usageError('deita batch import needs --batch FOLDER or --results PATH.');
}

function describe({ accepted, unreadable, rows, rowsComplete, missing, reasons }: ImportSummary): string {
  return [
    `Imported ${answers(accepted)}; ${formatCount(rowsComplete)} of ${countedRows(rows)} ${plural(rowsComplete, { one: 'is', other: 'are' })} complete.`,
    ...(unreadable === 0
      ? []
      : [
          `${plural(unreadable, { one: 'One line', other: `${formatCount(unreadable)} lines` })} of the results cannot be read.`,
        ]),
    ...(accepted > 0 && rowsComplete === 0 ? [NOTHING_JOINS] : []),
    ...(missing === 0 ? [] : missingLines(missing, reasons)),
  ].join('\n');
}

const NOTHING_JOINS =
  'No row is complete: was the dataset edited since the export, or are the model options others than then?';
const SHOWN_REASONS = 10;

function missingLines(missing: number, reasons: ImportSummary['reasons']): string[] {
  return [
    `${formatCount(missing)} ${plural(missing, { one: 'answer is', other: 'answers are' })} missing:`,
    ...reasons
      .slice(0, SHOWN_REASONS)
      .map(({ reason, count }) => `${formatCount(count).padStart(9)}  ${spokenWords(reason)}`),
    'deita batch export into another folder writes only those again.',
  ];
}
