import { isObject } from '../dataset/formats/format';
import { isPointer } from '../dataset/textEdits';
import { DECISION_KINDS, type Decision, type DecisionKind } from './decision';

/** No file has a billion rows of the same content. */
const ROW_ID = /^[0-9a-f]{64}#(0|[1-9]\d{0,8})$/;

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
    case 'edit':
      return value === undefined || value === null || isEdit(value);
    case 'not-same':
      return other !== undefined && other !== id;
    default:
      return true;
  }
}

/** New texts of strings by JSON Pointer; null = as the file has it. */
function isEdit(value: unknown): value is Readonly<Record<string, string | null>> {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([pointer, text]) => isPointer(pointer) && (text === null || typeof text === 'string'),
  );
}

function isKind(kind: string): kind is DecisionKind {
  return (DECISION_KINDS as readonly string[]).includes(kind);
}

function isRowId(value: unknown): value is string {
  return typeof value === 'string' && ROW_ID.test(value);
}
