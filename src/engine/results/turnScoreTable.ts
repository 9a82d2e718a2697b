import { grownArray } from '../../common/grownArray';
import type { Message, MessageArgument } from '../../common/message';
import type { Writable } from '../../common/writable';
import { say } from '../../messages/say';
import type { CachedTurnScore } from '../../storage/scoreCache';
import { evolScore, unscoredReason } from '../../scoring/evolScore';
import type { ScoredTurn, TurnScore } from '../../scoring/scorer';

const NO_SCORE = say('unscored.noScore');

/**
 * Scores of every turn and row of a pool in typed arrays: 17 bytes a turn and 12 a row. Rows are added in file order.
 * What is rare (why a turn is unscored, what was cut) is kept apart.
 */
export class TurnScoreTable {
  /** One a row; NaN = unscored. */
  readonly evolScores: Float64Array;
  /** Whether some of them are no numbers to rank by: imported ones may be anything. */
  hasInfiniteScores = false;
  private turnStarts: Uint32Array;
  private readonly reasons = new Map<number, MessageArgument>();
  private readonly notes = new Map<number, Message>();
  private complexity: Float64Array;
  private quality: Float64Array;
  private outsideLanguage: Uint8Array;
  private rows = 0;
  private scored = 0;

  constructor(readonly rowCount: number) {
    this.evolScores = new Float64Array(rowCount).fill(Number.NaN);
    this.turnStarts = new Uint32Array(rowCount + 1);
    // Most rows have a turn, and most pools hardly more turns than rows.
    this.complexity = new Float64Array(rowCount);
    this.quality = new Float64Array(rowCount);
    this.outsideLanguage = new Uint8Array(rowCount);
  }

  /** Adds the next row. @param badRowReason why a bad row has no turns to score */
  addRow(turns: readonly CachedTurnScore[], badRowReason?: MessageArgument): void {
    const row = this.rows++;
    const first = this.turnStarts[row] ?? 0;
    this.turnStarts[row + 1] = first + turns.length;
    this.reserve(first + turns.length);
    for (let index = 0; index < turns.length; index++) this.setTurn(first + index, turns[index] as CachedTurnScore);
    if (!this.setScore(row)) this.reasons.set(row, badRowReason ?? unscoredReason(this.turnsOf(row)));
  }

  /** Adds as the next row what another table has of a row. */
  addRowOf(table: TurnScoreTable, row: number): void {
    const turns: CachedTurnScore[] = [];
    for (let turn = table.startOf(row); turn < table.startOf(row + 1); turn++) turns.push(table.cachedTurnAt(turn));
    this.addRow(turns, table.reasonOf(row));
  }

  turnsOf(row: number): TurnScore[] {
    const turns: TurnScore[] = [];
    for (let turn = this.startOf(row); turn < this.startOf(row + 1); turn++) turns.push(this.turnAt(turn));
    return turns;
  }

  turnCountOf(row: number): number {
    return this.startOf(row + 1) - this.startOf(row);
  }

  /** Rows that have a score. */
  get rowsScored(): number {
    return this.scored;
  }

  /** Turns whose text was cut before it was scored. */
  get turnsTruncated(): number {
    let count = 0;
    for (const turn of this.notes.keys()) {
      if (!Number.isNaN(this.complexity[turn] ?? Number.NaN)) count++;
    }
    return count;
  }

  /** Rows with a turn whose instruction is in a language that the scorer was not trained on. */
  get rowsOutsideLanguage(): number {
    const marks = this.outsideLanguage;
    let count = 0;
    let row = 0;
    for (let turn = marks.indexOf(1); turn >= 0; turn = marks.indexOf(1, this.startOf(row))) {
      while (this.startOf(row + 1) <= turn) row++;
      count++;
      row++;
    }
    return count;
  }

  reasonOf(row: number): MessageArgument | undefined {
    return this.reasons.get(row);
  }

  /** Sum over the turns; NaN where the row is unscored. */
  totalComplexityOf(row: number): number {
    return this.totalOf(this.complexity, row);
  }

  totalQualityOf(row: number): number {
    return this.totalOf(this.quality, row);
  }

