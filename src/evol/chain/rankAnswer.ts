import type { Message } from '../../common/message';
import { readJsonIn, withoutThoughts } from '../../common/modelAnswer';
import { say } from '../../messages/say';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../../scoring/scorer';
import { NO_SCORE_AFTER } from '../../scoring/served/verdict';

/** The scores of a request in the order in which its variants stood there, or what keeps the answer from being used. */
export type RankReading =
  | { readonly scores: readonly number[]; readonly problem?: undefined }
  | { readonly problem: Message; readonly scores?: undefined };

/** One variant's number in front of it, from 1, and what was given to it. */
type Entry = readonly [index: number, score: number];

/**
 * Joins an answer to the variants by the number that each score names, whatever order they come in: as JSON, or as lines
 * such as `[2] Score: 4`, with text before and after. Each of the numbers 1 to `count` has to come exactly once, with a
 * score from 1 to 6.
 */
export function readRankAnswer(answer: string, count: number): RankReading {
  const text = withoutThoughts(answer);
  if (text === '') return { problem: say('rank.empty') };
  const readings = [...readJsonIn(text, someEntriesIn), lineEntries(text)].filter((entries) => entries.length > 0);
  const results = readings.map((entries) => joined(entries, count));
  return results.find(({ scores }) => scores !== undefined) ?? results[0] ?? { problem: say('rank.noScores') };
}

function joined(entries: readonly Entry[], count: number): RankReading {
  const scores = new Map<number, number>();
  for (const [index, score] of entries) {
    if (!Number.isInteger(index) || index < 1 || index > count)
      return { problem: say('rank.noText', { index: String(index) }) };
    if (scores.has(index)) return { problem: say('rank.twice', { index: String(index) }) };
    if (!(score >= LOWEST_SCORE && score <= HIGHEST_SCORE)) {
      const range = { lowest: String(LOWEST_SCORE), highest: String(HIGHEST_SCORE) };
      return { problem: say('rank.outOfRange', { index: String(index), ...range }) };
    }
    scores.set(index, score);
  }
  const all = Array.from({ length: count }, (_, at) => scores.get(at + 1));
  const missing = all.indexOf(undefined);
  return missing < 0 ? { scores: all as number[] } : { problem: say('rank.missing', { index: String(missing + 1) }) };
}

const INDEX_KEYS = ['index', 'id', 'number', 'variant', 'text'];
const SCORE_KEYS = ['score', 'rating', 'value'];
const NUMBERED_KEY = /^\[?(\d+)\]?$/;

function someEntriesIn(value: unknown, source: string): Entry[] | undefined {
  const entries = entriesIn(value, source);
  return entries.length === 0 ? undefined : entries;
}

/** A list of `{index, score}`, at any depth, or an object with the numbers as keys. */
function entriesIn(value: unknown, source: string): Entry[] {
  if (Array.isArray(value)) return value.flatMap((item) => entriesIn(item, source));
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const index = INDEX_KEYS.map((key) => numberIn(fields[key])).find((found) => found !== undefined);
  const scoreKey = SCORE_KEYS.find((key) => key in fields);
  if (index !== undefined && scoreKey !== undefined) return [[index, numberIn(fields[scoreKey]) ?? Number.NaN]];
  if (Object.keys(fields).some((key) => NUMBERED_KEY.test(key))) return numberedEntries(fields, source);
  return Object.values(fields).flatMap((item) => entriesIn(item, source));
}

/** A key that comes twice is one in the parsed object: how often it comes, the source tells. */
function numberedEntries(fields: Readonly<Record<string, unknown>>, source: string): Entry[] {
  return Object.entries(fields).flatMap(([key, item]): Entry[] => {
    const index = Number(NUMBERED_KEY.exec(key)?.[1] ?? Number.NaN);
    const score = typeof item === 'object' && item !== null ? (item as { score?: unknown }).score : item;
    const times = source.match(new RegExp(`${JSON.stringify(key).replace(/[[\]]/g, '\\$&')}\\s*:`, 'g'))?.length ?? 1;
    return Array.from({ length: times }, (): Entry => [index, numberIn(score) ?? Number.NaN]);
  });
}

/** Numbers, also as text: "4", "4/6", "[2]". */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const match = /^\s*\[?(\d+(?:\.\d+)?)\]?(?:\s*\/\s*6)?\s*$/.exec(value);
  return match === null ? undefined : Number(match[1]);
}

/** Judges of Chinese, Korean and Japanese rows may answer in the rows' language. */
const SCORE_IN_OTHER_LANGUAGES = '分数|分數|评分|評分|得分|점수|평점|스코어|スコア|点数|評価';
/** A score of 1 to 6, also with a decimal comma: not of 10, no range, and no part of another number. */
const NUMBER = String.raw`(-?\d+(?:[.,]\d+)?)(?![\d.,]*\d|${NO_SCORE_AFTER})`;
/** After the variant's number: the word "score" and a number, else a number at once. */
const NAMED_SCORE = new RegExp(
  String.raw`(?:\b(?:score|rating)\b|${SCORE_IN_OTHER_LANGUAGES})[^\d\n-]{0,20}?${NUMBER}`,
  'i',
);
const PLAIN_SCORE = new RegExp(String.raw`^[\s:：=*–—.)-]*${NUMBER}`);

/** `[2] Score: 4`, several on a line or one a line. */
function lineEntries(text: string): Entry[] {
  return text.split('\n').flatMap((line) => {
    const parts = [...line.matchAll(/\[(\d+)\]/g)];
    return parts.flatMap((part, at): Entry[] => {
      const after = line.slice(part.index + part[0].length, parts[at + 1]?.index ?? line.length);
      const found = NAMED_SCORE.exec(after) ?? PLAIN_SCORE.exec(after);
      return found === null ? [] : [[Number(part[1]), Number((found[1] ?? '').replace(',', '.'))]];
    });
  });
}
