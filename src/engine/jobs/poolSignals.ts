import { fault } from '../../messages/say';
import type { PoolSignal, PoolSignals, PoolSignalsRequest } from '../../protocol/poolSignals';
import { isScored, signalDescriptor, signalNamed, type SignalKind, type SignalRef } from '../../protocol/signals';
import { signalModels, signalSupplyOf } from '../../protocol/signalSupply';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { PoolScores } from '../results/poolResults';
import { openMeasures } from '../signals/derived/measuredRow';
import { signalColumns, type ColumnValueOf, type ModelColumn, type SignalColumns } from '../signals/signalColumns';
import { categoriesOf } from '../signals/signalNumbers';
import type { JoinedFields } from '../sources/joinedFile';
import { assertSomethingReadable } from './goodRows';
import { scoresFor } from './datasetJobs';
import { modelColumns } from './modelSignals';
import { joinedFields } from './suppliedFiles';

const MOST_FREQUENT = 10;

/**
 * What signals are over a pool, and if wanted their values by row; of a turn's signal the mean over the turns.
 * @throws DeitaError `usage`, `noUsableRows`, `modelUnsupported` for a file that is no tokenizer, `fileChanged`, `cancelled`
 */
export async function poolSignals(
  open: OpenDataset,
  request: PoolSignalsRequest,
  context: EngineContext,
  job: JobContext,
): Promise<PoolSignals> {
  const signals = [...new Set(request.names)].map((name) => signalNamed(name));
  await open.prepareForJob(job);
  signalModels(signals, request); // Which has to be there, too.
  const measures = await openMeasures(request.tokenizer); // Before the scoring, which may cost.
  const joined = await joinedFields(signals, request, open, context, job);
  const scores = signals.some(isScored) ? await scored(open, request, joined, context, job) : null;
  const { dataset, facts } = open;
  await noteRemainingRows(dataset, facts, job.signal);
  assertSomethingReadable(dataset, facts);
  const modelMade = await modelColumns(signals, request, open, context, job);
  const columns = await signalColumns(signals, { dataset, facts, scores, measures, joined, modelMade }, job);
  await dataset.assertUnchanged();
  const found = signals.map((signal) =>
    describe(signal, columns, dataset.rowCount, originOf(signal, scores, modelMade)),
  );
  if (request.add === true) open.added.add(found, columns, signalSupplyOf(request));
  return {
    signals: found,
    ...(request.rows ? { rows: rowValues(columns, dataset.rowCount) } : {}),
  };
}

async function scored(
  open: OpenDataset,
  { scorer }: PoolSignalsRequest,
  joined: JoinedFields | undefined,
  context: EngineContext,
  job: JobContext,
): Promise<PoolScores> {
  if (scorer === undefined) throw fault('noScorerForSignals');
  return (await scoresFor(open, scorer, context, job, { joined })).scores;
}

function describe(signal: SignalRef, columns: SignalColumns, rowCount: number, origin: string): PoolSignal {
  const { name } = signal;
  const valueOf = columns.get(name) ?? (() => undefined);
  const kind = signal.kind === 'field' ? kindOf(valueOf, rowCount) : signalDescriptor(signal.id).kind;
  return {
    name,
    kind,
    scope: signal.kind === 'field' ? 'row' : signalDescriptor(signal.id).scope,
    origin,
    ...(kind === 'number' ? numbersIn(valueOf, rowCount) : categoriesIn(valueOf, rowCount)),
  };
}

function originOf(signal: SignalRef, scores: PoolScores | null, modelMade: ReadonlyMap<string, ModelColumn>): string {
  if (signal.kind === 'field') return 'imported';
  if (isScored(signal)) return scores?.label.name ?? '';
  return modelMade.get(signal.name)?.model ?? 'computed';
}

function kindOf(valueOf: ColumnValueOf, rowCount: number): SignalKind {
  let kind: SignalKind = 'number';
  for (let row = 0; row < rowCount; row++) {
    const value = valueOf(row);
    if (Array.isArray(value)) return 'tags';
    if (typeof value === 'string') kind = 'category';
  }
  return kind;
}

function numbersIn(valueOf: ColumnValueOf, rowCount: number): Pick<PoolSignal, 'rowsWithValue' | 'range'> {
  let [rowsWithValue, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rowCount; row++) {
    const value = valueOf(row);
    if (value === undefined) continue;
    const number = Number(value);
    rowsWithValue++;
    sum += number;
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
  return { rowsWithValue, ...(rowsWithValue === 0 ? {} : { range: { min, mean: sum / rowsWithValue, max } }) };
}

function categoriesIn(valueOf: ColumnValueOf, rowCount: number): Pick<PoolSignal, 'rowsWithValue' | 'mostFrequent'> {
  const counts = new Map<string, number>();
  let rowsWithValue = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = valueOf(row);
    if (value === undefined) continue;
    rowsWithValue++;
    for (const category of categoriesOf(value)) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const mostFrequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_FREQUENT);
  return { rowsWithValue, mostFrequent: mostFrequent.map(([value, rows]) => ({ value, rows })) };
}

function rowValues(columns: SignalColumns, rowCount: number): NonNullable<PoolSignals['rows']> {
  return Array.from({ length: rowCount }, (_, rowIndex) => ({
    rowIndex,
    values: Object.fromEntries(
      [...columns].flatMap(([name, valueOf]) => {
        const value = valueOf(rowIndex);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  }));
}
