import type { MessageArgument } from '../common/message';
import type { AttachmentKind, FieldMapping, TurnMessage } from '../dataset/conversation';
import type { DecisionSummary, RowMarks } from './decisions';
import type { RowsChanged } from './movedRows';
import type { NearDuplicateSummary, Neighbour, NeighbourPreview, RowGroup } from './nearDuplicates';
import type { SelectionRunParameters } from './selection';
import type { PoolSignal } from './poolSignals';
import type { SignalValue, SignalValues, TurnSignalId } from './signals';
import type { RowStatus } from '../selection/types';

/** A dataset as the fronts see it. Grows while the file is still being indexed. */
export interface DatasetInfo {
  readonly datasetId: string;
  readonly path: string;
  /** Such as "ShareGPT" or "Alpaca"; null while nothing is recognised. */
  readonly format: string | null;
  readonly byteLength: number;
  /** Another text whenever rows have become others or stand elsewhere; the same when some were added at the end. */
  readonly contents: string;
  /** Rows indexed so far. */
  readonly rowCount: number;
  readonly indexing: boolean;
  /** Rows do not stand one a line, so that their numbers are others than those of their lines; absent = they do. */
  readonly rowsHaveOwnNumbers?: true;
  /** How many files a pool has; absent = it is none, or its first file is still being read. */
  readonly poolFiles?: number;
  /** Bad rows found so far; complete once a job has read the whole file. */
  readonly problemCount: number;
  /** Of the rows read so far; absent while none has been. */
  readonly reading?: ReadingSummary;
  readonly scored: boolean;
  /** How many rows have scores where others still lack them; absent = the whole pool was scored, or nothing of it. */
  readonly rowsScored?: number;
  readonly selection: SelectionSummary | null;
  /** Those that were added to it, in the order of their columns; absent = none. */
  readonly signals?: readonly PoolSignal[];
  /** What is decided by hand in the file beside it; absent = nothing, or it is not shown. */
  readonly decisions?: DecisionSummary & { readonly file: string };
  /** A folder with what was decided when the file had another name; absent = none is known. */
  readonly formerDecisions?: string;
  /** Groups of near-duplicates; absent = none were looked for in the file as it is. */
  readonly nearDuplicates?: NearDuplicateSummary;
  /** Of the selection, once all rows have been read. */
  readonly figures?: SelectionFigures;
  /** A selection of what the file held before it changed; rows have their statuses of it until there is another. */
  readonly former?: FormerSelectionSummary;
}

/** The selection whose statuses rows are shown with; null = there is none. */
export function shownSelection({
  selection,
  former,
}: Pick<DatasetInfo, 'selection' | 'former'>): SelectionSummary | null {
  return selection ?? former?.selection ?? null;
}

export interface FormerSelectionSummary {
  readonly selection: SelectionSummary;
  readonly change: RowsChanged;
}

/** What a selection comes to, and the pool that it was made from. */
export interface SelectionFigures {
  readonly pool: RowFigures;
  readonly selected: RowFigures;
}

export interface RowFigures {
  readonly rows: number;
  /** Over the rows that have a value; absent = none has one. */
  readonly means: SignalValues;
  /** Of all of them together; absent = none has text. */
  readonly estimatedTokens?: number;
}

/** One line of the table. */
export interface RowSummary {
  readonly rowIndex: number;
  /** 1-based. */
  readonly lineNumber: number;
  /** Absent before a selection, except `unscored` for bad rows. */
  readonly status?: RowStatus;
  /** From 1, for selected rows. */
  readonly rank?: number;
  readonly values: SignalValues;
  /** Of the signals that were added to the dataset, by name; absent = it has none. */
  readonly added?: Readonly<Record<string, SignalValue>>;
  /** The first instruction in one line, shortened; for a bad row why it is one, in English. */
  readonly preview: string;
  /** It cannot be read; `reason` says why. */
  readonly isBad?: true;
  /** The first response in one line, shortened; absent for a bad row. */
  readonly responsePreview?: string;
  /** For near-duplicates: the selected row it duplicates. */
  readonly nearDuplicateOf?: Neighbour;
  /** Of near-duplicates, as the last search found them; absent = it is in none. */
  readonly group?: RowGroup;
  /** Why the row is unscored, excluded, or was passed over. */
  readonly reason?: MessageArgument;
  /** A mapping of fields that would read it, for a row that fits no format. */
  readonly mapping?: FieldMapping;
  /** What is decided about it by hand; absent = nothing. */
  readonly marks?: RowMarks;
}

export interface TurnDetail extends Readonly<Partial<Record<TurnSignalId, number>>> {
  readonly instruction: string;
  readonly response: string;
  /** What the two consist of, one after the other; absent = a message of the user and one of the assistant. */
  readonly messages?: readonly ShownMessage[];
  /** Why it has no score, or what of it was not read for its scores. */
  readonly unscoredReason?: MessageArgument;
  readonly truncated?: MessageArgument;
  readonly outsideLanguage?: boolean;
}

