import type { Message } from '../common/message';

/** One `{instruction, response}` pair; the unit that is scored. A last instruction without response has response "". */
export interface Turn {
  readonly instruction: string;
  readonly response: string;
}

/** Who or what speaks in a message, as a reader tells messages apart; all but system and user are the response's side. */
export type MessageRole = 'system' | 'user' | 'assistant' | 'toolCall' | 'toolResult' | 'reasoning';

/** One of the messages that a turn consists of, such as a call to a tool. */
export interface TurnMessage {
  readonly role: MessageRole;
  readonly text: string;
  /** Its parts that are no text, in their order; absent = it has none. */
  readonly otherParts?: readonly PartKind[];
  /** What else stands in it, such as a loss weight, in the file's order; absent = nothing. */
  readonly otherFields?: readonly OtherField[];
}

/** Something that a row or a message holds beside what is said in it. */
export interface OtherField {
  /** As the file spells its keys: one, or more where it stands in an object that holds the row proper. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A good row as it is read closely, by who looks at it alone. */
export interface RowContents {
  /** Of each turn; undefined where the row says no more of them than whose side they are on. */
  readonly messages: readonly (readonly TurnMessage[])[] | undefined;
  /** Beside its conversation; tools and their like are among them, what is empty is not. */
  readonly otherFields: readonly OtherField[];
}

/** What a part of a message is that is no text; `other` = of a kind that is not known. */
export type PartKind = 'image' | 'video' | 'audio' | 'file' | 'document' | 'other';

/** What a row holds: its turns in order, and the system message where there is one. */
export interface Conversation {
  readonly system?: string;
  readonly turns: readonly Turn[];
  /** Absent when the row holds none. */
  readonly attachments?: Attachments;
  /** Responses that a preference row calls worse than that of its last turn; absent = none. */
  readonly rejected?: readonly string[];
  /** Responses that are as good as that of the last turn; absent = none. */
  readonly alternatives?: readonly string[];
  /** True when the row's label (KTO) says that its response is not wanted. */
  readonly isRejected?: true;
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
  /** In English. */
  readonly message: string;
  /** The same, for whoever shows it in the reader's language; absent = found by an earlier version. */
  readonly said?: Message;
  /** A mapping of fields that would read the row, as far as its keys tell. */
  readonly mapping?: FieldMapping;
}

/** Something about the structure of a file, with its place. */
export interface ContainerNote {
  /** 1-based. */
  readonly lineNumber: number;
  /** In English. */
  readonly message: string;
  /** The same, for whoever shows it in the reader's language. */
  readonly said: Message;
}

/** A key of a row under which text stands that is no part of its conversation. */
export interface UnreadKey {
  /** As the file spells it; `messages[].note` for one of messages. */
  readonly key: string;
  /** Sentences rather than a name, a number or an address. */
  readonly isProse: boolean;
}

/** One parsed row. A bad row stays a row: it has a problem in place of a conversation. */
export type Row = GoodRow | BadRow;

export interface GoodRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly conversation: Conversation;
  readonly carriedScores?: CarriedScores;
  /** Why the scores that the row carries cannot be used, such as a number of entries other than the turns'. */
  readonly carriedScoresProblem?: Message;
  /** Absent when all its text was read. */
  readonly unreadKeys?: readonly UnreadKey[];
  /** The assistant spoke before anybody asked; that is left out. */
  readonly openingLeftOut?: true;
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
export type FieldMapping = TextMapping | ListMapping;

/** Rows of one turn. */
export interface TextMapping {
  readonly instruction: string;
  readonly input?: string;
  readonly response?: string;
  readonly system?: string;
}

/** Rows with a list of messages. */
export interface ListMapping {
  readonly messages: string;
  /** The key of a message under which its role stands, and that of its text; absent = the usual ones. */
  readonly role?: string;
  readonly content?: string;
  /** Whose the roles are that the file has; the usual ones are known. */
  readonly roles?: Readonly<Record<string, RoleTarget>>;
}

/** Whose a role can be said to be. */
export const ROLE_TARGETS = ['user', 'assistant', 'system', 'tool'] as const;
export type RoleTarget = (typeof ROLE_TARGETS)[number];

/** New texts for strings of a row: by JSON Pointer (RFC 6901), such as `/messages/1/content`. */
export type TextEdits = Readonly<Record<string, string>>;

/** By row index. */
export type RowEdits = ReadonlyMap<number, TextEdits>;
