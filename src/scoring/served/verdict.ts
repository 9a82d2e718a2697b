import { readJsonIn, withoutThoughts } from '../../common/modelAnswer';
import { say } from '../../messages/say';
import { asNumber, asObject } from '../../serverClient/json';
import type { JsonSchema } from '../../serverClient/structuredChat';
import { DIGIT_SCORES } from '../digitExpectation';
import { HIGHEST_SCORE, LOWEST_SCORE, type ScoredTurn, type TurnScore } from '../scorer';

const SCORE = { type: 'integer', enum: DIGIT_SCORES };

/** What a chat model that rates a turn answers with, where it can be held to it. */
export const VERDICT_FORMAT: JsonSchema = {
  name: 'scores',
  schema: {
    type: 'object',
    properties: { complexity: SCORE, quality: SCORE },
    required: ['complexity', 'quality'],
    additionalProperties: false,
  },
};

/** About how many tokens such an answer has. */
export const VERDICT_TOKENS = 15;

/**
 * Both scores in what a chat model wrote: JSON with text around it is fine, and so are lines such as `Complexity: 4`.
 * Scores that are missing, out of range or given twice and differently leave the turn unscored: none is invented.
 */
export function readVerdict(answer: string): TurnScore {
  const text = withoutThoughts(answer);
  const inJson = [...readJsonIn(text, verdictIn)];
  // Broken JSON is no list of lines: its last number may be a part of one.
  const verdicts = inJson.length > 0 || text.includes('{') ? inJson : verdictsInLines(text);
  const [verdict] = verdicts;
  const isOne = verdicts.every((other) => isSame(other, verdict));
  if (verdict !== undefined && isOne) return verdict;
  const quoted = { answer: shortened(answer) };
  return { unscoredReason: verdict === undefined ? say('verdict.noScores', quoted) : say('verdict.several', quoted) };
}

function verdictIn(value: unknown): ScoredTurn | undefined {
  const { complexity, quality } = asObject(value);
  return verdictOf(complexity, quality);
}

/** What stands after a number that is no score, as a pattern: the other end of a range, or another scale than of 6. */
export const NO_SCORE_AFTER = String.raw`\s*(?:[-–—−~～〜到至]|to|or|and|和|或|또는)\s*\d|\s*(?:\/|out of)\s*(?!6(?!\.?\d))\d`;
/** A score of 1 to 6, not of 10, no range, and no part of another number: "-4", ".5", "4,5". */
const NUMBER = String.raw`(?<!\.|[\s:=*_][-−])(\d+(?:\.\d+)?)(?![\d.,]*\d|${NO_SCORE_AFTER})`;
const [COMPLEXITIES, QUALITIES] = ['complexity', 'quality'].map(
  (word) => new RegExp(String.raw`\b${word}\b[^\d\n]{0,20}${NUMBER}`, 'gi'),
) as [RegExp, RegExp];

/** Models that are not held to JSON put a word, and maybe markup, in front of each score. */
function verdictsInLines(text: string): ScoredTurn[] {
  const [complexities, qualities] = [numbersBy(COMPLEXITIES, text), numbersBy(QUALITIES, text)];
  return complexities.flatMap((complexity) => qualities.flatMap((quality) => verdictOf(complexity, quality) ?? []));
}

function numbersBy(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].flatMap(([, number]) => number ?? []);
}

function verdictOf(complexity: unknown, quality: unknown): ScoredTurn | undefined {
  const [complexityScore, qualityScore] = [inRange(complexity), inRange(quality)];
  return complexityScore === undefined || qualityScore === undefined ? undefined : { complexityScore, qualityScore };
}

/** Also as text, such as "4". */
function inRange(value: unknown): number | undefined {
  const score = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : asNumber(value);
  return score !== undefined && score >= LOWEST_SCORE && score <= HIGHEST_SCORE ? score : undefined;
}

function isSame(one: ScoredTurn, other: ScoredTurn | undefined): boolean {
  return one.complexityScore === other?.complexityScore && one.qualityScore === other.qualityScore;
}

function shortened(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