/** A message, and what else stands in it, such as a loss weight; each in short. */
export interface ShownMessage extends Pick<TurnMessage, 'role' | 'text' | 'otherParts'> {
  readonly fields?: readonly ShownField[];
}

/** Something that a row or a message holds beside what is said in it. */
export interface ShownField {
  /** Its key as the file spells it; the path with dots where it stands further in. */
  readonly name: string;
  /** A text or a number as it is, a list or an object as indented JSON. */
  readonly text: string;
  readonly isJson?: true;
  /** UTF-16 units of the whole, of which `text` is the start; absent = it is the whole. */
  readonly length?: number;
}

/** A row as it stands in the file, with its edits. */
export interface RowSource {
  /** Its JSON, or its text where it is none. */
  readonly text: string;
  /** UTF-16 units of the whole, of which `text` is the start; absent = it is the whole. */
  readonly length?: number;
  /** Those that `RowDetail.otherFields` names. */
  readonly fields: readonly ShownField[];
}

export type { ScoreReason, ScoreReasons as TurnReasons } from '../scoring/scorer';

/** Everything about one row: the details pane, the hover and the navigation commands all read this. */
export interface RowDetail extends RowSummary {
  readonly system?: string;
  readonly turns: readonly TurnDetail[];
  /** Responses to the last turn that the row calls worse, and others that are as good; absent = none. */
  readonly rejected?: readonly string[];
  readonly alternatives?: readonly string[];
  /** The row's label says that its response is not wanted. */
  readonly isRejected?: true;
  /** The names of fields that are no part of the conversation; absent = it has none. `row/source` has what they hold. */
  readonly otherFields?: readonly string[];
  /** The row it duplicates (first) and the rows that duplicate it, by falling similarity. */
  readonly nearDuplicates: readonly NeighbourPreview[];
  /** Of how many selected rows `rank` counts. */
  readonly selectedCount?: number;
  /** True when the scores shown come from a heuristic scorer. */
  readonly heuristicScores: boolean;
  /** What of a row that is too long the embedder of the last selection did not read. */
  readonly notEmbedded?: MessageArgument;
  /** Start of the source text, for bad rows. */
  readonly excerpt?: string;
}

export interface SelectionCounts {
  readonly rows: number;
  readonly selected: number;
  readonly nearDuplicate: number;
  readonly notReached: number;
  readonly unscored: number;
  /** Absent where there was no condition or decision to take rows out. */
  readonly excluded?: number;
}

/** How many rows hold something that embeddings know nothing of. */
export type AttachmentCounts = Readonly<Record<AttachmentKind, number>>;

/** What was missing in the rows when they were read, and what of them was not read. */
export interface ReadingSummary {
  readonly turns: number;
  readonly turnsWithoutResponse: number;
  /** True when that is nearly all of them. */
  readonly probablyMisread: boolean;
  /** Rows whose assistant spoke before anybody asked. */
  readonly openingsLeftOut: number;
  /** Rows whose label says that their response is not wanted. */
  readonly rejectedRows: number;
  /** Keys under which text stands that is no part of the conversation, sentences first. */
  readonly unreadKeys: readonly { readonly key: string; readonly rows: number; readonly isProse: boolean }[];
  /** Rows that carry complexity and quality scores, as the reference toolkit writes them; absent = none does. */
  readonly rowsWithScores?: number;
}

/** One selection, as it goes into the status line, the report and the manifest. */
export interface SelectionSummary {
  readonly parameters: SelectionRunParameters;
  readonly counts: SelectionCounts;
  readonly walked: number;
  /** Turns scored and rows embedded by models in this run; the rest came from the cache. */
  readonly computed: {
    readonly turnsScored: number;
    readonly rowsEmbedded: number;
    /** Selected rows that did not have to be embedded, because no other is near enough; absent = none. */
    readonly rowsNotEmbedded?: number;
  };
  /** Turns whose text was cut before it was scored; absent = none. */
  readonly turnsTruncated?: number;
  /** Rows that were too long for the embedder to read whole; absent = none. */
  readonly rowsTruncated?: number;
  /** Rows whose tools, media or documents count only as the same or another; absent = none holds any. */
  readonly notCompared?: AttachmentCounts;
  /** Absent in selections of earlier versions. */
  readonly reading?: ReadingSummary;
  /** The decisions by hand that it was made with; absent = none were given. */
  readonly decisions?: DecisionSummary;
  /** Rows in a language that the scorer was not trained on; absent = none. */
  readonly rowsOutsideLanguage?: number;
  /** Those that the strategy needs. */
  readonly models: { readonly scorer?: ModelLabel; readonly embedder?: ModelLabel };
  /** ISO 8601. */
  readonly finishedAt: string;
  readonly elapsedMs: number;
  readonly version: string;
}

export interface ModelLabel {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly heuristic: boolean;
}

export interface EmbedderSummary {
  readonly name: string;
  readonly dimensions: number;
  /** null = none is known: calibrate. */
  readonly recommendedThreshold: number | null;
}
