import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Serial } from '../../common/serial';
import type { Dataset } from '../../dataset/dataset';
import type { RowEdits, TextEdits } from '../../dataset/conversation';
import { havePlaces } from '../../dataset/textEdits';
import type { Decision } from '../../decisions/decision';
import { appendDecisions, readDecisions, type PassedOverLine } from '../../decisions/decisionFile';
import {
  decidedAfterEdits,
  decidedRows,
  decide,
  decisionsBetween,
  UNDECIDED,
  type OpenDecision,
  type RowDecisions,
  type Verdict,
} from '../../decisions/rowDecisions';
import type { ChangedDecisions, DecisionSummary, RowPair } from '../../protocol/decisions';
import { rowsApart, type RowsApart } from '../../selection/comparability';
import { readWrittenInPieces } from '../rows/rowReader';
import { decisionSummary } from './decisionSummary';
import type { RowHashes } from './rowHashes';
import { byTime } from './takeOver';

/** Row indexes, each once, in any order. */
export interface Verdicts {
  readonly kept: Uint32Array;
  readonly dropped: Uint32Array;
}

interface RowChange {
  readonly before: RowDecisions;
  readonly after: RowDecisions;
}

/** What one request changed, by row id. */
type Change = ReadonlyMap<string, RowChange>;

/** The same decisions about one row or many. */
export interface OpenDecisions {
  readonly rowIndexes: readonly number[];
  /** In the order in which they are made. */
  readonly decisions: readonly OpenDecision[];
}

const MOST_UNDOABLE = 1000;

/** What is decided by hand about the rows of a dataset, as one file of decisions says. */
export class DatasetDecisions {
  private decided = new Map<string, RowDecisions>();
  private idOfRow = new Map<number, string>();
  private passedOver: readonly PassedOverLine[] = [];
  /** Ids of rows with an edit of a text that they do not have. */
  private misplaced: ReadonlySet<string> = new Set();
  /** Of the file that was read last, or written; undefined = it is to be read. */
  private stamp: Stamp | undefined;
  private known: DecisionSummary | undefined;
  private knownVerdicts: Verdicts | undefined;
  private knownApart: RowsApart | undefined;
  private readonly done: Change[] = [];
  private undone: Change[] = [];
  /** Each begins with what the one before has written. */
  private readonly work = new Serial();

  constructor(
    private readonly dataset: Dataset,
    private readonly hashes: RowHashes,
    /** Absolute path; it need not exist. */
    readonly file: string,
  ) {}

  /** Whether nothing is written there, as far as it has been read. */
  get isEmpty(): boolean {
    return this.decided.size === 0 && this.passedOver.length === 0;
  }

  get summary(): DecisionSummary {
    this.known ??= this.summarise();
    return this.known;
  }

  of(rowIndex: number): RowDecisions | undefined {
    const id = this.idOfRow.get(rowIndex);
    return id === undefined ? undefined : this.decided.get(id);
  }

  /** Rows that are kept or dropped, as it is now. */
  get verdicts(): Verdicts {
    this.knownVerdicts ??= { kept: this.rowsWith('keep'), dropped: this.rowsWith('drop') };
    return this.knownVerdicts;
  }

  private rowsWith(verdict: Verdict): Uint32Array {
    const rows: number[] = [];
    for (const [row, id] of this.idOfRow) if (this.decided.get(id)?.verdict === verdict) rows.push(row);
    return Uint32Array.from(rows);
  }

  /** Texts in place of those that the file has, by row. */
  get edits(): RowEdits {
    const edits = new Map<number, TextEdits>();
    for (const [row, id] of this.idOfRow) {
      const texts = this.decided.get(id)?.edits;
      if (texts !== undefined) edits.set(row, texts);
    }
    return edits;
  }

  /** Rows that are not the same, whatever their similarity. */
  get apart(): RowsApart {
    this.knownApart ??= rowsApart(this.pairsApart());
    return this.knownApart;
  }

  private pairsApart(): (readonly [row: number, other: number])[] {
    // Of both rows of a pair it is known.
    const told = [...this.idOfRow].filter(([, id]) => this.decided.get(id)?.notSame !== undefined);
    const rowOf = new Map(told.map(([row, id]) => [id, row]));
    return told.flatMap(([row, id]) =>
      (this.decided.get(id)?.notSame ?? []).flatMap((otherId) => {
        const other = rowOf.get(otherId);
        return other === undefined ? [] : [[row, other] as const];
      }),
    );
  }

  /** The rows are others, or in other places: they are found again when asked for. */
  forgetRows(): void {
    void this.work.run(() => {
      this.stamp = undefined; // In turn: a reading under way would say that it knows them.
      return Promise.resolve();
    });
  }

