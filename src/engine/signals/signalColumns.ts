import type { Message } from '../../common/message';
import type { SignalId, SignalRef, SignalValue } from '../../protocol/signals';
import type { Dataset } from '../../dataset/dataset';
import type { JsonObject } from '../../dataset/formats/format';
import type { JobContext } from '../job';
import { StageProgress } from '../progress';
import type { PoolScores } from '../results/poolResults';
import type { JoinedFields } from '../sources/joinedFile';
import type { RowFacts } from '../rows/rowFacts';
import { readNamedInPieces, readSourcesInPieces, rowRange } from '../rows/rowReader';
import { fieldSignal } from './derived/field';
import { MeasuredRow, type Measures } from './derived/measuredRow';
import { signalValues } from './pooledSignals';
import { keysOf } from './rowKeys';
import { SIGNAL_SOURCES } from './signals';
import type { KeySignal, TextSignal } from './signalSource';

/** The value of a row; undefined where it has none, as bad rows have none. */
export type ColumnValueOf = (row: number) => SignalValue | undefined;

/** A pool whose signals are asked for. All rows must have been noted. */
export interface SignalPool {
  readonly dataset: Dataset;
  readonly facts: RowFacts;
  /** Those that scored signals are of; null = none are asked for. */
  readonly scores: PoolScores | null;
  readonly measures: Measures;
  /** Where fields come from that a row has not. */
  readonly joined?: JoinedFields | undefined;
  /** Those that models were asked for, by name. */
  readonly modelMade?: ReadonlyMap<string, ModelColumn>;
}

/** A signal that models were asked for. */
export interface ModelColumn {
  readonly valueOf: ColumnValueOf;
  /** What rows are ranked by, where that is another number; NaN = not at all. */
  readonly rankingOf?: (row: number) => number;
  /** Why a row that has a value is not ranked; undefined for others. */
  readonly asideOf?: (row: number) => Message | undefined;
  /** Its name, for people. */
  readonly model: string;
}

/** Signals over a pool, by name. */
export type SignalColumns = ReadonlyMap<string, ColumnValueOf>;

/**
 * The values of signals for every row; reads the rows at most twice, and not at all for what is known of them.
 * @throws DeitaError `fileChanged`, `cancelled`
 */
export async function signalColumns(
  signals: readonly SignalRef[],
  pool: SignalPool,
  job: JobContext,
): Promise<SignalColumns> {
  const columns = new Map<string, ColumnValueOf>();
  const derived: Column<TextSignal>[] = [];
  const picked: Column<KeySignal>[] = [];
  for (const signal of signals) {
    const made = pool.modelMade?.get(signal.name);
    if (made !== undefined) {
      columns.set(signal.name, made.valueOf);
      continue;
    }
    const source = sourceOf(signal);
    if ('derive' in source) derived.push(new Column(signal.name, source));
    else if ('begin' in source) derived.push(new Column(signal.name, source.begin()));
    else if ('pick' in source) picked.push(new Column(signal.name, source));
    else if (signal.kind === 'signal') columns.set(signal.name, knownColumn(signal.id, pool));
  }
  const passes = [
    ...(derived.length === 0 ? [] : [(onRows: OnRows) => derive(derived, pool, job, onRows)]),
    ...(picked.length === 0 ? [] : [(onRows: OnRows) => pick(picked, pool, job, onRows)]),
  ];
  await runPasses(passes, pool.dataset.rowCount, job);
  for (const column of [...derived, ...picked]) columns.set(column.name, (row) => column.values[row]);
  return columns;
}

type OnRows = (rows: number) => void;

async function runPasses(
  passes: readonly ((onRows: OnRows) => Promise<void>)[],
  rowCount: number,
  { onProgress }: JobContext,
): Promise<void> {
  if (passes.length === 0) return;
  const progress = new StageProgress(onProgress, { stage: 'read', total: passes.length * rowCount });
  let done = 0;
  for (const pass of passes) await pass((rows) => progress.update((done += rows)));
}

/** The values of one signal, by row. Texts that come again are kept once. */
class Column<Source> {
  readonly values: (SignalValue | undefined)[] = [];
  private readonly texts = new Map<string, string>();

  constructor(
    readonly name: string,
    readonly source: Source,
  ) {}

  set(row: number, value: SignalValue | undefined): void {
    this.values[row] = typeof value === 'string' ? this.kept(value) : value;
  }

  private kept(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }
}

function sourceOf(signal: SignalRef) {
  return signal.kind === 'field' ? fieldSignal(signal.path) : SIGNAL_SOURCES[signal.id];
}

/** A signal that is known of all rows already. */
export function knownColumn(id: SignalId, { scores, facts }: Pick<SignalPool, 'scores' | 'facts'>): ColumnValueOf {
  const valueOf = signalValues(id, { scores, selection: null }, facts);
  return (row) => {
    const value = valueOf(row);
    return Number.isNaN(value) ? undefined : value;
  };
}

async function derive(
  columns: readonly Column<TextSignal>[],
  { dataset, measures }: SignalPool,
  { signal }: JobContext,
  onRows: OnRows,
): Promise<void> {
  for await (const piece of readNamedInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const { row, formatName } of piece) {
      if (row.problem !== undefined) continue;
      const measured = new MeasuredRow(row, formatName, dataset.fileOf(row.rowIndex), measures);
      for (const column of columns) column.set(row.rowIndex, column.source.derive(measured));
    }
    onRows(piece.length);
  }
}

async function pick(
  columns: readonly Column<KeySignal>[],
  { dataset, facts, joined }: SignalPool,
  { signal }: JobContext,
  onRows: OnRows,
): Promise<void> {
  const valueIn = ({ name, source }: Column<KeySignal>, rowIndex: number, keys: JsonObject): SignalValue | undefined =>
    source.pick(keys, dataset.fileOf(rowIndex)) ?? joined?.valueOf(name, rowIndex, keys);
  for await (const piece of readSourcesInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const source of piece) {
      const row = facts.isBad(source.rowIndex) ? undefined : keysOf(source.bytes);
      for (const column of columns) {
        column.set(source.rowIndex, row === undefined ? undefined : valueIn(column, source.rowIndex, row));
      }
    }
    onRows(piece.length);
  }
}
