/** What people decide about a row, or about two. */
export const DECISION_KINDS = ['keep', 'drop', 'undecide', 'note', 'tag', 'untag', 'edit', 'not-same'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** One line of a file of decisions. */
export interface Decision {
  /** Of the row: see `rowId`. */
  readonly id: string;
  readonly kind: DecisionKind;
  /**
   * The text of a note (empty = none), a tag, or the new texts of an edit: by JSON Pointer, null = as the file has it; an
   * edit without value takes all of them back.
   */
  readonly value?: unknown;
  /** The id of the other row: of `not-same`, and of an `undecide` that takes one back. */
  readonly other?: string;
  /** ISO 8601; for people, as the lines are in their order. */
  readonly at?: string;
}
