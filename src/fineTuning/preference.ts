import type { GoodRow } from '../dataset/conversation';
import { ratedTexts } from '../dataset/formats/candidates';
import { isObject, numberOf } from '../dataset/formats/format';
import { RowReading } from '../dataset/formats/rowReading';
import { say } from '../messages/say';
import { checkTextAlone, type ChatMessage } from './chatRow';
import { Refusal } from './refusal';
import type { ChatPair } from './trainer';

/** A pair, and by how much the better answer is rated above the worse one; absent = the row does not say. */
export interface RatedPair extends ChatPair {
  readonly margin?: number;
}

/** Where rows of two answers keep what each was rated. */
const RATED: readonly (readonly [chosen: string, rejected: string])[] = [
  ['score_chosen', 'score_rejected'],
  ['chosen_score', 'rejected_score'],
  ['chosen_rating', 'rejected_rating'],
  ['chosen-rating', 'rejected-rating'],
  ['rating_chosen', 'rating_rejected'],
  ['chosen_reward', 'rejected_reward'],
];

/**
 * The pair that a preference row makes: its best answer, and of the others the lowest rated, the first on ties.
 * @param source the row's JSON
 * @throws Refusal for a row that prefers nothing, or is more than its texts
 */
export function pairOf(row: GoodRow, source: unknown): RatedPair {
  const { system, turns, attachments, rejected = [] } = row.conversation;
  checkTextAlone(row);
  if (attachments?.tools !== undefined) {
    throw new Refusal('toolsInPair', say('refused.toolsInPair'));
  }
  const last = turns.at(-1);
  const answers = answersOf(source) ?? { chosen: last?.response ?? '', rejected: rejected[0], ...marginOf(source) };
  if (last === undefined || answers.rejected === undefined) {
    throw new Refusal('noPreference', say('refused.noPreference'));
  }
  if (answers.margin === 0) throw new Refusal('equalRatings', say('refused.equalRatings'));
  if (answers.chosen === answers.rejected) throw new Refusal('noPreference', say('refused.equalAnswers'));
  const before = turns.slice(0, -1).flatMap(({ instruction, response }): ChatMessage[] => [
    { role: 'user', content: instruction },
    { role: 'assistant', content: response },
  ]);
  const prompt: ChatMessage[] = [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    ...before,
    { role: 'user', content: last.instruction },
  ];
  const pair: ChatPair = {
    prompt,
    chosen: { role: 'assistant', content: answers.chosen },
    rejected: { role: 'assistant', content: answers.rejected },
  };
  if ([...prompt, pair.chosen, pair.rejected].some(({ content }) => content.trim() === '')) {
    throw new Refusal('emptyTurn', say('refused.emptyPair'));
  }
  return answers.margin === undefined ? pair : { ...pair, margin: answers.margin };
}

interface Answers {
  readonly chosen: string;
  readonly rejected: string | undefined;
  readonly margin?: number;
}

/** Of several answers with a rating each; undefined where the row has no such list. */
function answersOf(source: unknown): Answers | undefined {
  const found = isObject(source) ? ratedTexts(RowReading.of(source)) : undefined;
  if (found === undefined) return undefined;
  const rated = found.texts
    .map((text, at) => ({ text, rating: found.ratings[at] ?? Number.NaN }))
    .filter(({ rating }) => !Number.isNaN(rating));
  const [first, ...others] = rated;
  if (first === undefined || others.length === 0) return undefined;
  const best = others.reduce((found, other) => (other.rating > found.rating ? other : found), first);
  const worst = others.reduce((found, other) => (other.rating < found.rating ? other : found), first);
  return { chosen: best.text, rejected: worst.text, margin: best.rating - worst.rating };
}

/** Of two answers that are rated beside them. */
function marginOf(source: unknown): { readonly margin?: number } {
  if (!isObject(source)) return {};
  for (const [chosen, rejected] of RATED) {
    const margin = numberOf(source[chosen]) - numberOf(source[rejected]);
    if (!Number.isNaN(margin)) return { margin };
  }
  return {};
}