  /**
   * Reads what another process or a person has written since.
   * @throws DeitaError `fileUnreadable`, `fileChanged`, `cancelled`
   */
  load(signal?: AbortSignal): Promise<void> {
    return this.work.run(() => this.readIfChanged(signal));
  }

  /** @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled` */
  add({ rowIndexes, decisions }: OpenDecisions, signal?: AbortSignal): Promise<ChangedDecisions> {
    return this.work.run(async () => {
      await this.readIfChanged(signal);
      const ids = await this.idsOf(rowIndexes, signal);
      return this.make(this.changeOf(ids.values(), (before) => decisions.reduce<RowDecisions>(decide, before)));
    });
  }

  /**
   * Decides that rows are not the same, or takes that back.
   * @param pairs of different rows
   * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
   */
  tellApart(pairs: readonly RowPair[], areSame: boolean, signal?: AbortSignal): Promise<ChangedDecisions> {
    return this.work.run(async () => {
      await this.readIfChanged(signal);
      const ids = await this.idsOf(pairs.flat(), signal);
      const others = new Map<string, string[]>();
      for (const [id, other] of pairs.flatMap(([row, other]) => bothWays(ids.get(row), ids.get(other)))) {
        others.set(id, [...(others.get(id) ?? []), other]);
      }
      const kind = areSame ? 'undecide' : 'not-same';
      return this.make(
        this.changeOf(others.keys(), (before, id) =>
          (others.get(id) ?? []).reduce<RowDecisions>((now, other) => decide(now, { kind, other }), before),
        ),
      );
    });
  }

  /**
   * Decides what another file says of the same rows, too; of two decisions about the same the later one counts.
   * @throws DeitaError `outputFailed`, `fileUnreadable`, `fileChanged`, `cancelled`
   */
  takeOver(others: readonly Decision[], signal?: AbortSignal): Promise<ChangedDecisions> {
    return this.work.run(async () => {
      await this.readIfChanged(signal);
      const own = (this.stamp?.size ?? 0) === 0 ? [] : (await readDecisions(this.file)).decisions;
      const together = decidedRows(byTime(others, own));
      const changed = await this.make(this.changeOf(together.keys(), (before, id) => together.get(id) ?? before));
      this.stamp = undefined; // Rows that nothing was decided about are looked for.
      await this.readIfChanged(signal);
      return changed;
    });
  }

  /** Takes back the last change that was made here, and nothing that others have decided about its rows since. */
  undo(signal?: AbortSignal): Promise<ChangedDecisions> {
    return this.work.run(() => this.repeat(this.done, this.undone, ({ before, after }) => [after, before], signal));
  }

  /** Makes the last change that was taken back again. */
  redo(signal?: AbortSignal): Promise<ChangedDecisions> {
    return this.work.run(() => this.repeat(this.undone, this.done, ({ before, after }) => [before, after], signal));
  }

  /**
   * Decides under the ids that rows will have what is decided under those that they have, but for the edits, which are in
   * the file then.
   * @param hashesAfter content hashes of edited rows as they will be
   * @returns what takes that back
   */
  moveToIdsAfter(hashesAfter: ReadonlyMap<number, string>): Promise<() => Promise<ChangedDecisions>> {
    return this.work.run(async () => {
      const idsAfter = await this.hashes.idsAfter(this.idOfRow, hashesAfter);
      const idAfter = new Map([...this.idOfRow].map(([row, id]) => [id, idsAfter.get(row) ?? id]));
      const after = decidedAfterEdits(this.decided, idAfter);
      const change = this.changeOf(after.keys(), (_before, id) => after.get(id) as RowDecisions);
      if (change.size > 0) await this.write(change);
      this.done.length = 0; // Changes from before are of rows that are there no more.
      this.undone = [];
      const undoing: Change[] = [change];
      return () => this.work.run(() => this.repeat(undoing, [], ({ before, after: now }) => [now, before], undefined));
    });
  }

  /** Makes a change that can be undone. */
  private async make(change: Change): Promise<ChangedDecisions> {
    if (change.size === 0) return { rows: 0 };
    await this.write(change);
    this.done.push(change);
    if (this.done.length > MOST_UNDOABLE) this.done.shift();
    this.undone = [];
    return { rows: change.size };
  }

  private async repeat(
    from: Change[],
    to: Change[],
    wayOf: (change: RowChange) => readonly [from: RowDecisions, to: RowDecisions],
    signal: AbortSignal | undefined,
  ): Promise<ChangedDecisions> {
    await this.readIfChanged(signal);
    const last = from.at(-1);
    if (last === undefined) return { rows: 0 };
    const change = this.changeOf(last.keys(), (now, id) =>
      decisionsBetween(...wayOf(last.get(id) as RowChange)).reduce<RowDecisions>(decide, now),
    );
    if (change.size > 0) await this.write(change);
    from.pop();
    to.push(last);
    return { rows: change.size };
  }

