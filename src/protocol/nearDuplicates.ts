import type { AttachmentKind } from '../dataset/conversation';
import type { RowStatus } from '../selection/types';

export interface Neighbour {
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** In [-1, 1]; 0 where the rows are incomparable. */
  readonly cosineSimilarity: number;
  /** Absent where the rows are comparable. */
  readonly incomparableFor?: readonly AttachmentKind[];
  /** Somebody has decided that the two are not the same, since or before they were compared; absent = nobody has. */
  readonly notSame?: true;
}

export interface NeighbourPreview extends Neighbour {
  readonly preview: string;
  readonly status?: RowStatus;
}

/** A group of near-duplicates: the row that the others are compared with, then those by similarity to it. */
export interface NearDuplicateCluster {
  /** From 1, the largest that the search found first; it stays with the group whatever is decided by hand. */
  readonly number: number;
  readonly rows: readonly NearDuplicateRow[];
}

export interface NearDuplicateRow extends NeighbourPreview {
  /** It is the one that stays when the others are dropped. */
  readonly isBest?: true;
  readonly verdict?: 'keep' | 'drop';
}

/** The groups that the last search for near-duplicates found, as decisions by hand leave them. */
export interface NearDuplicateSummary {
  readonly threshold: number;
  readonly groups: number;
  /** Of all groups. */
  readonly rows: number;
  /** Another text whenever the groups, or what is shown with them, may be others. */
  readonly state: string;
}

/** Whether near-duplicates were looked for and found, so that rows are in groups. */
export function hasGroups({ nearDuplicates }: { readonly nearDuplicates?: NearDuplicateSummary }): boolean {
  return nearDuplicates !== undefined && nearDuplicates.groups > 0;
}

/** A group of near-duplicates that a row is in. */
export interface RowGroup {
  /** As `NearDuplicateCluster` has it. */
  readonly number: number;
  /** How many rows the group has, this one included. */
  readonly rows: number;
}

/** The rows of a group of near-duplicates, as decisions by hand leave it; none where no group has that number. */
export interface GroupRows {
  /** What they are, for people. */
  readonly name: string;
  readonly group: number;
}
