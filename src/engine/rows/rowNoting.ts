import type { Dataset } from '../../dataset/dataset';
import type { FileIdentity } from '../../dataset/fileIdentity';
import { noteAllRows, noteRemainingRows } from '../noteAllRows';
import { orAborted } from '../job';
import type { KeptFacts } from './keptFacts';
import { RowFacts } from './rowFacts';
import { readInPieces } from './rowReader';

/** Files of this size are read in about a second. */
const READ_AT_ONCE_BYTES = 32 * 1024 * 1024;

export interface NotingPorts {
  /** True while something else reads the rows. */
  readonly isPaused: () => boolean;
  /** True while a person goes through the rows. */
  readonly isBrowsed: () => boolean;
  readonly onProgress: () => void;
  /** Told when all rows are known. */
  readonly onNoted: () => void;
  readonly onFailed: (error: unknown) => void;
}

/** Finds out what there is to know of a dataset's rows: in the background, unless they are read for something else. */
export class RowNoting {
  private known = new RowFacts();
  private noting = new AbortController();
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly dataset: Dataset,
    private readonly kept: KeptFacts,
    private readonly ports: NotingPorts,
  ) {}

  get facts(): RowFacts {
    return this.known;
  }

  /** Takes up what an earlier engine found out about this content. */
  async restore(): Promise<void> {
    this.known = (await this.kept.read(this.dataset.identity)) ?? this.known;
  }

  /** What tells the rows of another version of the file apart; undefined where it is not known. */
  async fingerprintsOf(identity: FileIdentity): Promise<Float64Array | undefined> {
    return (await this.kept.read(identity))?.fingerprints;
  }

  /** Forgets all but the first rows, because the others are no longer what they were. */
  truncate(rows: number): void {
    this.known = rows === 0 ? new RowFacts() : this.known.upTo(rows);
  }

  /** Reads rows again that have been noted and say something else now. */
  async noteAgain(rowIndexes: readonly number[]): Promise<void> {
    const isAll = this.isComplete;
    // A copy: what was known before may be under way to the disk, as rows that were read before are to what was known.
    this.truncate(this.known.noted);
    const facts = this.known;
    for await (const rows of readInPieces(this.dataset, rowIndexes)) for (const row of rows) facts.noteAgain(row);
    if (isAll) this.noted();
    else this.noteInBackground();
  }

  /** Reads a small file at once, so that its rows keep what they have without a moment in between. */
  async noteSmallFile(): Promise<void> {
    if (this.dataset.byteLength > READ_AT_ONCE_BYTES) return;
    const { signal } = this.begin();
    const reading = this.dataset.indexed.then(() => noteRemainingRows(this.dataset, this.known, signal));
    await reading.then(
      () => this.noted(),
      () => undefined,
    ); // Whoever reads the rows next is told.
  }

  /** Finds bad rows and counts turns while nothing else reads the rows. */
  noteInBackground(): void {
    const { isPaused, isBrowsed, onProgress, onFailed } = this.ports;
    const { signal } = this.begin();
    noteAllRows(this.dataset, this.known, { signal, isPaused, isBrowsed, onProgress }).then(
      () => {
        if (signal.aborted) return;
        this.noted();
        this.keep();
      },
      (error: unknown) => {
        if (signal.aborted) return;
        onFailed(error);
        this.settle();
      },
    );
  }

  /** Keeps what is known of rows as they stand in the file; edits are not kept with it. */
  keep(): void {
    if (this.dataset.edits.size === 0) this.kept.keep(this.dataset.identity, this.known);
  }

  /** Waits until every row is noted. @returns whether they are; else they cannot be read @throws DeitaError `cancelled` */
  async untilNoted(signal: AbortSignal | undefined): Promise<boolean> {
    if (!this.isComplete) {
      const ended = new Promise<void>((resolve) => this.waiting.add(resolve));
      await orAborted(ended, signal);
    }
    return this.isComplete;
  }

  stop(): void {
    this.noting.abort();
    this.settle();
  }

  /** Nobody has to wait any longer. */
  private settle(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  private noted(): void {
    this.ports.onNoted();
    this.settle();
  }

  private get isComplete(): boolean {
    return this.dataset.isIndexed && this.known.noted === this.dataset.rowCount;
  }

  private begin(): AbortController {
    this.noting.abort();
    this.noting = new AbortController();
    return this.noting;
  }
}
