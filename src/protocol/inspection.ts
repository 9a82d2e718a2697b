import type { MessageArgument } from '../common/message';
import type { RowProblem, ContainerNote } from '../dataset/conversation';
import type { DecisionSummary } from './decisions';
import type { AttachmentCounts, ReadingSummary } from './dataset';

export interface InspectRequest {
  /** Problems beyond these are counted, not listed. */
  readonly mostProblems: number;
  /** Path of a file of decisions by hand; absent = the one beside the dataset, where there is one. */
  readonly decisions?: string;
}

/** What a dataset is, and what its rows were found to be when all of them were read. */
export interface Inspection {
  /** What the file is, such as "JSON Lines" or "JSON array". */
  readonly container: MessageArgument;
  readonly format: string | null;
  readonly bytes: number;
  /** What the file's structure lacks although its rows could be read. */
  readonly containerNotes: readonly ContainerNote[];
  readonly rows: number;
  readonly turns: number;
  readonly problemCount: number;
  /** In file order. */
  readonly problems: readonly RowProblem[];
  /** Rows with scores that fit their turns, and rows with scores that do not. */
  readonly carriedScores: { readonly usable: number; readonly unusable: number };
  /** What was missing in the rows, and what of them was not read. */
  readonly reading: ReadingSummary;
  /** Rows that hold what is not compared; absent = none. */
  readonly notCompared?: AttachmentCounts;
  /** What is decided by hand; absent = nothing. */
  readonly decisions?: DecisionSummary & { readonly file: string };
}
