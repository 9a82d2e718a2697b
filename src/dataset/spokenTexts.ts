import type { MessageRole } from './conversation';
import { isObject, ShapeError } from './formats/format';
import { pointerOf } from './textEdits';

/** Something that is said in a row. */
export interface SpokenText {
  /** From 1; 0 = before the first turn. */
  readonly turn: number;
  readonly role: MessageRole;
  readonly text: string;
}

/** The same, with the string of the row that it is. */
export interface PlacedText extends SpokenText {
  /** JSON Pointer. */
  readonly pointer: string;
}

/** A row is read once for each of its texts: of more than these nobody is told. */
const MOST_TEXTS = 400;
/** What stands in no text of a row. */
const PROBE = '\uE000\uE001';

interface Candidate {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
  readonly pointer: string;
  readonly text: string;
}

/**
 * Finds the strings of a row that are its texts, one for one: whatever the form of the row, a string is what changes a
 * text, and that one alone, when it changes. Texts that are put together, or read from JSON within a string, have none.
 * @param row as parsed; it is changed on the way and is afterwards what it was
 * @param read the texts of a row in the order in which they are said
 */
export function placedTexts(row: unknown, read: (row: unknown) => readonly SpokenText[]): PlacedText[] {
  const spoken = read(row);
  const wanted = new Set(spoken.map(({ text }) => text));
  const candidates = stringsIn(row).filter(({ text }) => text !== '' && wanted.has(text));
  if (candidates.length > MOST_TEXTS) return [];
  const pointers = new Map<number, string>();
  for (const candidate of candidates) {
    const at = changedBy(candidate, row, spoken, read);
    if (at !== undefined && !pointers.has(at)) pointers.set(at, candidate.pointer);
  }
  return spoken.flatMap((text, at) => {
    const pointer = pointers.get(at);
    return pointer === undefined ? [] : [{ ...text, pointer }];
  });
}

/** Which text alone becomes another one with a string; undefined where it is none, or others do too. */
function changedBy(
  { holder, key, text }: Candidate,
  row: unknown,
  spoken: readonly SpokenText[],
  read: (row: unknown) => readonly SpokenText[],
): number | undefined {
  holder[key] = text + PROBE;
  try {
    const after = read(row);
    const changed = [...after.keys()].filter((at) => after[at]?.text !== spoken[at]?.text);
    const [at] = changed;
    const isOne = after.length === spoken.length && changed.length === 1 && at !== undefined;
    return isOne && after[at]?.text === text + PROBE ? at : undefined;
  } catch (error) {
    if (error instanceof ShapeError) return undefined; // It is who speaks, or the like.
    throw error;
  } finally {
    holder[key] = text;
  }
}

function stringsIn(row: unknown, path: readonly (string | number)[] = []): Candidate[] {
  if (!Array.isArray(row) && !isObject(row)) return [];
  const holder = row as Record<string | number, unknown>;
  const members = Array.isArray(row) ? [...(row as unknown[]).entries()] : Object.entries(row);
  return members.flatMap(([key, member]) =>
    typeof member === 'string'
      ? [{ holder, key, pointer: pointerOf([...path, key]), text: member }]
      : stringsIn(member, [...path, key]),
  );
}