  private changeOf(ids: Iterable<string>, becomes: (before: RowDecisions, id: string) => RowDecisions): Change {
    const change = new Map<string, RowChange>();
    let last: RowChange | undefined; // Many rows at once become the same, and share it.
    for (const id of ids) {
      const before = this.decided.get(id) ?? UNDECIDED;
      const after = becomes(before, id);
      if (isDeepStrictEqual(before, after)) continue;
      if (last?.before !== before || last.after !== after) last = { before, after };
      change.set(id, last);
    }
    return change;
  }

  private async write(change: Change): Promise<void> {
    const sizeBefore = this.stamp?.size ?? 0;
    const written = await appendDecisions(this.file, linesOf(change));
    for (const [id, { after }] of change) this.decided.set(id, after);
    this.forgetWhatFollows();
    const stamp = await stampOf(this.file);
    this.stamp = stamp.size === sizeBefore + written ? stamp : undefined; // Else another process wrote, too.
  }

  private forgetWhatFollows(): void {
    this.known = undefined;
    this.knownVerdicts = undefined;
    this.knownApart = undefined;
  }

  private async idsOf(
    rowIndexes: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<number, string>> {
    const rows = new Set(rowIndexes.filter((row) => row >= 0 && row < this.dataset.rowCount));
    await this.hashes.cover([...rows].reduce((most, row) => Math.max(most, row), -1) + 1, signal);
    const ids = await this.hashes.idsOf(rows, signal);
    for (const [row, id] of ids) this.idOfRow.set(row, id);
    return ids;
  }

  private async readIfChanged(signal: AbortSignal | undefined): Promise<void> {
    const stamp = await stampOf(this.file);
    if (isDeepStrictEqual(stamp, this.stamp)) return;
    const { decisions, passedOver } = stamp.size === 0 ? NOTHING : await readDecisions(this.file);
    const decided = decidedRows(decisions);
    if (decided.size > 0) {
      await this.dataset.indexed;
      await this.hashes.cover(this.dataset.rowCount, signal);
    }
    const rows = await this.hashes.rowsOf(decided.keys(), signal);
    const misplaced = await this.misplacedAmong(rows, decided, signal);
    this.decided = decided;
    this.misplaced = misplaced;
    this.passedOver = passedOver;
    this.idOfRow = new Map();
    for (const [id, row] of rows) this.idOfRow.set(row, id);
    this.forgetWhatFollows();
    this.stamp = stamp;
  }

  private async misplacedAmong(
    rows: ReadonlyMap<string, number>,
    decided: ReadonlyMap<string, RowDecisions>,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlySet<string>> {
    const idOfEdited = new Map(
      [...rows].flatMap(([id, row]) => (decided.get(id)?.edits === undefined ? [] : [[row, id]])),
    );
    const misplaced = new Set<string>();
    for await (const piece of readWrittenInPieces(
      this.dataset,
      [...idOfEdited.keys()].sort((a, b) => a - b),
      { signal },
    )) {
      for (const { rowIndex, bytes } of piece) {
        const id = idOfEdited.get(rowIndex) ?? '';
        if (!havePlaces(bytes, decided.get(id)?.edits ?? {})) misplaced.add(id);
      }
    }
    return misplaced;
  }

  private summarise(): DecisionSummary {
    const present = new Set(this.idOfRow.values());
    return decisionSummary(this.decided, { present, misplaced: this.misplaced, passedOver: this.passedOver });
  }
}

/** What a change says, one decision a line, all of the same time. */
function* linesOf(change: Change): Generator<Decision> {
  const at = new Date().toISOString();
  for (const [id, { before, after }] of change) {
    for (const { kind, other, ...rest } of decisionsBetween(before, after)) {
      if (other === undefined) yield { id, kind, ...rest, at };
      // One line says it of both rows.
      else if (id < other || !change.has(other)) yield { id, kind, other, at };
    }
  }
}

/** Of a pair, each of the two with the other. */
function bothWays(id: string | undefined, other: string | undefined): [id: string, other: string][] {
  if (id === undefined || other === undefined || id === other) return [];
  return [
    [id, other],
    [other, id],
  ];
}

const NOTHING = { decisions: [], passedOver: [] };

/** Another one whenever the file may hold something else. */
interface Stamp {
  /** Bytes; 0 where there is no file. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

async function stampOf(file: string): Promise<Stamp> {
  return stat(file).then(
    ({ size, mtimeMs, ino }) => ({ size, mtimeMs, ino }),
    () => ({ size: 0, mtimeMs: 0, ino: 0 }),
  );
}
