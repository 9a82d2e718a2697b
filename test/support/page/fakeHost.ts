import type { ChangedDecisions } from '../../../src/protocol/decisions';
import { withBounds } from '../../../src/choices/conditions/bounds';
import type { Budget } from '../../../src/choices/budget';
import { shareOf } from '../../../src/choices/percent';
import { HISTOGRAM_SIGNALS } from '../../../src/protocol/signals';
import type { PoolSignal } from '../../../src/protocol/poolSignals';
import type { RowsChanged } from '../../../src/protocol/movedRows';
import type { DatasetInfo, ReadingSummary, RowSummary, SelectionSummary } from '../../../src/protocol/dataset';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import type { ViewQuery } from '../../../src/protocol/views';
import type { WireError } from '../../../src/protocol/requests';
import { isRunArguments, type RunArguments } from '../../../src/protocol/pages/pageCommands';
import type { PageCommand } from '../../../src/protocol/pages/pageMessages';
import type {
  PageRendering,
  PageSettings,
  PageState,
  TableMethods,
  TablePage,
} from '../../../src/protocol/pages/tablePage';
import { reviewPlace } from '../../../src/engine/views/reviewPlace';
import { FakeDataset } from './fakeDataset';
import { FakeGroups } from './fakeGroups';
import { fakeJob } from './fakeJob';
import { FakePageHost, type FakeAnswers, type FakeChannel } from './fakePageHost';
import { CHOSEN, trainedRow, trainedSelection } from './fakeTraining';
import { foundIn, infoOf, movedRows, viewOf } from './fakeView';

/** What this host can be told to hold back until it is released, besides answers: hits, similarities, the end of a job. */
export type Gate = keyof TableMethods | 'firstHits' | 'lastHits' | 'similarities' | 'jobEnd';

export interface FakeHostOptions {
  readonly rows: number;
  /** Starts with a selection of this many rows. */
  readonly selected?: number;
  /** Rows whose instruction the default scorer cannot read. */
  readonly rowsOutsideLanguage?: number;
  /** Starts in the middle of a job. */
  readonly job?: JobProgress;
  /** Held back from the start. */
  readonly holds?: readonly Gate[];
  /** Starts after a job that ended with this. */
  readonly failure?: WireError;
  readonly jobMs?: number;
  /** The selection that it starts with is of what the file held before it changed in this way. */
  readonly fileChanged?: RowsChanged;
  readonly state?: PageState;
  /** In place of the ordinary ones. */
  readonly settings?: Partial<PageSettings>;
  /** What is known of how its rows were read; absent = nothing. */
  readonly reading?: ReadingSummary;
  /** Added ones; every row has the value 1.5 of those that are numbers, and the first frequent one of others. */
  readonly signals?: readonly PoolSignal[];
  /** So many rows were put above the others once the file holds `MOVED`; absent = nobody knows where they are then. */
  readonly movedBy?: number;
  /** So many groups of near-duplicates were found; absent = none were looked for. */
  readonly groups?: number;
  /** The next job ends with this. */
  readonly jobError?: WireError;
}

const TAU = 0.9;
/** What a user would type where the host asks. */
const TYPED: Readonly<Record<string, string>> = { note: 'look again', tag: 'maths' };
/** Until a search has found its first hits, and then until it ends. */
const SEARCH_MS = 30;

/** The host of a table of a seeded dataset. Runs in a worker of the harness. */
export class FakeHost extends FakePageHost<TablePage, Gate> {
  readonly #dataset: FakeDataset;
  #view: Uint32Array;
  /** Every hit of the search under way. */
  #searched: Uint32Array | null = null;
  #info: DatasetInfo;
  #job: AbortController | null = null;
  #training: PageRendering | null;
  /** The condition that was made here. */
  #where: string | undefined;

  constructor(
    private readonly options: FakeHostOptions,
    channel: FakeChannel,
  ) {
    super(channel);
    for (const gate of options.holds ?? []) this.hold(gate);
    this.#dataset = new FakeDataset(options.rows);
    this.#dataset.groups = new FakeGroups(options.groups ?? 0);
    if (options.selected !== undefined) this.#dataset.select(options.selected, TAU);
    this.#view = viewOf(this.#dataset, {});
    this.#info = this.#currentInfo();
    this.#training = options.settings?.training ?? null;
  }

