import path from 'node:path';
import { throwIfAborted } from '../../common/errors';
import { writeFileAtomically } from '../../dataset/atomicFile';
import { assertNotDataset } from '../../dataset/protectDataset';
import type { RowMarks } from '../../protocol/decisions';
import { strategyFacts } from '../../protocol/selection';
import { SIGNAL_IDS, signalDescriptor, type SignalId } from '../../protocol/signals';
import type { OpenDataset } from '../openDataset';
import type { PoolResults } from '../results/poolResults';
import type { SelectionResult } from '../results/selectionResult';
import { sourceFactsOf } from './exportManifest';
import { statusReason } from '../results/statusReason';
import type { RowFacts } from '../rows/rowFacts';
import { isTurnSignal, signalValues, turnValues } from '../signals/pooledSignals';
import type { JobContext } from '../job';
import { fault } from '../../messages/say';
import { inEnglish } from '../../messages/wording';

const ROWS_A_WRITE = 1000;

export interface ReportOptions {
  readonly overwrite: boolean;
  /** Leaves out what differs from run to run: times, and what came from the cache. */
  readonly reproducible?: boolean;
  /** Tells the dataset's bytes by their hash. */
  readonly hashed?: boolean;
}

/**
 * Writes the selection report: the run, its counts, and one entry a row in file order. Row indexes are 0-based, lines
 * and ranks 1-based. Written row by row, so that its size does not matter.
 * @throws DeitaError `usage` without a selection or when the output is the dataset itself, `outputExists`, `cancelled`
 */
export async function writeReport(
  open: OpenDataset,
  outputPath: string,
  { overwrite, reproducible = false, hashed = false }: ReportOptions,
  { signal }: JobContext,
): Promise<void> {
  const { selection } = open.results;
  if (selection === null) {
    throw fault('noSelectionToReport');
  }
  const decidedOf = await decisionsOf(open, selection, signal);
  await assertNotDataset(open.dataset.files, outputPath);
  const { dataset } = open;
  const source = hashed
    ? await sourceFactsOf(dataset, signal)
    : { file: path.basename(dataset.path), bytes: dataset.byteLength };
  await writeFileAtomically(outputPath, { overwrite }, async (sink) => {
    await sink.write(Buffer.from(`${head(source, selection, reproducible)},\n"rows": [`));
    const { rowCount } = open.dataset;
    const entry = entryWriter(open, selection, decidedOf);
    for (let start = 0; start < rowCount; start += ROWS_A_WRITE) {
      throwIfAborted(signal);
      const entries: string[] = [];
      for (let row = start; row < Math.min(start + ROWS_A_WRITE, rowCount); row++) {
        entries.push(`${row === 0 ? '' : ','}\n${JSON.stringify(entry(row))}`);
      }
      await sink.write(Buffer.from(entries.join('')));
    }
    await sink.write(Buffer.from('\n]}\n'));
  });
}

/** What is decided by hand about the rows, by the file that the selection was made with. */
async function decisionsOf(
  { decisions }: OpenDataset,
  { summary }: SelectionResult,
  signal: AbortSignal | undefined,
): Promise<(row: number) => RowMarks | undefined> {
  const file = summary.parameters.decisions;
  if (file === undefined) return () => undefined;
  const decided = await decisions.read(file, signal);
  return (row) => decided.of(row);
}

/** Of a selection's summary. */
const DIFFERS_BY_RUN = ['finishedAt', 'elapsedMs', 'computed'];

/** The report up to its rows, without the closing brace. */
function head(source: object, { summary }: SelectionResult, reproducible: boolean): string {
  const { parameters, counts, ...facts } = summary;
  const lasting = Object.entries(facts).filter(([name]) => !DIFFERS_BY_RUN.includes(name));
  const run = reproducible ? Object.fromEntries(lasting) : facts;
  return JSON.stringify({ parameters, counts, run, source, strategy: strategyFacts(parameters) }).slice(0, -1);
}

/** What the report says of a row. */
function entryWriter(
  { dataset, facts, results, added }: OpenDataset,
  selection: SelectionResult,
  decidedOf: (row: number) => RowMarks | undefined,
) {
  const scores = results.scores?.table;
  const signalsOf = signalReporter(results, facts);
  const reasonOf = (row: number, isUnscored: boolean): string | undefined => {
    if (facts.isBad(row) && isUnscored) return inEnglish(scores?.reasonOf(row) ?? 'bad row');
    const reason = statusReason(row, results, facts);
    if (reason !== undefined) return inEnglish(reason);
    return isUnscored ? 'no reason given' : undefined;
  };
  return (rowIndex: number) => {
    const status = selection.statusOf(rowIndex);
    const nearDuplicateOf = selection.duplicatedBy(rowIndex);
    const turns = scores?.turnsOf(rowIndex) ?? [];
    const decided = decidedOf(rowIndex);
    const isOutside = turns.some((turn) => 'outsideLanguage' in turn && turn.outsideLanguage);
    return {
      rowIndex,
      lineNumber: dataset.hasLines ? dataset.lineNumberOf(rowIndex) : undefined,
      source: dataset.isPool ? dataset.fileOf(rowIndex) : undefined,
      status,
      rank: selection.rankOf(rowIndex),
      ...signalsOf(rowIndex),
      signals: added.valuesOf(rowIndex),
      note: isOutside ? "outside the default scorer's language" : undefined,
      nearDuplicateOf,
      cosineSimilarity: nearDuplicateOf === undefined ? undefined : selection.similarityOf(rowIndex),
      reason: reasonOf(rowIndex, status === 'unscored'),
      decision: decided?.verdict,
      decisionNote: decided?.note,
      decisionTags: decided?.tags,
    };
  };
}

/** The reported signals of a row by their keys; without those that it has no value of. */
function signalReporter(results: PoolResults, facts: RowFacts) {
  const reporters = SIGNAL_IDS.flatMap((id) => {
    const { reportKey } = signalDescriptor(id);
    return reportKey === undefined ? [] : [{ reportKey, valueOf: reportedValue(id, results, facts) }];
  });
  return (row: number): Readonly<Record<string, unknown>> =>
    Object.fromEntries(reporters.map(({ reportKey, valueOf }) => [reportKey, valueOf(row)]));
}

/** Of a turn's signal, a value per turn as soon as one of them has any. */
function reportedValue(id: SignalId, results: PoolResults, facts: RowFacts): (row: number) => unknown {
  if (isTurnSignal(id)) {
    return (row) => {
      const values = turnValues(id, results, row);
      return values.some((value) => value !== null) ? values : undefined;
    };
  }
  const valueOf = signalValues(id, results, facts);
  return (row) => {
    const value = valueOf(row);
    return Number.isNaN(value) ? undefined : value;
  };
}
