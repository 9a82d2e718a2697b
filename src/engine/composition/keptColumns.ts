import { Lru } from '../../common/lru';
import { HAND_TAGS } from '../../protocol/composition';
import { modelSignal, signalDescriptor, signalNamed, type SignalRef } from '../../protocol/signals';
import type { JobContext } from '../job';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import { openMeasures } from '../signals/derived/measuredRow';
import { signalColumns, type ColumnValueOf, type SignalColumns } from '../signals/signalColumns';
import { offeredFields } from './offeredFields';

/** In memory at once: of a million rows a column takes a few megabytes. */
const MOST_COLUMNS = 16;

/**
 * Values of signals over all rows of a dataset, kept from one question to the next, since they are read from the file.
 * What is decided by hand, found by runs or added is asked for as it is now.
 */
export class KeptColumns {
  private readonly columns = new Lru<string, ColumnValueOf>(MOST_COLUMNS);
  private fieldsKnown: readonly string[] | undefined;
  /** Goes up whenever the rows are others. */
  private version = 0;

  constructor(
    private readonly open: Pick<
      OpenDataset,
      'dataset' | 'facts' | 'added' | 'decisions' | 'shownResults' | 'untilIndexed'
    >,
  ) {}

  /** The rows are others than they were. */
  clear(): void {
    this.version++;
    this.columns.clear();
    this.fieldsKnown = undefined;
  }

  /**
   * @returns a column for each name, once all rows have been read; none of what a model would have to be asked for
   * @throws DeitaError `usage` for a name that no signal has, `fileChanged`, `cancelled`
   */
  async get(names: readonly string[], job: JobContext): Promise<SignalColumns> {
    const found = new Map<string, ColumnValueOf>();
    const missing: SignalRef[] = [];
    for (const name of names) {
      const column = this.live(name) ?? this.columns.get(name);
      const signal = column === undefined ? signalNamed(name) : undefined;
      if (column !== undefined) found.set(name, column);
      else if (signal !== undefined && modelSignal(signal) === undefined) missing.push(signal);
    }
    for (const [name, column] of await this.read(missing, job)) found.set(name, column);
    return found;
  }

  /**
   * Dotted paths of fields that have categories, tags or numbers.
   * @throws DeitaError `fileChanged`, `cancelled`
   */
  async fields(job: JobContext): Promise<readonly string[]> {
    const { version } = this;
    const { dataset, facts } = await this.readToItsEnd(job);
    const fields = this.fieldsKnown ?? (await offeredFields(dataset, facts, job.signal));
    if (version === this.version) this.fieldsKnown = fields;
    return fields;
  }

  /** Columns that are there without reading. */
  private live(name: string): ColumnValueOf | undefined {
    const { added, decisions } = this.open;
    if (name === HAND_TAGS) return (row) => decisions.shown?.of(row)?.tags;
    return added.all.some((signal) => signal.name === name) ? added.columnOf(name) : undefined;
  }

  /** Reads again where the rows became others meanwhile. */
  private async read(signals: readonly SignalRef[], job: JobContext): Promise<SignalColumns> {
    const { version } = this;
    const { dataset, facts, shownResults } = await this.readToItsEnd(job);
    const measures = await openMeasures(undefined);
    const columns = await signalColumns(signals, { dataset, facts, scores: shownResults.scores, measures }, job);
    if (version !== this.version) return this.read(signals, job);
    for (const signal of signals) {
      const column = columns.get(signal.name);
      if (column !== undefined && isRead(signal)) this.columns.set(signal.name, column);
    }
    return columns;
  }

  /** The dataset once all its rows are noted. */
  private async readToItsEnd(job: JobContext): Promise<KeptColumns['open']> {
    await this.open.untilIndexed(job);
    await noteRemainingRows(this.open.dataset, this.open.facts, job.signal);
    return this.open;
  }
}

/** Whether its values are those of the rows as they were read. */
function isRead(signal: SignalRef): boolean {
  return signal.kind === 'field' || signalDescriptor(signal.id).origin === 'derived';
}
