import type { RowDecisions } from '../decisions/rowDecisions';

/** What a person can decide about rows in the editor. */
export const ROW_DECISION_KINDS = ['keep', 'drop', 'undecide', 'note', 'tag', 'untag'] as const;
export type RowDecisionKind = (typeof ROW_DECISION_KINDS)[number];

/** The same decision about one row or many. */
export interface DecisionRequest {
  readonly rowIndexes: readonly number[];
  readonly kind: RowDecisionKind;
  /** The text of a note (empty takes it away), or a tag. */
  readonly value?: string;
}

/** What is shown of the decisions about a row; absent = none of that kind. */
export type RowMarks = Pick<RowDecisions, 'verdict' | 'note' | 'tags'>;

/** How many rows of a dataset are decided about. */
export interface DecisionSummary {
  readonly kept: number;
  readonly dropped: number;
  readonly noted: number;
  readonly tagged: number;
  /** Pairs of rows that are not the same, whatever their similarity. */
  readonly notSame: number;
  /** Rows with an edited text. */
  readonly edited: number;
  /** Decisions about rows that are not in the dataset: their text was changed, or they were taken out. */
  readonly unknownRows: number;
  /** Lines that are no decisions, and lines of a kind that is not known, as later versions may write them. */
  readonly brokenLines: number;
  readonly unknownKinds: number;
  /** The first of those lines, 1-based; absent = there is none. */
  readonly firstPassedOver?: number;
  /** The same for the same rows kept and dropped. */
  readonly verdicts: string;
}

/** What became of an `undo` or a `redo`. */
export interface ChangedDecisions {
  /** 0 = there was nothing to take back. */
  readonly rows: number;
}
