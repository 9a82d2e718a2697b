import type { MessageArgument } from '../../common/message';
import { say } from '../../messages/say';
import type { SelectionSummary } from '../../protocol/dataset';
import { STATUSES, type RowStatus, type SelectionOutcome } from '../../selection/types';

/** In place of a status: nothing is known of the row, such as one that is not of the selection's pool. */
export const NO_STATUS = 255;

/** A finished selection and what the fronts ask of it. */
export class SelectionResult {
  private duplicatesOfRow: Duplicates | undefined;

  constructor(
    readonly outcome: SelectionOutcome,
    readonly summary: SelectionSummary,
    /** Why rows are unscored whose turns do have scores: their embedding cannot be compared. */
    private readonly invalidRows: ReadonlySet<number> = new Set(outcome.invalidEmbeddings),
  ) {}

  statusOf(row: number): RowStatus | undefined {
    return STATUSES[this.outcome.statuses[row] ?? STATUSES.length];
  }

  /** From 1; undefined where not selected. */
  rankOf(row: number): number | undefined {
    const rank = this.outcome.ranks[row] ?? 0;
    return rank === 0 ? undefined : rank;
  }

  /** NaN where there is none. */
  similarityOf(row: number): number {
    return this.outcome.nearestSimilarity[row] ?? Number.NaN;
  }

  /** The selected row that a near-duplicate repeats; undefined for other rows. */
  duplicatedBy(row: number): number | undefined {
    if (this.statusOf(row) !== 'nearDuplicate') return undefined;
    const nearest = this.outcome.nearestSelected[row] ?? -1;
    return nearest < 0 ? undefined : nearest;
  }

  /** Near-duplicates of a selected row, most similar first. */
  duplicatesOf(row: number): Uint32Array {
    this.duplicatesOfRow ??= groupDuplicates(this.outcome);
    const { starts, rows } = this.duplicatesOfRow;
    const range = starts.get(row);
    return range === undefined ? new Uint32Array() : rows.subarray(range[0], range[1]);
  }

  /** Why a row was passed over or excluded, where its status does not say it. */
  reasonOf(row: number): MessageArgument | undefined {
    return this.outcome.reasons?.of(row);
  }

  invalidReasonOf(row: number): MessageArgument | undefined {
    return this.invalidRows.has(row) ? say('status.notComparable') : undefined;
  }
}

interface Duplicates {
  /** By selected row: the part of `rows` that holds its near-duplicates. */
  readonly starts: ReadonlyMap<number, readonly [start: number, end: number]>;
  readonly rows: Uint32Array;
}

function groupDuplicates({ statuses, nearestSelected, nearestSimilarity }: SelectionOutcome): Duplicates {
  const nearDuplicate = STATUSES.indexOf('nearDuplicate');
  const rows: number[] = [];
  statuses.forEach((status, row) => {
    if (status === nearDuplicate) rows.push(row);
  });
  const ownerOf = (row: number): number => nearestSelected[row] ?? -1;
  const similarityOf = (row: number): number => nearestSimilarity[row] ?? 0;
  rows.sort((a, b) => ownerOf(a) - ownerOf(b) || similarityOf(b) - similarityOf(a) || a - b);
  const starts = new Map<number, readonly [number, number]>();
  for (let start = 0; start < rows.length;) {
    const owner = ownerOf(rows[start] ?? 0);
    let end = start;
    while (end < rows.length && ownerOf(rows[end] ?? 0) === owner) end++;
    starts.set(owner, [start, end]);
    start = end;
  }
  return { starts, rows: Uint32Array.from(rows) };
}
