/** One `{instruction, response}` pair; the unit that is scored. A last instruction without response has response "". */
export interface Turn {
  readonly instruction: string;
  readonly response: string;
}

/** What a row holds: its turns in order, and the system message where there is one. */
export interface Conversation {
  readonly system?: string;
  readonly turns: readonly Turn[];
  /** Absent when the row holds none. */
  readonly attachments?: Attachments;
}

/**
 * What of a row is no text but decides what it is about, each kind that the row holds as canonical JSON (keys sorted,
 * no white space). Two rows are *incomparable* iff both hold one kind and differ in it.
 */
export interface Attachments {
  readonly tools?: string;
  /** References to images, audio and video, or what stands in their place. */
  readonly media?: string;
  readonly documents?: string;
}

export type AttachmentKind = keyof Attachments;
export const ATTACHMENT_KINDS = ['tools', 'media', 'documents'] as const satisfies readonly AttachmentKind[];

/** Scores that a row already carries, one number a turn, as the reference toolkit writes them; null = not scored. */
export interface CarriedScores {
  readonly complexityScores: readonly (number | null)[];
  readonly qualityScores: readonly (number | null)[];
}

/** Why a row cannot be used, with its place for the Problems panel. */
export interface RowProblem {
  readonly rowIndex: number;
  /** 1-based line in the file. */
  readonly lineNumber: number;
  /** 1-based column in that line, in UTF-16 code units. */
  readonly column: number;
  readonly code: 'invalidJson' | 'invalidUtf8' | 'wrongShape' | 'emptyInstruction';
  readonly message: string;
}

/** One parsed row. A bad row stays a row: it has a problem in place of a conversation. */
export type Row = GoodRow | BadRow;

export interface GoodRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly conversation: Conversation;
  readonly carriedScores?: CarriedScores;
  /** Why the scores that the row carries cannot be used, such as a number of entries other than the turns'. */
  readonly carriedScoresProblem?: string;
  readonly problem?: undefined;
}

export interface BadRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly problem: RowProblem;
  /** The first characters of the source text, for display. */
  readonly excerpt: string;
}

/** `deita.fields`: where a file that fits no known format keeps its fields (dotted paths). */
export interface FieldMapping {
  readonly instruction: string;
  readonly input?: string;
  readonly response?: string;
  readonly system?: string;
}
