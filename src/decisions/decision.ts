import { isObject } from '../dataset/formats/format';

/** What people decide about a row, or about two. */
export const DECISION_KINDS = ['keep', 'drop', 'undecide', 'note', 'tag', 'untag', 'edit', 'not-same'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** One line of a file of decisions. */
export interface Decision {
  /** Of the row: see `rowId`. */
  readonly id: string;
  readonly kind: DecisionKind;
  /** The text of a note (empty = none), a tag, or what an edit says. */
  readonly value?: unknown;
  /** The id of the other row: of `not-same`, and of an `undecide` that takes one back. */
  readonly other?: string;
  /** ISO 8601; for people, as the lines are in their order. */
  readonly at?: string;
}

const ROW_ID = /^[0-9a-f]{64}#(0|[1-9]\d*)$/;

/** Why a line is passed over: it is none at all, or of a later version. */
export type LineFault = 'broken' | 'unknownKind';

/** A parsed line as a decision, or why it is none. */
export function decisionIn(value: unknown): Decision | LineFault {
  if (!isObject(value)) return 'broken';
  const { id, kind, other, at } = value;
  if (!isRowId(id) || typeof kind !== 'string') return 'broken';
  if (at !== undefined && typeof at !== 'string') return 'broken';
  if (other !== undefined && !isRowId(other)) return 'broken';
  if (!isKind(kind)) return 'unknownKind';
  const decision = value as unknown as Decision; // Its parts have just been looked at.
  return hasWhatItsKindNeeds(decision) ? decision : 'broken';
}

function hasWhatItsKindNeeds({ id, kind, value, other }: Decision): boolean {
  switch (kind) {
    case 'note':
      return value === undefined || typeof value === 'string';
    case 'tag':
    case 'untag':
      return typeof value === 'string' && value !== '';
    case 'not-same':
      return other !== undefined && other !== id;
    default:
      return true;
  }
}

function isKind(kind: string): kind is DecisionKind {
  return (DECISION_KINDS as readonly string[]).includes(kind);
}

function isRowId(value: unknown): value is string {
  return typeof value === 'string' && ROW_ID.test(value);
}
