import { isCancelled, throwIfAborted } from '../common/errors';
import type { FieldMapping, RowProblem } from '../dataset/conversation';
import { companionFolder } from '../dataset/keptRuns';
import { Dataset } from '../dataset/dataset';
import { isSameFile, type FileIdentity } from '../dataset/fileIdentity';
import type { DatasetInfo, ViewInfo, ViewQuery } from '../protocol/dataset';
import type { KeptFiles } from '../storage/cacheStore';
import { loggedError } from '../protocol/loggedError';
import { DecisionFiles } from './decisions/decisionFiles';
import type { EngineContext } from './engineContext';
import { fileFields } from './fileFields';
import { indexingProgress } from './indexingProgress';
import { JobSlot, orAborted, type JobContext } from './job';
import { NeighbourSearch } from './neighbourSearch';
import { noteAllRows, noteRemainingRows } from './noteAllRows';
import { SimilarityFiller } from './similarityFiller';
import { FormerResults } from './results/formerResults';
import { deserialiseResults, serialiseResults } from './results/resultSnapshot';
import type { PoolResults, PoolScores } from './results/poolResults';
import { KeptFacts, nameOfFile } from './rows/keptFacts';
import { RowFacts } from './rows/rowFacts';
import { RowPresenter } from './rows/rowPresenter';
import { FiguresOfResults } from './results/selectionFigures';
import type { SelectionResult } from './results/selectionResult';
import { View } from './views/view';
import { Views } from './views/views';

/** Many small changes, such as a growing index, are told of this often. */
const TELL_EVERY_MS = 250;
/** Files of this size are read in about a second. */
const READ_AT_ONCE_BYTES = 32 * 1024 * 1024;
const NOTHING: PoolResults = { scores: null, selection: null };

