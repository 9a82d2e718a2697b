import type { OtherField, TurnMessage, UnreadKey } from '../conversation';
import { AttachmentReading, KIND_OF_KEY } from './attachments';
import { isFilled, type JsonObject, type JsonPath, type RowFormat } from './format';
import { keysOf, type ObjectKeys } from './objectKeys';
import { plainlySpelled } from './spellings';

/** Responses of a row beside its own. */
export type OtherResponses = 'rejected' | 'alternatives';

/** A row while it is read: its keys in their usual spelling, and what has been taken from it. */
export class RowReading {
  readonly attachments = new AttachmentReading();
  /** Something that is seen or heard stands in a message, or beside the messages. */
  holdsMedia = false;
  /** The assistant spoke before anybody asked; no turn holds it. */
  openingLeftOut = false;
  /** The prompt has the markup of a chat template, so that the response goes on in it. */
  promptIsRendered = false;
  /** The messages of each turn, for who wants to read them one by one; undefined = nobody does. */
  turnMessages: TurnMessage[][] | undefined;
  /** Which of the first keys were taken, a bit each, and the places of others: few rows have so many keys. */
  private taken = 0;
  private takenBeyond: Set<number> | undefined;
  private others: Readonly<Record<OtherResponses, string[]>> | undefined;
  private unreadInMessages: Map<string, boolean> | undefined;
  private unreadBelow: readonly UnreadKey[] = NO_KEYS;
  private below: { readonly row: RowReading; readonly key: string } | undefined;

  private constructor(
    readonly value: JsonObject,
    private readonly keys: ObjectKeys,
    private readonly spellings?: ReadonlyMap<string, string>,
    private readonly above: JsonPath = TOP,
    /** With the keys as the file spells them. */
    readonly source: JsonObject = value,
  ) {
    for (const key of keys.ofAttachments) this.addAttachment(key, this.take(key));
  }

  /** @param above where the object stands in the row */
  static of(value: JsonObject, above: JsonPath = TOP): RowReading {
    const keys = keysOf(value);
    if (keys.arePlain) return new RowReading(value, keys, undefined, above);
    const { value: spelled, spellings } = plainlySpelled(value);
    return new RowReading(spelled, keysOf(spelled), spellings, above, value);
  }

  /** A row that is a list of messages and nothing else. */
  static ofList(list: readonly unknown[]): RowReading {
    const value = { [LIST_KEY]: list };
    return new RowReading(value, keysOf(value), new Map([[LIST_KEY, '']]));
  }

  /** Whether some key of the row is for one of these uses; what stands under it is another matter. */
  mayHave(uses: number): boolean {
    return (this.keys.uses & uses) !== 0;
  }

  /** Those of several names that are keys of the row. @param names a list that is always the same one */
  among(names: readonly string[]): readonly string[] {
    return this.keys.among(names);
  }

  /** The forms that a row with these keys may have. @param forms a list that is always the same one */
  formsAmong(forms: readonly RowFormat[]): readonly RowFormat[] {
    return this.keys.formsAmong(forms);
  }

  /** Responses that the row calls worse than its own. */
  get rejected(): readonly string[] {
    return this.others?.rejected ?? NO_TEXTS;
  }

  /** Others that are as good as its own. */
  get alternatives(): readonly string[] {
    return this.others?.alternatives ?? NO_TEXTS;
  }

  addOthers(kind: OtherResponses, texts: readonly string[]): void {
    if (texts.length > 0) (this.others ??= { rejected: [], alternatives: [] })[kind].push(...texts);
  }

  /** Beside messages or in one. */
  addAttachment(key: string, value: unknown): void {
    this.attachments.addKey(key, value);
    if (KIND_OF_KEY.get(key) === 'media' && isFilled(value)) this.holdsMedia = true;
  }

  has(key: string): boolean {
    return isFilled(this.value[key]);
  }

  firstOf(keys: readonly string[]): string | undefined {
    for (const key of keys) if (isFilled(this.value[key])) return key;
    return undefined;
  }

  /** The value of a key, which is read by this. */
  take(key: string): unknown {
    const place = this.keys.names.indexOf(key);
    if (place >= BITS) (this.takenBeyond ??= new Set()).add(place);
    else if (place >= 0) this.taken |= 1 << place;
    return this.value[key];
  }

