import { say } from '../../messages/say';
import { isFilled, isSubstantial, numberOf, quotePath, ShapeError, type JsonObject } from './format';
import { COMPARED, MODEL_STEM, USE, VERDICT_STEMS, VERDICTS } from './keys';
import type { RowReading } from './rowReading';
import { plainName } from './spellings';

/** Two responses of a row, by their keys, and which of them is the better one. */
export interface Comparison {
  readonly chosen: string;
  readonly other: string;
  /** Neither is better. */
  readonly isTie: boolean;
  /** The keys that say so; none where the names of the two do. */
  readonly verdict: readonly string[];
}

type Outcome = 'first' | 'second' | 'tie';

interface Verdict {
  readonly outcome: Outcome;
  readonly keys: readonly string[];
}

/** Two responses side by side and a verdict on them; undefined where either is missing, or the verdict says nothing. */
export function comparisonOf(row: RowReading): Comparison | undefined {
  const compared = comparedKeys(row);
  if (compared === undefined) return undefined;
  const [first, second] = compared;
  const verdict = verdictOf(row.value, first, second) ?? ratingOf(row.value, first, second);
  if (verdict === undefined) return undefined;
  const [chosen, other] = verdict.outcome === 'second' ? [second, first] : [first, second];
  return { chosen, other, isTie: verdict.outcome === 'tie', verdict: verdict.keys };
}

/** @throws ShapeError when a row has two responses and no verdict on them that says anything */
export function requireVerdict(row: RowReading): void {
  const compared = comparedKeys(row);
  if (compared === undefined) return;
  const key = VERDICTS.find((name) => isFilled(row.value[name]));
  const path = row.pathOf(key ?? compared[0]);
  const found = key === undefined ? undefined : JSON.stringify(row.value[key]).slice(0, MOST_SHOWN);
  const [first, second] = [quotePath(row.pathOf(compared[0])), quotePath(row.pathOf(compared[1]))];
  const problem =
    found === undefined
      ? say('row.noVerdict', { first, second })
      : say('row.unknownVerdict', { place: quotePath(path), found });
  throw new ShapeError('wrongShape', path, problem, true);
}

const MOST_SHOWN = 40;

function comparedKeys(row: RowReading): readonly [string, string] | undefined {
  if (!row.mayHave(USE.compared)) return undefined;
  return COMPARED.find(([first, second]) => isSubstantial(row.value[first]) && isSubstantial(row.value[second]));
}

/** What the row says in words or with the name, letter or number of a response. */
function verdictOf(row: JsonObject, first: string, second: string): Verdict | undefined {
  for (const key of VERDICTS) {
    const outcome = outcomeOf(row[key], row, first, second);
    if (outcome !== undefined) return { outcome, keys: [key] };
  }
  return undefined;
}

function outcomeOf(verdict: unknown, row: JsonObject, first: string, second: string): Outcome | undefined {
  const [one, two] = [endOf(first), endOf(second)];
  // 1 of "a" and "b" may be either of them.
  if (typeof verdict === 'number')
    return String(verdict) === one ? 'first' : String(verdict) === two ? 'second' : undefined;
  if (typeof verdict !== 'string') return undefined;
  if (verdict === row[first]) return 'first';
  if (verdict === row[second]) return 'second';
  const models = [row[`${MODEL_STEM}_${one}`], row[`${MODEL_STEM}_${two}`]];
  const named = models.indexOf(verdict);
  // Two responses of one model are not told apart by its name.
  if (named >= 0) return models[0] === models[1] ? undefined : named === 0 ? 'first' : 'second';
  const name = plainName(verdict);
  if (TIE.test(name)) return 'tie';
  const [, said] = NAMED.exec(name) ?? [];
  if (said === one || said === 'first' || said === 'left') return 'first';
  return said === two || said === 'second' || said === 'right' ? 'second' : undefined;
}

/** "tie", "both bad", "A=B". */
const TIE = /^(?:tied?|draw|both|equal|same|neither|no_preference)(?![a-z])|^\W*[a-z0-9]=+[a-z0-9]\W*$/;
/** "a", "model_a", "Response 1", "A>>B" and "[[A]]". */
const NAMED =
  /^\W*(?:(?:model|response|answer|assistant|option|completion|output|candidate|reply)_?)?([a-z0-9]|first|second|left|right)(?:>+[a-z0-9])?\W*$/;

/** Whether a text does no more than name a response: it is none itself. */
export function namesResponse(text: unknown): boolean {
  return typeof text === 'string' && NAMED.test(plainName(text));
}

/** The place in a list of responses that a verdict names in words; a number may count from 0 or from 1. */
export function placeNamed(row: JsonObject, texts: readonly string[]): { place: number; key: string } | undefined {
  for (const key of VERDICTS) {
    const verdict = row[key];
    if (typeof verdict !== 'string') continue;
    const [, said = ''] = NAMED.exec(plainName(verdict)) ?? [];
    const place = texts.includes(verdict) ? texts.indexOf(verdict) : PLACES.findIndex((names) => names.includes(said));
    if (place >= 0 && place < texts.length) return { place, key };
  }
  return undefined;
}

const PLACES = [['a', 'first', 'left'], ['b', 'second', 'right'], ['c'], ['d']];

/** By a number for each of the two; both responses are as good where it is the same. */
function ratingOf(row: JsonObject, first: string, second: string): Verdict | undefined {
  for (const stem of VERDICT_STEMS) {
    const keys = [first, second].map((key) => `${stem}_${endOf(key)}`);
    const [one = Number.NaN, two = Number.NaN] = keys.map((key) => numberOf(row[key]));
    if (Number.isNaN(one) || Number.isNaN(two)) continue;
    return { keys, outcome: one === two ? 'tie' : one > two ? 'first' : 'second' };
  }
  return undefined;
}

/** The letter or number by which the key of a response tells it from the other. */
function endOf(key: string): string {
  return key.slice(-1);
}
