import { rename } from 'node:fs/promises';
import { fileExists } from '../../common/fileExists';
import type { Dataset } from '../../dataset/dataset';
import type { ChangedDecisions, RowPair } from '../../protocol/decisions';
import { decisionsFileIn, readDecisions } from '../../decisions/decisionFile';
import { fault, reasonOf } from '../../messages/say';
import { DatasetDecisions, type OpenDecisions } from './datasetDecisions';
import { RowHashes } from './rowHashes';
import { formerFolder, noteSource } from './sourceNote';
import { moveInto } from './takeOver';

/** The files of decisions about one dataset: the one beside it, which is shown and written, and others that are named. */
export class DecisionFiles {
  private readonly hashes: RowHashes;
  private readonly files = new Map<string, DatasetDecisions>();
  private readonly closing = new AbortController();
  private readonly ownFile: string;
  private own: DatasetDecisions | undefined;
  private named: DatasetDecisions | undefined;
  private formerOne: string | undefined;
  /** Nobody waits for it but `close`. */
  private showingAgain: Promise<unknown> = Promise.resolve();

  /**
   * @param folder what people make of the dataset, beside it; it need not exist
   * @param onChange told when others are shown than before, or others are in force
   */
  constructor(
    private readonly dataset: Dataset,
    private readonly folder: string,
    private readonly onChange: () => Promise<void>,
  ) {
    this.ownFile = decisionsFileIn(folder);
    this.hashes = new RowHashes(dataset);
  }

  /** The decisions that are shown with the rows; undefined while nobody wants to see them. */
  get shown(): DatasetDecisions | undefined {
    return this.own;
  }

  /** The decisions that rows are read with: those that are named, else those that are shown. */
  get inForce(): DatasetDecisions | undefined {
    return this.named ?? this.own;
  }

  /**
   * Names the file whose edited texts rows are read with, from the next job on.
   * @param file undefined = the one that is shown
   * @throws DeitaError `fileNotFound`
   */
  async use(file: string | undefined): Promise<void> {
    if (file !== undefined && !(await fileExists(file))) throw fault('noDecisionFile', { file });
    this.named = file === undefined || file === this.own?.file ? undefined : this.of(file);
  }

  /** A folder with what was decided when the file had another name; undefined = none is known. */
  get former(): string | undefined {
    return this.formerOne;
  }

  /** Shows what is decided in the file beside the dataset, as soon as its rows are known again. */
  async show(): Promise<void> {
    this.own ??= this.of(this.ownFile);
    await this.own.load(this.closing.signal);
    this.formerOne = await formerFolder(this.folder, this.dataset);
    if (!this.own.isEmpty || this.formerOne !== undefined) await this.onChange();
  }

  /** What is shown, as the file says it now; it is shown from now on. */
  async untilShown(signal: AbortSignal | undefined): Promise<DatasetDecisions> {
    this.own ??= this.of(this.ownFile);
    this.named = undefined;
    await this.own.load(signal);
    return this.own;
  }

  /**
   * Makes the folder from before the file was renamed its own. Where it has one already, the decisions of both are in
   * force, of two about the same the later one, which can be undone.
   * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
   */
  async adopt(signal: AbortSignal | undefined): Promise<void> {
    const { folder, formerOne: former } = this;
    if (former === undefined) return;
    const hasOwn = await fileExists(folder);
    if (hasOwn && (await fileExists(decisionsFileIn(former)))) {
      const { decisions } = await readDecisions(decisionsFileIn(former));
      await this.change((own) => own.takeOver(decisions, signal));
    }
    try {
      await (hasOwn ? moveInto(folder, former) : rename(former, folder));
    } catch (error) {
      throw fault('decisionsNotKept', { file: this.ownFile, reason: reasonOf(error) });
    }
    await noteSource(folder, this.dataset);
    await this.show();
  }

  /** What a file says now. @throws DeitaError `fileNotFound`, `fileUnreadable`, `fileChanged`, `cancelled` */
  async read(file: string, signal: AbortSignal | undefined): Promise<DatasetDecisions> {
    if (!(await fileExists(file))) throw fault('noDecisionFile', { file });
    const decisions = this.of(file);
    await decisions.load(signal);
    return decisions;
  }

  /** What the named file says, else the one beside the dataset; undefined where that one is not there. */
  async readIfAny(file: string | undefined, signal: AbortSignal | undefined): Promise<DatasetDecisions | undefined> {
    if (file === undefined && !(await fileExists(this.ownFile))) return undefined;
    return this.read(file ?? this.ownFile, signal);
  }

  async add(request: OpenDecisions, signal: AbortSignal | undefined): Promise<ChangedDecisions> {
    return this.change((own) => own.add(request, signal));
  }

  async tellApart(
    pairs: readonly RowPair[],
    areSame: boolean,
    signal: AbortSignal | undefined,
  ): Promise<ChangedDecisions> {
    return this.change((own) => own.tellApart(pairs, areSame, signal));
  }

  async undo(signal: AbortSignal | undefined): Promise<ChangedDecisions> {
    return this.change((own) => own.undo(signal));
  }

  async redo(signal: AbortSignal | undefined): Promise<ChangedDecisions> {
    return this.change((own) => own.redo(signal));
  }

  /** @param same rows at the start that are what they were */
  rowsChanged(same: number): void {
    this.hashes.truncate(same);
    for (const decisions of this.files.values()) decisions.forgetRows();
    if (this.own === undefined) return;
    // The next request for them says what is wrong.
    const showing = this.showAgain(this.own).catch(() => undefined);
    this.showingAgain = Promise.all([this.showingAgain, showing]);
  }

  /** Resolves once nothing more is written. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.showingAgain;
  }

  /** A file that was edited is known by what it is now. */
  private async showAgain(own: DatasetDecisions): Promise<void> {
    await this.show();
    if (!own.isEmpty) await noteSource(this.folder, this.dataset);
  }

  private async change(work: (own: DatasetDecisions) => Promise<ChangedDecisions>): Promise<ChangedDecisions> {
    this.own ??= this.of(this.ownFile);
    const changed = await work(this.own);
    if (changed.rows > 0) await noteSource(this.folder, this.dataset);
    this.named = undefined;
    await this.onChange();
    return changed;
  }

  private of(file: string): DatasetDecisions {
    let decisions = this.files.get(file);
    if (decisions === undefined) {
      decisions = new DatasetDecisions(this.dataset, this.hashes, file);
      this.files.set(file, decisions);
    }
    return decisions;
  }
}
