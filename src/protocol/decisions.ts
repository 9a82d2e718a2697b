import type { MessageRole } from '../dataset/conversation';
import type { DecisionKind } from '../decisions/decision';
import type { RowDecisions } from '../decisions/rowDecisions';

/** What a person can decide about rows in the editor. */
export type RowDecisionKind = Exclude<DecisionKind, 'not-same'>;

export interface RowDecision {
  readonly kind: RowDecisionKind;
  /** The text of a note (empty takes it away), or a tag; an edit has none and takes all edits of the row back. */
  readonly value?: string;
}

/** Positions in a view from the first up to, not including, the second. */
export type Positions = readonly [first: number, end: number];

/** Rows of a dataset, and of a view by their positions. */
export interface ChosenRows {
  readonly rowIndexes: readonly number[];
  /** Only with `viewId`. */
  readonly positions?: readonly Positions[];
  readonly viewId?: string;
}

/** The same decisions about one row or many; they are undone together. */
export interface DecisionRequest extends ChosenRows {
  /** In the order in which they are made. */
  readonly decisions: readonly RowDecision[];
}

/** What is shown of the decisions about a row; absent = none of that kind. */
export interface RowMarks extends Pick<RowDecisions, 'verdict' | 'note' | 'tags'> {
  /** Texts of it are others than the file has. */
  readonly edited?: true;
}

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
  /** Of these, rows with an edit of a text that they do not have; absent in runs of earlier versions. */
  readonly misplacedEdits?: number;
  /** Decisions about rows that are not in the dataset: their text was changed, or they were taken out. */
  readonly unknownRows: number;
  /** Lines that are no decisions, and lines of a kind that is not known, as later versions may write them. */
  readonly brokenLines: number;
  readonly unknownKinds: number;
  /** The first of those lines, 1-based; absent = there is none. */
  readonly firstPassedOver?: number;
  /** The same for the same rows kept and dropped. */
  readonly verdicts: string;
  /** The same for the same edited texts; absent = none are. */
  readonly texts?: string;
  /** The same for the same pairs of rows that are not the same; absent = there are none. */
  readonly pairs?: string;
}

/** Two rows of a dataset by their indexes. */
export type RowPair = readonly [row: number, other: number];

/** Of a dataset of which no row is kept or dropped. */
export const NO_VERDICTS = '0000000000000000';

/** New texts for strings of a row: by JSON Pointer; what the file has takes an edit back. */
export interface EditRequest {
  readonly rowIndex: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** What was written into the file. */
export interface AppliedEdits {
  readonly rows: number;
  readonly texts: number;
  /** Path of the file as it was before. */
  readonly backup: string;
}

/** A text of a row that can be edited. */
export interface EditableText {
  /** From 1; 0 = before the first turn. */
  readonly turn: number;
  readonly role: MessageRole;
  readonly text: string;
  /** JSON Pointer of the string in the row. */
  readonly pointer: string;
  /** Whether it is another than the file has. */
  readonly isEdited: boolean;
}

/** How far the rows of a view are decided about. */
export interface ReviewPlace {
  readonly rows: number;
  /** Kept or dropped. */
  readonly decided: number;
  /** Position of the next row that is neither; null = all are. */
  readonly next: number | null;
}

/** What a decision, an undo or a redo came to. */
export interface ChangedDecisions {
  /** How many rows it changed what is decided about. */
  readonly rows: number;
}
