/** The tags of a pool's rows, by number. */
export interface Tags {
  /** Different tags in all. */
  readonly count: number;
  /** Each once. */
  of(row: number): readonly number[];
  /**
   * Which tags score mass spreads to from a tag, and how much of it: itself with 1, and those whose embeddings are near.
   */
  spread(tag: number): readonly (readonly [tag: number, weight: number])[];
}