  /** What `take` does, by the key that the file has. */
  takeSpelled(spelledKey: string): unknown {
    const [canonical = spelledKey] = [...(this.spellings ?? [])].find(([, spelled]) => spelled === spelledKey) ?? [];
    this.take(canonical);
    return this.source[spelledKey];
  }

  isTaken(key: string): boolean {
    return this.isTakenAt(this.keys.names.indexOf(key));
  }

  pathOf(key: string): JsonPath {
    const spelled = this.spellings?.get(key) ?? key;
    if (spelled === '') return this.above;
    return this.above.length === 0 ? [spelled] : [...this.above, spelled];
  }

  /** Takes over what was found in an object that holds the row proper. */
  absorb(inner: RowReading, key: string): void {
    this.take(key);
    this.attachments.absorb(inner.attachments);
    this.holdsMedia ||= inner.holdsMedia;
    this.openingLeftOut ||= inner.openingLeftOut;
    this.addOthers('rejected', inner.rejected);
    this.addOthers('alternatives', inner.alternatives);
    this.below = { row: inner, key };
    this.unreadBelow = (inner.unreadKeys() ?? []).map((unread) => ({ ...unread, key: `${key}.${unread.key}` }));
  }

  noteUnreadInMessage(key: string, value: unknown): void {
    const isProse = proseIn(value, 1);
    if (isProse === undefined) return;
    this.unreadInMessages ??= new Map();
    this.unreadInMessages.set(key, isProse || this.unreadInMessages.get(key) === true);
  }

  /** What stands under keys that no format took; undefined where everything was. */
  unreadKeys(): readonly UnreadKey[] | undefined {
    let unread: UnreadKey[] | undefined;
    const { names } = this.keys;
    for (let place = 0; place < names.length; place++) {
      if (this.isTakenAt(place)) continue;
      const key = names[place] as string;
      const isProse = proseIn(this.value[key], MOST_DEPTH);
      if (isProse !== undefined) (unread ??= []).push({ key: this.spellings?.get(key) ?? key, isProse });
    }
    this.unreadInMessages?.forEach((isProse, key) => (unread ??= []).push({ key: `messages[].${key}`, isProse }));
    return this.unreadBelow.length === 0 ? unread : [...(unread ?? []), ...this.unreadBelow];
  }

  /** What stands in the row beside its conversation, tools and their like included, in the file's order. */
  otherFields(): OtherField[] {
    const { names, ofAttachments } = this.keys;
    const others = names.filter((name, place) => !this.isTakenAt(place) || ofAttachments.includes(name));
    const own = others
      .filter((name) => isFilled(this.value[name]))
      .map((name) => ({ path: [this.spellings?.get(name) ?? name], value: this.value[name] }));
    if (this.below === undefined) return own;
    const { row: inner, key } = this.below;
    return [...own, ...inner.otherFields().map(({ path, value }) => ({ path: [key, ...path], value }))];
  }

  /** @param place among the keys; below 0 = the row has no such key */
  private isTakenAt(place: number): boolean {
    if (place >= BITS) return this.takenBeyond?.has(place) === true;
    return place >= 0 && (this.taken & (1 << place)) !== 0;
  }
}

/** Of a number that is taken as bits. */
const BITS = 32;
const TOP: JsonPath = [];
const NO_TEXTS: readonly string[] = [];
const NO_KEYS: readonly UnreadKey[] = [];
const LIST_KEY = 'messages';
const MOST_DEPTH = 3;
const MOST_ENTRIES = 20;
const LONG_WORD = 80;

/** Whether there is a sentence among the texts of a value; undefined where it holds no text. */
function proseIn(value: unknown, depth: number): boolean | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.includes(' ') || value.length > LONG_WORD;
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  const members = Array.isArray(value) ? (value as unknown[]) : Object.values(value);
  let found: boolean | undefined;
  for (let at = 0; at < members.length && at < MOST_ENTRIES; at++) {
    found = proseIn(members[at], depth - 1) ?? found;
    if (found === true) return true;
  }
  return found;
}
