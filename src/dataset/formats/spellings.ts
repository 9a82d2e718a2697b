import { BYTE } from '../bytes';
import { codePointName, isInvisible } from '../invisibleCharacters';
import { KIND_OF_KEY } from './attachments';
import { KNOWN_KEYS, usesOf } from './keys';
import type { JsonObject } from './format';

/** Format and control characters, blanks, and letters that show nothing. */
const INVISIBLE = /[\s\p{Cf}\p{Cc}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u;
const VISIBLE = /[^\s\p{Cf}\p{Cc}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u;
const AT_ENDS = new RegExp(`^(?:${INVISIBLE.source})+|(?:${INVISIBLE.source})+$`, 'gu');

const KNOWN: ReadonlySet<string> = new Set([...KNOWN_KEYS, ...KIND_OF_KEY.keys()]);
const MOST_CACHED = 10_000;
const cached = new Map<string, KnownKey>();

/** Whether a text shows nothing: blanks and characters that have no form of their own. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > BYTE.space && first < BYTE.delete) return false;
  return !VISIBLE.test(text);
}

/** The invisible characters of a text, as people look them up; "" where there are none but the usual spaces. */
export function invisibleNames(text: string): string {
  return [...new Set(Array.from(text).filter(isInvisible).filter(isUnusual).map(codePointName))].slice(0, 5).join(', ');
}

function isUnusual(character: string): boolean {
  return !'\t\n\r'.includes(character);
}

/** Capitals, words run together, and what stands around a name, change nothing about it: `" Raw-Role"` is `raw_role`. */
export function plainName(name: string): string {
  return name
    .replace(AT_ENDS, '')
    .replace(/[\s-]+/g, '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** A key as this folder knows it. */
export interface KnownKey {
  /** Its usual spelling; a key of unknown meaning has its own. */
  readonly canonical: string;
  /** See `USE`. */
  readonly uses: number;
  readonly isAttachment: boolean;
}

/** Files have few keys, and each in every row. */
export function knownKey(key: string): KnownKey {
  const known = cached.get(key);
  if (known !== undefined) return known;
  const plain = KNOWN.has(key) ? key : plainName(key).replace(/^complex_co_t$/, 'complex_cot');
  const canonical = KNOWN.has(plain) ? plain : key;
  const found = { canonical, uses: usesOf(canonical), isAttachment: KIND_OF_KEY.has(canonical) };
  if (cached.size < MOST_CACHED) cached.set(key, found);
  return found;
}

function canonicalKey(key: string): string {
  return knownKey(key).canonical;
}

export interface PlainlySpelled {
  readonly value: JsonObject;
  /** By canonical key, where that is not the key in the file. */
  readonly spellings?: ReadonlyMap<string, string>;
}

/** An object with the keys that this folder knows; the object itself where it has them already, as most do. */
export function plainlySpelled(value: JsonObject): PlainlySpelled {
  for (const key in value) if (canonicalKey(key) !== key) return respelled(value);
  return { value };
}

/** Of several spellings of one key the exact one counts, if anything stands under it; the others keep theirs. */
function respelled(value: JsonObject): PlainlySpelled {
  const chosen = new Map<string, string>();
  for (const key of Object.keys(value)) {
    const canonical = canonicalKey(key);
    const current = chosen.get(canonical);
    const isBetter =
      current === undefined || (isPresent(value[key]) && (key === canonical || !isPresent(value[current])));
    if (isBetter) chosen.set(canonical, key);
  }
  const spellings = new Map([...chosen].filter(([canonical, key]) => canonical !== key));
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    const canonical = canonicalKey(key);
    if (chosen.get(canonical) === key) return [[canonical, member]];
    return isPresent(member) ? [[key, member]] : [];
  });
  return { value: Object.fromEntries(entries), spellings };
}

function isPresent(member: unknown): boolean {
  return member !== undefined && member !== null && member !== '';
}
