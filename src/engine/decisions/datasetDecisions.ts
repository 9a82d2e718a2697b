import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Serial } from '../../common/serial';
import type { Dataset } from '../../dataset/dataset';
import type { RowEdits } from '../../dataset/conversation';
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
import { saidBy, type Change, type RowChange } from './change';
import { DecidedRows } from './decidedRows';
import { decisionSummary } from './decisionSummary';
import type { RowHashes } from './rowHashes';
import { RowIds } from './rowIds';
import { byTime } from './takeOver';

/** Row indexes, each once, in any order. */
export interface Verdicts {
  readonly kept: Uint32Array;
  readonly dropped: Uint32Array;
}

/** The same decisions about one row or many. */
export interface OpenDecisions {
  readonly rowIndexes: readonly number[];
  /** In the order in which they are made. */
  readonly decisions: readonly OpenDecision[];
}

const MOST_UNDOABLE = 1000;

/** What is decided by hand about the rows of a dataset, as one file of decisions says. */
export class DatasetDecisions {
  private readonly ids = new RowIds();
  private decided = new DecidedRows(this.ids);
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
    return this.decided.isEmpty && this.passedOver.length === 0;
  }

  get summary(): DecisionSummary {
    this.known ??= this.summarise();
    return this.known;
  }

  of(rowIndex: number): RowDecisions | undefined {
    return this.decided.of(rowIndex);
  }

  /** Rows that are kept or dropped, as it is now. */
  get verdicts(): Verdicts {
    const rowsOf = (wanted: Verdict): Uint32Array =>
      Uint32Array.from(
        this.decided.rowsWith(({ verdict }) => (verdict === wanted ? true : undefined)),
        ([row]) => row,
      );
    this.knownVerdicts ??= { kept: rowsOf('keep'), dropped: rowsOf('drop') };
    return this.knownVerdicts;
  }

  /** Texts in place of those that the file has, by row. */
  get edits(): RowEdits {
    return new Map(this.decided.rowsWith(({ edits }) => edits));
  }

  /** Rows that are not the same, whatever their similarity. */
  get apart(): RowsApart {
    this.knownApart ??= rowsApart(this.pairsApart());
    return this.knownApart;
  }

  private pairsApart(): (readonly [row: number, other: number])[] {
    return this.decided
      .rowsWith(({ notSame }) => notSame)
      .flatMap(([row, others]) =>
        others.flatMap((id) => {
          const other = this.decided.rowOf(id);
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
      const numbers = await this.numbersOf(rowIndexes, signal);
      return this.make(this.changeOf(numbers.values(), (before) => decisions.reduce<RowDecisions>(decide, before)));
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
      const numbers = await this.numbersOf(pairs.flat(), signal);
      const others = new Map<number, string[]>();
      for (const [own, other] of pairs.flatMap(([row, other]) => bothWays(numbers.get(row), numbers.get(other)))) {
        others.set(own, [...(others.get(own) ?? []), this.ids.at(other)]);
      }
      const kind = areSame ? 'undecide' : 'not-same';
      return this.make(
        this.changeOf(others.keys(), (before, number) =>
          (others.get(number) ?? []).reduce<RowDecisions>((now, other) => decide(now, { kind, other }), before),
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
      const changed = await this.make(this.changeTo(together));
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
      const idOfRow = this.decided.idsOfRows();
      const idsAfter = await this.hashes.idsAfter(idOfRow, hashesAfter);
      const idAfter = new Map([...idOfRow].map(([row, id]) => [id, idsAfter.get(row) ?? id]));
      const change = this.changeTo(decidedAfterEdits(this.decided, idAfter));
      if (change.numbers.length > 0) await this.write(change);
      this.done.length = 0; // Changes from before are of rows that are there no more.
      this.undone = [];
      const undoing: Change[] = [change];
      return () => this.work.run(() => this.repeat(undoing, [], ({ before, after: now }) => [now, before], undefined));
    });
  }

  /** Makes a change that can be undone. */
  private async make(change: Change): Promise<ChangedDecisions> {
    if (change.numbers.length === 0) return { rows: 0 };
    await this.write(change);
    this.done.push(change);
    if (this.done.length > MOST_UNDOABLE) this.done.shift();
    this.undone = [];
    return { rows: change.numbers.length };
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
    const change = this.changeOf(last.numbers, (now, _number, at) =>
      decisionsBetween(...wayOf(last.changes[at] as RowChange)).reduce<RowDecisions>(decide, now),
    );
    if (change.numbers.length > 0) await this.write(change);
    from.pop();
    to.push(last);
    return { rows: change.numbers.length };
  }

  /** @param after by row id */
  private changeTo(after: ReadonlyMap<string, RowDecisions>): Change {
    const becoming = [...after.values()];
    const numbers = Array.from(after.keys(), (id) => this.ids.numberOf(id));
    return this.changeOf(numbers, (_before, _number, at) => becoming[at] as RowDecisions);
  }

  private changeOf(
    ids: Iterable<number>,
    becomes: (before: RowDecisions, number: number, at: number) => RowDecisions,
  ): Change {
    const numbers: number[] = [];
    const changes: RowChange[] = [];
    let at = 0;
    for (const number of ids) {
      const before = this.decided.at(number) ?? UNDECIDED;
      const after = becomes(before, number, at++);
      if (isDeepStrictEqual(before, after)) continue;
      const last = changes.at(-1);
      numbers.push(number);
      changes.push(last?.before === before && last.after === after ? last : { before, after });
    }
    return { numbers: Uint32Array.from(numbers), changes };
  }

  private async write(change: Change): Promise<void> {
    const sizeBefore = this.stamp?.size ?? 0;
    const written = await appendDecisions(this.file, saidBy(change, this.ids));
    change.changes.forEach(({ after }, at) => this.decided.set(change.numbers[at] as number, after));
    this.forgetWhatFollows();
    const stamp = await stampOf(this.file);
    this.stamp = stamp.size === sizeBefore + written ? stamp : undefined; // Else another process wrote, too.
  }

  private forgetWhatFollows(): void {
    this.known = undefined;
    this.knownVerdicts = undefined;
    this.knownApart = undefined;
  }

  /** The numbers of rows' ids, by row. */
  private async numbersOf(
    rowIndexes: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<number, number>> {
    const rows = new Set(rowIndexes.filter((row) => row >= 0 && row < this.dataset.rowCount));
    await this.hashes.cover([...rows].reduce((most, row) => Math.max(most, row), -1) + 1, signal);
    const numbers = new Map<number, number>();
    await this.hashes.eachIdOf(rows, signal, (row, id) => {
      const number = this.ids.numberOf(id);
      numbers.set(row, number);
      this.decided.place(number, row);
    });
    return numbers;
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
    this.decided = DecidedRows.of(this.ids, decided, rows);
    this.misplaced = misplaced;
    this.passedOver = passedOver;
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
    const { decided, misplaced, passedOver } = this;
    const present = { has: (id: string) => decided.rowOf(id) !== undefined };
    return decisionSummary(decided.entries(), { present, misplaced, passedOver });
  }
}

/** Of a pair, each of the two with the other. */
function bothWays(own: number | undefined, other: number | undefined): [own: number, other: number][] {
  if (own === undefined || other === undefined || own === other) return [];
  return [
    [own, other],
    [other, own],
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