  protected override run({ name, args }: PageCommand): void {
    if (name === 'deita.select' && isRunArguments(args)) this.#startSelection(args);
    if (name === 'deita.cancel') this.#job?.abort();
    if (name !== 'deita.chooseTokenizer') return;
    this.#training = CHOSEN;
    this.emit('settingsChanged', this.#settings());
  }

  protected override readonly answers: FakeAnswers<TablePage> = {
    ready: () => ({
      info: this.#info,
      settings: this.#settings(),
      fields: null,
      state: this.options.state ?? null,
      job: this.options.job ?? null,
      failure: this.options.failure ?? null,
    }),
    'view/set': ({ query }) => {
      this.#searched = null;
      this.#view = viewOf(this.#dataset, query);
      return query.text === undefined ? infoOf(this.#view) : this.#search(this.#view, query);
    },
    'view/rows': ({ start, count }) =>
      Array.from(this.#view.subarray(start, start + count), (row) => ({
        ...this.#dataset.summary(row),
        ...this.#added(),
      })),
    'view/locate': ({ rowIndex }) => {
      const viewIndex = this.#view.indexOf(rowIndex);
      return viewIndex < 0 ? null : viewIndex;
    },
    'view/moved': (request) => movedRows(request, this.options.movedBy),
    'view/reviewPlace': ({ from }) =>
      reviewPlace(
        { rowCount: this.#view.length, slice: (start, count) => this.#view.slice(start, start + count) },
        this.#dataset.decisions,
        from,
      ),
    'row/detail': ({ rowIndex }) => this.#dataset.detail(rowIndex),
    'row/reasons': ({ rowIndex }) => this.#dataset.reasons(rowIndex),
    'row/source': ({ rowIndex }) => this.#dataset.source(rowIndex),
    'row/texts': ({ rowIndex }) => this.#dataset.texts(rowIndex),
    'row/byLines': ({ firstLine, lastLine }) => {
      const end = Math.min(lastLine, this.#dataset.rowCount);
      return Array.from({ length: Math.max(0, end - firstLine + 1) }, (_, index) =>
        this.#dataset.summary(firstLine - 1 + index),
      );
    },
    'row/adjacentSelected': ({ rowIndex, step }) => this.#adjacentSelected(rowIndex, step),
    'dataset/histograms': ({ bins }) => this.#histograms(bins),
    trainingRow: ({ rowIndex }) => this.#training && trainedRow(rowIndex, this.#training),
    trainingTotals: () => this.#training && trainedSelection(this.options.selected ?? 0, this.#training),
    dismissFailure: () => null,
    currentRow: () => null,
    rowRead: () => null,
    fieldsTyped: () => null,
    decide: ({ kind, rowIndex, positions }) => {
      const shown = positions.flatMap(([first, end]) => [...this.#view.subarray(first, end)]);
      const rows = rowIndex === undefined ? shown : [rowIndex];
      const decision = kind === 'unedit' ? ({ kind: 'edit' } as const) : { kind, value: TYPED[kind] };
      return this.#decided(this.#dataset.decisions.add(rows, decision));
    },
    copyRows: ({ rowIndex, positions }) => ({
      rows: positions.reduce((sum, [first, end]) => sum + end - first, rowIndex === undefined ? 0 : 1),
    }),
    copyText: () => null,
    editTexts: ({ rowIndex, texts }) =>
      this.#decided(this.#dataset.decisions.add([rowIndex], { kind: 'edit', value: texts })),
    changeDecision: ({ change }) => this.#decided(this.#dataset.decisions.change(change)),
    selectOnly: ({ signal, bounds }) => {
      const where = withBounds(this.#where, signal, bounds);
      this.#where = where;
      this.emit('settingsChanged', this.#settings());
      return { where };
    },
    useCarriedScores: () => {
      this.emit('settingsChanged', { ...this.#settings(), takesCarriedScores: true });
      return null;
    },
    saveState: () => null,
  };

  #settings(): PageSettings {
    return {
      budget: '1000',
      threshold: null,
      recommendedThreshold: TAU,
      scorerLabel: 'Heuristic default',
      embedderLabel: 'Built-in',
      heuristicScorer: true,
      strategy: this.#where === undefined ? {} : { where: this.#where },
      notices: [],
      ...this.options.settings,
      training: this.#training,
    };
  }

  #decided(changed: ChangedDecisions): ChangedDecisions {
    this.#info = { ...this.#info, ...this.#decisions() };
    this.emit('infoChanged', this.#info);
    return changed;
  }

  #added(): Pick<RowSummary, 'added'> {
    const { signals } = this.options;
    if (signals === undefined) return {};
    const valueOf = ({ mostFrequent = [] }: PoolSignal) => mostFrequent[0]?.value ?? 1.5;
    return { added: Object.fromEntries(signals.map((signal) => [signal.name, valueOf(signal)])) };
  }

  #decisions(): Pick<DatasetInfo, 'decisions'> {
    const { summary } = this.#dataset.decisions;
    return summary === undefined ? {} : { decisions: { ...summary, file: '/data/fake.deita/decisions.jsonl' } };
  }

  /** While similarities are held back their histogram is incomplete; the first who asks is told when they are there. */
  #histograms(bins: number): TableMethods['dataset/histograms']['result'] {
    const waiting = this.waitingAt('similarities');
    if (waiting?.length === 0) waiting.push(() => this.emit('infoChanged', { ...this.#info }));
    return HISTOGRAM_SIGNALS.map((signal) => ({
      ...this.#dataset.histogram(signal, bins, this.#view),
      ...(signal === 'similarity' && waiting !== undefined ? { incomplete: true as const } : {}),
    }));
  }

  /** Finds every other hit, and a little later the rest, which come before each and in between. */
  #search(view: Uint32Array, query: ViewQuery): TableMethods['view/set']['result'] {
    const show = (rows: Uint32Array, searching: boolean): void => {
      if (this.#searched !== view) return;
      this.#view = rows;
      const found = foundIn(this.#dataset, query, rows);
      this.emit('viewChanged', { ...infoOf(rows), searching, ...(found === undefined ? {} : { foundIn: found }) });
    };
    this.#searched = view;
    this.#view = new Uint32Array();
    const everyOther = view.filter((_, position) => position % 2 === 1);
    setTimeout(() => this.pass('firstHits', () => show(everyOther, true)), SEARCH_MS);
    setTimeout(() => this.pass('lastHits', () => show(view, false)), 2 * SEARCH_MS);
    return { ...infoOf(this.#view), searching: true };
  }

  #adjacentSelected(rowIndex: number, step: 1 | -1): TableMethods['row/adjacentSelected']['result'] {
    const from = this.#view.indexOf(rowIndex);
    const length = this.#view.length;
    for (let distance = 1; distance <= length; distance++) {
      const row = this.#view[(from + step * distance + length * distance) % length] ?? 0;
      if (this.#dataset.status(row) === 'selected') return this.#dataset.summary(row);
    }
    return null;
  }

  #startSelection({ threshold = TAU, ...asked }: RunArguments): void {
    const job = new AbortController();
    this.#job = job;
    const { budgetShare } = asked;
    const budget = budgetShare === undefined ? asked.budget : shareOf(budgetShare, this.#dataset.rowCount);
    const finished = (): void => {
      this.#dataset.select(budget, threshold);
      this.#info = this.#currentInfo({ ...asked, budget }, threshold, true);
      this.emit('infoChanged', this.#info);
      this.emit('jobChanged', null);
    };
    fakeJob({
      totalMs: this.options.jobMs ?? 1500,
      items: this.#dataset.rowCount,
      signal: job.signal,
      onProgress: (progress) => {
        this.emit('jobChanged', progress);
        if (progress.stage === 'score') this.#showScores(progress.done);
      },
      onEnd: () => {
        if (this.options.jobError !== undefined) this.emit('jobFailed', this.options.jobError);
        if (job.signal.aborted || this.options.jobError !== undefined) this.emit('jobChanged', null);
        else this.pass('jobEnd', finished);
      },
    });
  }

  #showScores(count: number): void {
    if (this.#dataset.scored) return;
    this.#dataset.scoredUpTo = count;
    this.#info = this.#currentInfo();
    this.emit('infoChanged', this.#info);
  }

  #currentInfo(asked: Budget = { budget: this.options.selected ?? 0 }, threshold = TAU, isNew = false): DatasetInfo {
    const { rowCount, badRowCount, scored, scoredUpTo, selected } = this.#dataset;
    const change = isNew ? undefined : this.options.fileChanged;
    const selection = selected ? this.#summary(asked, threshold) : null;
    return {
      datasetId: 'fake',
      path: '/data/fake.jsonl',
      format: 'Alpaca',
      byteLength: rowCount * 1000,
      contents: 'as opened',
      rowCount,
      indexing: false,
      problemCount: badRowCount,
      scored: scored || scoredUpTo > 0,
      ...(this.options.signals === undefined ? {} : { signals: this.options.signals }),
      ...this.#nearDuplicates(),
      ...(this.options.reading === undefined ? {} : { reading: this.options.reading }),
      ...this.#decisions(),
      ...(scored || scoredUpTo === 0 ? {} : { rowsScored: scoredUpTo }),
      ...(selection === null || change !== undefined ? {} : { figures: this.#dataset.figures() }),
      ...(selection === null || change === undefined ? {} : { former: { selection, change } }),
      selection: change === undefined ? selection : null,
    };
  }

  #nearDuplicates(): Pick<DatasetInfo, 'nearDuplicates'> {
    const { groups } = this.options;
    return groups === undefined ? {} : { nearDuplicates: { threshold: TAU, groups, rows: 3 * groups, state: 'found' } };
  }

  #summary(asked: Budget, threshold: number): SelectionSummary {
    const { budget } = asked;
    const { rowsOutsideLanguage } = this.options;
    const { summary: decisions } = this.#dataset.decisions;
    const model = { version: '1', hash: '0', heuristic: true };
    return {
      parameters: { ...asked, threshold, scorer: { kind: 'built-in' }, embedder: { kind: 'built-in' } },
      counts: this.#dataset.counts(),
      walked: budget,
      ...(decisions === undefined ? {} : { decisions }),
      ...(rowsOutsideLanguage === undefined ? {} : { rowsOutsideLanguage }),
      computed: { turnsScored: 0, rowsEmbedded: 0 },
      models: { scorer: { ...model, name: 'heuristic default' }, embedder: { ...model, name: 'built-in' } },
      finishedAt: new Date(budget * 1000 + threshold).toISOString(),
      elapsedMs: 1,
      version: '0.1.0',
    };
  }
}
