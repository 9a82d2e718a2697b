import type { MessageArgument } from '../common/message';
import { say } from '../messages/say';
import { RowReasons } from './rowReasons';
import { STATUSES, type RowStatus, type SelectionOutcome, type SelectionProgress } from './types';

/** Why a row is selected whatever the strategy says. */
const KEPT = say('status.kept');

const code = (status: RowStatus): number => STATUSES.indexOf(status);

/** Keeps what the walk decides about each row and becomes the outcome. */
export class OutcomeBuilder {
  private readonly statuses: Uint8Array;
  private readonly ranks: Uint32Array;
  private readonly nearestSelected: Int32Array;
  private readonly nearestSimilarity: Float64Array;
  private readonly selectedRows: number[] = [];
  private readonly invalidEmbeddings: number[] = [];
  private readonly reasons = new RowReasons();
  private nearDuplicates = 0;
  private passedOver = 0;

  /** @param ranking one a row of the pool; NaN = takes no part */
  constructor(ranking: Float64Array) {
    const rows = ranking.length;
    this.statuses = new Uint8Array(rows).fill(code('notReached'));
    const unscored = code('unscored');
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(ranking[row])) this.statuses[row] = unscored;
    }
    this.ranks = new Uint32Array(rows);
    this.nearestSelected = new Int32Array(rows).fill(-1);
    this.nearestSimilarity = new Float64Array(rows).fill(Number.NaN);
  }

  get selected(): number {
    return this.selectedRows.length;
  }

  get progress(): SelectionProgress {
    const { selected, nearDuplicates } = this;
    const walked = selected + nearDuplicates + this.invalidEmbeddings.length + this.passedOver;
    return { walked, selected, nearDuplicates };
  }

  /** @param nearest row index of the most similar selected row, -1 and NaN for the first row of the walk */
  recordNearest(row: number, nearest: number, similarity: number): void {
    this.nearestSelected[row] = nearest;
    this.nearestSimilarity[row] = similarity;
  }

  recordSelected(row: number): void {
    this.selectedRows.push(row);
    this.statuses[row] = code('selected');
    this.ranks[row] = this.selectedRows.length;
  }

  /** A person has decided so. */
  recordKept(row: number): void {
    this.recordSelected(row);
    this.reasons.set(row, KEPT);
  }

  /** From 1; 0 where not selected. */
  rankOf(row: number): number {
    return this.ranks[row] ?? 0;
  }

  recordNearDuplicate(row: number): void {
    this.nearDuplicates++;
    this.statuses[row] = code('nearDuplicate');
  }

  /** The walk came to the row and could not take it. */
  recordPassedOver(row: number, reason: MessageArgument): void {
    this.passedOver++;
    this.reasons.set(row, reason);
  }

  recordInvalid(row: number): void {
    this.invalidEmbeddings.push(row);
    this.statuses[row] = code('unscored');
  }

  build(): SelectionOutcome {
    return {
      statuses: this.statuses,
      ranks: this.ranks,
      nearestSelected: this.nearestSelected,
      nearestSimilarity: this.nearestSimilarity,
      selectedRows: Uint32Array.from(this.selectedRows),
      walked: this.progress.walked,
      invalidEmbeddings: Uint32Array.from(this.invalidEmbeddings),
      ...(this.reasons.isEmpty ? {} : { reasons: this.reasons }),
    };
  }
}