  /** Mean over the turns; NaN where the row is unscored. */
  meanComplexityOf(row: number): number {
    return this.totalComplexityOf(row) / this.turnCountOf(row);
  }

  meanQualityOf(row: number): number {
    return this.totalQualityOf(row) / this.turnCountOf(row);
  }

  /** Everything as plain parts, for keeping on disk. */
  columns(): TurnScoreColumns {
    const turns = this.startOf(this.rows);
    return {
      turnStarts: this.turnStarts,
      complexity: this.complexity.subarray(0, turns),
      quality: this.quality.subarray(0, turns),
      outsideLanguage: this.outsideLanguage.subarray(0, turns),
      reasons: [...this.reasons],
      notes: [...this.notes],
    };
  }

  static fromColumns(columns: TurnScoreColumns): TurnScoreTable {
    const table = new TurnScoreTable(columns.turnStarts.length - 1);
    table.turnStarts = columns.turnStarts;
    table.complexity = columns.complexity;
    table.quality = columns.quality;
    table.outsideLanguage = columns.outsideLanguage;
    for (const [turn, note] of columns.notes) table.notes.set(turn, note);
    for (const [row, reason] of columns.reasons) table.reasons.set(row, reason);
    for (; table.rows < table.rowCount; table.rows++) table.setScore(table.rows);
    return table;
  }

  private startOf(row: number): number {
    return this.turnStarts[row] ?? 0;
  }

  private turnAt(turn: number): TurnScore {
    const complexityScore = this.complexity[turn] ?? Number.NaN;
    const qualityScore = this.quality[turn] ?? Number.NaN;
    const note = this.notes.get(turn);
    if (Number.isNaN(complexityScore) || Number.isNaN(qualityScore)) return { unscoredReason: note ?? NO_SCORE };
    const score: Writable<ScoredTurn> = { complexityScore, qualityScore };
    if (note !== undefined) score.truncated = note;
    if (this.outsideLanguage[turn] === 1) score.outsideLanguage = true;
    return score;
  }

  /** @returns false where the row has none */
  private setScore(row: number): boolean {
    const score = evolScore(this.complexity, this.quality, this.startOf(row), this.startOf(row + 1));
    if (Number.isNaN(score)) return false;
    this.evolScores[row] = score;
    if (!Number.isFinite(score)) this.hasInfiniteScores = true;
    this.scored++;
    return true;
  }

  private cachedTurnAt(turn: number): CachedTurnScore {
    return {
      complexityScore: this.complexity[turn] ?? Number.NaN,
      qualityScore: this.quality[turn] ?? Number.NaN,
      outsideLanguage: this.outsideLanguage[turn] === 1,
      note: this.notes.get(turn) ?? null,
    };
  }

  private setTurn(turn: number, score: CachedTurnScore): void {
    this.complexity[turn] = score.complexityScore;
    this.quality[turn] = score.qualityScore;
    this.outsideLanguage[turn] = score.outsideLanguage ? 1 : 0;
    if (score.note !== null) this.notes.set(turn, score.note);
  }

  private totalOf(values: Float64Array, row: number): number {
    const first = this.startOf(row);
    const end = this.startOf(row + 1);
    if (first === end || Number.isNaN(this.evolScores[row] ?? Number.NaN)) return Number.NaN;
    let sum = 0;
    for (let turn = first; turn < end; turn++) sum += values[turn] ?? Number.NaN;
    return sum;
  }

  private reserve(turns: number): void {
    if (turns <= this.complexity.length) return;
    this.complexity = grownArray(this.complexity, turns);
    this.quality = grownArray(this.quality, turns);
    this.outsideLanguage = grownArray(this.outsideLanguage, turns);
  }
}

export interface TurnScoreColumns {
  readonly turnStarts: Uint32Array;
  readonly complexity: Float64Array;
  readonly quality: Float64Array;
  readonly outsideLanguage: Uint8Array;
  readonly reasons: readonly (readonly [row: number, reason: MessageArgument])[];
  readonly notes: readonly (readonly [turn: number, note: Message])[];
}
