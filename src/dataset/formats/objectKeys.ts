import type { JsonObject, RowFormat } from './format';
import { knownKey } from './spellings';

const MOST_CACHED = 1000;
/** As JSON. An object with more keys, or longer ones, is a table of its own: few others have its keys. */
const MOST_CHARACTERS = 2000;

/** What follows from the keys of an object alone, whatever stands under them. */
export class ObjectKeys {
  /** What the keys may be for, added up (see `USE`). */
  readonly uses: number;
  /** The keys of what is no text. */
  readonly ofAttachments: readonly string[];
  /** Whether each key is spelled as this folder knows it. */
  readonly arePlain: boolean;
  /** Lists of names that were asked for, and which of each are held: they are few, and found sooner than in a map. */
  private readonly lists: (readonly string[])[] = [];
  private readonly held: (readonly string[])[] = [];
  /** Those that were asked for last; a file is read by the same ones from its first row to its last. */
  private forms: readonly RowFormat[] | undefined;
  private possible: readonly RowFormat[] = [];

  /** @param names in the object's order */
  constructor(readonly names: readonly string[]) {
    const known = names.map(knownKey);
    this.uses = known.reduce((uses, key) => uses | key.uses, 0);
    this.ofAttachments = names.filter((_, at) => known[at]?.isAttachment === true);
    this.arePlain = names.every((name, at) => known[at]?.canonical === name);
  }

  /** Those of several names that are among the keys. @param names a list that is always the same one */
  among(names: readonly string[]): readonly string[] {
    const known = this.held[this.lists.indexOf(names)];
    if (known !== undefined) return known;
    const held = names.filter((name) => this.names.includes(name));
    this.lists.push(names);
    this.held.push(held);
    return held;
  }

  /** The forms that need none of other keys. @param forms a list that is always the same one */
  formsAmong(forms: readonly RowFormat[]): readonly RowFormat[] {
    if (this.forms !== forms) {
      this.possible = forms.filter(({ needs }) => needs === undefined || (this.uses & needs) !== 0);
      this.forms = forms;
    }
    return this.possible;
  }
}

const cached = new Map<string, ObjectKeys>();
let last = new ObjectKeys([]);

/** The keys of an object; rows of a file have few different ones, and mostly those of the row before. */
export function keysOf(value: JsonObject): ObjectKeys {
  return isLast(value) ? last : (last = lookedUp(Object.keys(value)));
}

function isLast(value: JsonObject): boolean {
  const { names } = last;
  let at = 0;
  for (const key in value) if (key !== names[at++]) return false;
  return at === names.length;
}

function lookedUp(names: readonly string[]): ObjectKeys {
  const name = JSON.stringify(names);
  let keys = cached.get(name);
  if (keys === undefined) {
    keys = new ObjectKeys(names);
    if (cached.size < MOST_CACHED && name.length <= MOST_CHARACTERS) cached.set(name, keys);
  }
  return keys;
}
