import { isCancelled, throwIfAborted } from '../common/errors';
import type { FieldMapping, RowProblem, TextEdits } from '../dataset/conversation';
import { companionFolder } from '../dataset/keptRuns';
import { Dataset } from '../dataset/dataset';
import { rowsWithOtherTexts } from '../dataset/textEdits';
import type { DatasetInfo } from '../protocol/dataset';
import type { ViewInfo, ViewQuery } from '../protocol/views';
import type { KeptFiles } from '../storage/cacheStore';
import { loggedError } from '../protocol/loggedError';
import { KeptColumns } from './composition/keptColumns';
import { infoOf } from './datasetInfo';
import type { UndoableEdits } from './decisions/applyEdits';
import { DecisionFiles } from './decisions/decisionFiles';
import type { EngineContext } from './engineContext';
import { logOnceRead } from './fileFields';
import { indexingProgress } from './indexingProgress';
import { JobSlot, orAborted, type JobContext } from './job';
import { DuplicateGroups } from './nearDuplicates/duplicateGroups';
import { NeighbourSearch } from './neighbourSearch';
import { SimilarityFiller } from './similarityFiller';
import { DatasetResults } from './results/datasetResults';
import { restoreResults } from './results/restoreResults';
import { serialiseResults } from './results/resultSnapshot';
import type { PoolResults, PoolScores } from './results/poolResults';
import { FormerRows } from './rows/formerRows';
import { KeptFacts, nameOfIndex } from './rows/keptFacts';
import type { RowFacts } from './rows/rowFacts';
import { RowNoting } from './rows/rowNoting';
import { RowPresenter } from './rows/rowPresenter';
import { FiguresOfResults } from './results/selectionFigures';
import type { SelectionResult } from './results/selectionResult';
import { AddedSignals } from './signals/addedSignals';
import { KeptSignals } from './signals/keptSignals';
import type { View } from './views/view';
import { createView } from './views/createView';
import { Views } from './views/views';

/** Many small changes, such as a growing index, are told of this often. */
const TELL_EVERY_MS = 250;