/** One open dataset: its file, what is known of its rows, and its views. */
export class OpenDataset {
  readonly jobs = new JobSlot(
    () => this.similarities.hold(),
    () => this.similarities.release(),
  );
  readonly similarities: SimilarityFiller;
  readonly rows: RowPresenter;
  readonly neighbours: NeighbourSearch;
  readonly decisions: DecisionFiles;
  facts = new RowFacts();
  /** Of the file as it is now: what runs go by. */
  results: PoolResults = NOTHING;
  private former = new FormerResults();
  private readonly views = new Views();
  private readonly figures = new FiguresOfResults();
  private noting = new AbortController();
  private readonly keptFacts: KeptFacts;
  private tellTimer: NodeJS.Timeout | undefined;
  private keeping: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    readonly id: string,
    readonly dataset: Dataset,
    /** How its fields are mapped; undefined = as they are found. */
    readonly fields: FieldMapping | undefined,
    private readonly snapshotName: string,
    private readonly context: EngineContext,
  ) {
    this.decisions = new DecisionFiles(dataset, companionFolder(dataset.path), () => this.tell());
    this.rows = new RowPresenter(
      dataset,
      () => this.shownResults,
      () => this.facts,
      (row) => this.decisions.shown?.of(row),
    );
    const { files } = context.cache;
    this.keptFacts = new KeptFacts(id, files, (name, parts) => this.keep(files, name, parts));
    this.neighbours = new NeighbourSearch(dataset, context);
    this.similarities = new SimilarityFiller(this, context);
    dataset.onGrow(() => this.tellSoon());
  }

  static async open(
    id: string,
    file: string,
    fields: FieldMapping | undefined,
    context: EngineContext,
    signal: AbortSignal | undefined,
  ): Promise<OpenDataset> {
    const dataset = await Dataset.open(file, {
      restoreIndex: (identity) => context.cache.files.read(indexName(identity)),
      scratch: context.cache.scratch,
      ...(fields === undefined ? {} : { fields }),
      ...(signal === undefined ? {} : { signal }),
    });
    const open = new OpenDataset(id, dataset, fields, `results ${id}`, context);
    await open.restore();
    if (!dataset.isRestored) open.keepIndex();
    open.logOnceRead();
    open.noteInBackground();
    return open;
  }

  get info(): DatasetInfo {
    const { dataset, facts, results, decisions } = this;
    return {
      datasetId: this.id,
      path: dataset.path,
      format: dataset.format,
      byteLength: dataset.byteLength,
      rowCount: dataset.rowCount,
      indexing: !dataset.isIndexed,
      problemCount: facts.problemCount,
      ...(facts.noted === 0 ? {} : { reading: facts.reading }),
      scored: results.scores !== null,
      ...(results.scores?.isPartial === true ? { rowsScored: results.scores.table.rowsScored } : {}),
      selection: results.selection?.summary ?? null,
      ...this.figures.infoOf(results, facts, dataset.rowCount),
      ...this.former.infoBeside(results),
      ...(decisions.former === undefined ? {} : { formerDecisions: decisions.former }),
      ...(decisions.shown?.isEmpty === false
        ? { decisions: { ...decisions.shown.summary, file: decisions.shown.file } }
        : {}),
    };
  }

  /** What rows are shown with: until there is a selection, that of what the file held before. */
  get shownResults(): PoolResults {
    return this.former.shownWith(this.results);
  }

  get problems(): readonly RowProblem[] {
    return this.facts.problems;
  }

  /** Waits for the whole index, and takes up what has changed in the file since. */
  async prepareForJob(job: JobContext): Promise<void> {
    await this.untilIndexed(job).catch((error: unknown) => {
      if (isCancelled(error)) throw error; // Another failure may be mended by looking at the file again.
    });
    await this.refresh();
    await this.untilIndexed(job);
  }

  /** @throws DeitaError `cancelled`, `fileChanged` when the file became shorter meanwhile */
  async untilIndexed({ signal, onProgress }: JobContext): Promise<void> {
    throwIfAborted(signal);
    if (this.dataset.isIndexed) return;
    const showProgress = indexingProgress(this.dataset, onProgress);
    const stopTelling = this.dataset.onGrow(showProgress);
    try {
      await orAborted(this.dataset.indexed, signal);
    } finally {
      stopTelling();
    }
  }

  /** Looks whether the file has changed, unless a job is at it: that one will see for itself. */
  async refreshIfIdle(): Promise<void> {
    if (!this.jobs.busy) await this.refresh();
  }

  setScores(scores: PoolScores): void {
    const { selection } = this.results;
    const scorer = selection?.summary.models.scorer;
    const stands = scorer === undefined || scorer.hash === scores.label.hash;
    this.results = { scores, selection: stands ? selection : null };
    this.tell();
  }

  /** Shows scores while there are more and more of them, where that hides nothing: they stay when the job is cancelled. */
  showScores(scores: PoolScores): void {
    const { scores: shown, selection } = this.results;
    if (selection !== null) return;
    const isSameScorer = shown?.label.hash === scores.label.hash;
    if (isSameScorer && shown.table.rowsScored > scores.table.rowsScored) return;
    if (shown?.table !== scores.table) this.results = { scores, selection };
    this.tellSoon();
  }

  /** Resolves once the selection would be shown again by a new engine. @param scores null = none are known */
  async setSelection(scores: PoolScores | null, selection: SelectionResult): Promise<void> {
    this.results = { scores, selection };
    this.former = new FormerResults();
    this.tell();
    const snapshot = serialiseResults(this.dataset.identity, this.results);
    this.keep(this.context.cache.selections, this.snapshotName, snapshot);
    // All rows have been noted by now: a file that is edited meanwhile is compared with them.
    this.keptFacts.keep(this.dataset.identity, this.facts);
    await this.keeping;
  }

  /** @throws DeitaError `cancelled` when the view was closed or set again meanwhile */
  async setView(viewId: string, query: ViewQuery, signal: AbortSignal | undefined): Promise<ViewInfo> {
    const { dataset, facts, shownResults: results, decisions, context } = this;
    const onError = (error: unknown): void =>
      context.log({ level: 'error', message: 'A search ended early.', ...loggedError(error) });
    return this.views.set(
      viewId,
      (onChange) =>
        View.create(query, { results, decisions: decisions.shown }, { dataset, facts, onChange, onError }, signal),
      (info) => context.emit('viewChanged', { datasetId: this.id, viewId, ...info }),
    );
  }

  view(viewId: string): View {
    return this.views.get(viewId);
  }

  closeView(viewId: string): void {
    this.views.close(viewId);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.noting.abort();
    clearTimeout(this.tellTimer);
    this.decisions.close();
    this.views.closeAll();
    await Promise.all([this.neighbours.reset(), this.similarities.hold(), this.keeping]); // Held for good.
    await this.dataset.close();
  }

  private async refresh(): Promise<void> {
    await this.similarities.hold(); // They would be kept as those of the file as it is now.
    try {
      await this.takeUpChanges();
    } finally {
      this.similarities.release();
    }
  }

  /** Of results of another content remains what is true of the rows that are still there. */
  private async takeUpChanges(): Promise<void> {
    const rowsBefore = this.dataset.rowCount;
    const pool = this.former.poolWith(this.results, () => this.facts.fingerprints);
    const change = await this.dataset.refresh();
    if (change === 'unchanged' || this.closed) return;
    this.former = new FormerResults(pool);
    this.results = NOTHING;
    this.rows.reset();
    await this.neighbours.reset();
    // What was added may have gone on with the last row.
    const sameRows = change === 'reindexed' ? 0 : Math.max(0, rowsBefore - 1);
    this.facts = sameRows === 0 ? new RowFacts() : this.facts.upTo(sameRows);
    this.decisions.rowsChanged(sameRows);
    await this.noteSmallFile();
    this.keepIndex();
    this.logOnceRead();
    this.noteInBackground();
    this.tell();
  }

  /** So that the rows of a small file keep what they have without a moment in between. */
  private async noteSmallFile(): Promise<void> {
    if (!this.former.isPending || this.dataset.byteLength > READ_AT_ONCE_BYTES) return;
    this.noting.abort();
    this.noting = new AbortController();
    const reading = this.dataset.indexed.then(() => noteRemainingRows(this.dataset, this.facts, this.noting.signal));
    await reading.then(
      () => this.carryOver(),
      () => undefined, // Whoever reads the rows next is told.
    );
  }

  private carryOver(): void {
    const { results } = this;
    if (this.former.isPending) this.results = this.former.carryOver(results, this.facts.fingerprints);
    if (this.results !== results) this.tell();
  }

  /** What an earlier engine found out about this content, or about the one that the file had then. */
  private async restore(): Promise<void> {
    const { identity } = this.dataset;
    const reading = [this.context.cache.selections.read(this.snapshotName), this.keptFacts.read(identity)] as const;
    const [bytes, facts] = await Promise.all(reading);
    const kept = bytes === undefined ? undefined : deserialiseResults(bytes);
    if (kept !== undefined && isSameFile(kept.identity, identity)) this.results = kept.results;
    else if (kept !== undefined) {
      const fingerprints = (await this.keptFacts.read(kept.identity))?.fingerprints;
      if (fingerprints !== undefined) this.former = FormerResults.of(kept.results, fingerprints);
    }
    this.dataset.indexed.then(
      () => this.dropForeignResults(),
      () => undefined,
    );
    this.facts = facts ?? this.facts;
  }

  /** An earlier version may have found other rows in the same content: its results are of no use then. */
  private dropForeignResults(): void {
    const { scores, selection } = this.results;
    const rowCounts = [scores?.table.rowCount, selection?.outcome.statuses.length];
    if (rowCounts.every((count) => count === undefined || count === this.dataset.rowCount)) return;
    this.results = NOTHING;
    this.tell();
  }

  /** Keeps the index once it is complete, so that the next opening need not read the file. */
  private keepIndex(): void {
    this.dataset.indexed.then(
      () => this.keep(this.context.cache.files, indexName(this.dataset.identity), [this.dataset.snapshot()]),
      () => undefined, // A file that cannot be read to its end is reported by whoever reads its rows.
    );
  }

  private logOnceRead(): void {
    const { dataset, context } = this;
    dataset.indexed.then(
      () => context.log({ level: 'info', message: 'file read', fields: { dataset: this.id, ...fileFields(dataset) } }),
      () => undefined, // As above.
    );
  }

  /** Writes in the background, one after the other; `close` waits for it. */
  private keep(place: KeptFiles, name: string, parts: readonly Uint8Array[]): void {
    this.keeping = this.keeping.then(() => place.write(name, parts));
  }

  /** Finds bad rows and counts turns while no job and no text filter reads the rows. */
  private noteInBackground(): void {
    if (this.closed) return;
    this.noting.abort();
    this.noting = new AbortController();
    const { facts } = this;
    const { signal } = this.noting;
    const isPaused = (): boolean => this.jobs.busy || this.views.searching;
    noteAllRows(this.dataset, facts, { signal, isPaused, onProgress: () => this.tellSoon() }).then(
      () => {
        if (signal.aborted) return;
        this.carryOver();
        this.keptFacts.keep(this.dataset.identity, facts);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const message = `${this.dataset.path} was not read to its end.`;
        this.context.log({ level: 'warn', message, ...loggedError(error) });
      },
    );
  }

  private tellSoon(): void {
    if (this.closed) return;
    this.tellTimer ??= setTimeout(() => this.tell(), TELL_EVERY_MS);
  }

  private tell(): void {
    clearTimeout(this.tellTimer);
    this.tellTimer = undefined;
    if (!this.closed) this.context.emit('datasetChanged', this.info);
  }
}

function indexName(identity: FileIdentity): string {
  return `index ${nameOfFile(identity)}`;
}