/** One open dataset: its file, what is known of its rows, and its views. */
export class OpenDataset {
  readonly jobs = new JobSlot(
    () => this.similarities.hold(),
    () => {
      this.similarities.release();
      this.takeUpEdits().catch(() => undefined); // Those that waited for the job; the next one says what is wrong.
    },
  );
  readonly similarities: SimilarityFiller;
  readonly rows: RowPresenter;
  readonly neighbours: NeighbourSearch;
  readonly decisions: DecisionFiles;
  readonly groups: DuplicateGroups;
  readonly keptSignals: KeptSignals;
  readonly columns = new KeptColumns(this);
  readonly added = new AddedSignals(() => {
    this.keptSignals.keep();
    this.tell();
  });
  /** What was written into the file last; undefined = nothing, or it was taken back. */
  applied: UndoableEdits | undefined;
  private readonly found = new DatasetResults();
  private editing: Promise<unknown> = Promise.resolve();
  readonly views = new Views();
  readonly former: FormerRows;
  private readonly figures = new FiguresOfResults();
  private readonly noting: RowNoting;
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
    this.former = new FormerRows(dataset, this.views, () => this.facts);
    this.decisions = new DecisionFiles(dataset, companionFolder(dataset.path), () => this.decisionsChanged());
    this.rows = new RowPresenter(
      dataset,
      () => this.shownResults,
      () => this.facts,
      (row) => this.decisions.shown?.of(row),
      this.added,
      (row, other) => this.decisions.inForce?.apart.get(row)?.has(other) ?? false,
      () => this.groups.groupOf,
    );
    this.groups = new DuplicateGroups(this, context.cache.selections, () => this.tell());
    const { files } = context.cache;
    const keptFacts = new KeptFacts(id, files, (name, parts) => this.keep(files, name, parts));
    this.noting = new RowNoting(dataset, keptFacts, {
      isPaused: () => this.jobs.busy || this.views.searching,
      isBrowsed: () => this.rows.isBrowsed,
      onProgress: () => this.tellSoon(),
      onNoted: () => this.carryOver(),
      onFailed: (error) =>
        context.log({ level: 'warn', message: `${dataset.path} was not read to its end.`, ...loggedError(error) }),
    });
    const { selections } = context.cache;
    this.keptSignals = new KeptSignals(this, selections, (name, parts) => this.keep(selections, name, parts));
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
      restoreIndex: (identity) => context.cache.files.read(nameOfIndex(identity)),
      scratch: context.cache.scratch,
      ...(fields === undefined ? {} : { fields }),
      ...(signal === undefined ? {} : { signal }),
    });
    const open = new OpenDataset(id, dataset, fields, `results ${id}`, context);
    await open.restore();
    if (!dataset.isRestored) open.keepIndex();
    logOnceRead(id, dataset, context);
    open.noteInBackground();
    return open;
  }

  get info(): DatasetInfo {
    const { results, facts, found, figures, dataset } = this;
    return { ...infoOf(this), ...figures.infoOf(results, facts, dataset.rowCount), ...found.infoOfFormer };
  }

  /** What rows are shown with: until there is a selection, that of what the file held before. */
  get shownResults(): PoolResults {
    return this.found.shown;
  }

  get facts(): RowFacts {
    return this.noting.facts;
  }

  /** Of the rows as they are now: what runs go by. */
  get results(): PoolResults {
    return this.found.now;
  }

  get problems(): readonly RowProblem[] {
    return this.facts.problems;
  }

  /** Waits until every row has been read. @returns whether they could be @throws DeitaError `cancelled` */
  untilNoted(signal: AbortSignal | undefined): Promise<boolean> {
    return this.noting.untilNoted(signal);
  }

  /** Waits for the whole index, and takes up what has changed in the file since. */
  async prepareForJob(job: JobContext): Promise<void> {
    await this.untilIndexed(job).catch((error: unknown) => {
      if (isCancelled(error)) throw error; // Another failure may be mended by looking at the file again.
    });
    await this.takeUpFile();
    await this.untilIndexed(job);
    await this.decisions.inForce?.load(job.signal);
    await this.takeUpEdits();
  }

  /** Reads rows with the texts that are in force; what was known of the others stays. */
  takeUpEdits(): Promise<void> {
    const taking = this.editing.then(() => this.readEdited());
    this.editing = taking.catch(() => undefined);
    return taking;
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
    if (!this.jobs.busy) await this.takeUpFile();
  }

  setScores(scores: PoolScores): void {
    this.found.setScores(scores);
    this.tell();
  }

  /** Shows scores while there are more and more of them, where that hides nothing: they stay when the job is cancelled. */
  showScores(scores: PoolScores): void {
    if (this.found.showScores(scores)) this.tellSoon();
  }

  /** Resolves once the selection would be shown again by a new engine. @param scores null = none are known */
  async setSelection(scores: PoolScores | null, selection: SelectionResult): Promise<void> {
    this.found.setSelection(scores, selection);
    this.tell();
    const snapshot = serialiseResults(this.dataset.identity, this.results);
    this.keep(this.context.cache.selections, this.snapshotName, snapshot);
    // All rows have been noted by now: a file that is edited meanwhile is compared with them.
    this.noting.keep();
    await this.keeping;
  }

  /** @throws DeitaError `cancelled` when the view was closed or set again meanwhile */
  async setView(viewId: string, query: ViewQuery, signal: AbortSignal | undefined): Promise<ViewInfo> {
    const { id, context } = this;
    return this.views.set(
      viewId,
      (onChange) => createView(this, query, { onChange, log: context.log }, signal),
      (info) => context.emit('viewChanged', { datasetId: id, viewId, ...info }),
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
    this.noting.stop();
    clearTimeout(this.tellTimer);
    this.views.closeAll();
    await Promise.all([this.decisions.close(), this.neighbours.reset(), this.similarities.hold()]); // Held for good.
    await this.dataset.close();
    await this.keeping; // Its index, too, which may just have been completed.
  }

  /** Takes up what has changed in the file since. */
  async takeUpFile(options: { readonly isRewritten?: boolean } = {}): Promise<void> {
    await this.similarities.hold(); // They would be kept as those of the file as it is now.
    try {
      await this.takeUpChanges(options);
    } finally {
      this.similarities.release();
    }
  }

  /** Of results of another content remains what is true of the rows that are still there. */
  private async takeUpChanges(options: { readonly isRewritten?: boolean }): Promise<void> {
    const rowsBefore = this.dataset.rowCount;
    const takeUpRows = this.former.beforeRowsChange();
    const takeUp = this.found.beforeRowsChange(() => this.facts.fingerprints);
    const change = await this.dataset.refresh(options);
    if (change === 'unchanged' || this.closed) return;
    takeUp(change === 'extended');
    takeUpRows(change === 'extended');
    this.added.clear();
    this.groups.clear();
    this.rows.reset();
    this.columns.clear();
    await this.neighbours.reset();
    // What was added may have gone on with the last row.
    const sameRows = change === 'reindexed' ? 0 : Math.max(0, rowsBefore - 1);
    this.noting.truncate(sameRows);
    this.dataset.edits = new Map([...this.dataset.edits].filter(([row]) => row < sameRows));
    this.decisions.rowsChanged(sameRows);
    if (this.found.isPending || !this.views.isEmpty) await this.noting.noteSmallFile();
    this.keepIndex();
    logOnceRead(this.id, this.dataset, this.context);
    this.noteInBackground();
    this.tell();
  }

  private async readEdited(): Promise<void> {
    const edits = this.decisions.inForce?.edits ?? new Map<number, TextEdits>();
    const changed = rowsWithOtherTexts(this.dataset.edits, edits);
    if (changed.length === 0 || this.closed) return;
    await this.similarities.hold(); // They would be kept as those of the rows as they are now.
    try {
      this.found.changeTexts(this.decisions.inForce?.summary.texts, () => this.facts.fingerprints);
      this.dataset.edits = edits;
      this.rows.reset();
      this.columns.clear();
      await this.neighbours.reset();
      await this.noting.noteAgain(changed);
    } finally {
      this.similarities.release();
    }
    this.tell();
  }

  /** What is decided by hand is another than it was. */
  private async decisionsChanged(): Promise<void> {
    if (!this.jobs.busy && !this.closed) await this.takeUpEdits();
    this.tell();
  }

  private carryOver(): void {
    if (this.found.carryOver(() => this.facts.fingerprints)) this.tell();
  }

  /** What an earlier engine found out about this content, or about the one that the file had then. */
  private async restore(): Promise<void> {
    const { identity } = this.dataset;
    const [bytes] = await Promise.all([
      this.context.cache.selections.read(this.snapshotName),
      this.noting.restore(),
      this.groups.restore(),
    ]);
    if (bytes !== undefined) await restoreResults(this.found, bytes, identity, this.noting);
    this.dataset.indexed.then(
      () => this.dropForeignResults(),
      () => undefined,
    );
  }

  /** An earlier version may have found other rows in the same content: its results are of no use then. */
  private dropForeignResults(): void {
    if (this.found.dropForeign(this.dataset.rowCount)) this.tell();
  }

  /** Keeps the index once it is complete, so that the next opening need not read the file. */
  private keepIndex(): void {
    this.dataset.indexed.then(
      () => this.keep(this.context.cache.files, nameOfIndex(this.dataset.identity), this.dataset.snapshot()),
      () => undefined, // A file that cannot be read to its end is reported by whoever reads its rows.
    );
  }

  /** Writes in the background, one after the other; `close` waits for it. */
  private keep(place: KeptFiles, name: string, parts: readonly Uint8Array[]): void {
    this.keeping = this.keeping.then(() => place.write(name, parts));
  }

  private noteInBackground(): void {
    if (!this.closed) this.noting.noteInBackground();
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
