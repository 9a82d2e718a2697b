import type { Message } from '../../common/message';
import type { PhraseId } from '../../messages/phrases';
import { say } from '../../messages/say';
import { isSameLanguage } from '../../scoring/language';
import { wordsOf } from '../../scoring/features/segmentation';

/** A rewriting, and what it is to be compared with. */
export interface Rewriting {
  /** Variants of the chain so far, dropped ones left out; the last is what was rewritten. */
  readonly before: readonly string[];
  readonly after: string;
  readonly cutOff: boolean;
  /** The prompt without the texts of the row. */
  readonly template: string;
  /** Words that the text may have beyond a multiple of what it had. */
  readonly allowance: { readonly times: number; readonly words: number };
}

type Check = (rewriting: Rewriting, last: string) => FailureId | undefined;

/** Why a rewriting is no step of the chain. */
type FailureId = Extract<PhraseId, `drop.${string}`>;

const CHECKS: readonly Check[] = [
  ({ after }) => (after === '' ? 'drop.nothing' : undefined),
  ({ cutOff }) => (cutOff ? 'drop.cutOff' : undefined),
  ({ after }, last) => (isRefusal(after) && !isRefusal(last) ? 'drop.refused' : undefined),
  (rewriting, last) => (repeatsPrompt(rewriting, last) ? 'drop.repeatsPrompt' : undefined),
  ({ before, after }) => sameness(before, after),
  ({ after }, last) => (count(after, FENCE) < count(last, FENCE) ? 'drop.codeBlock' : undefined),
  ({ after }, last) => (hasTable(last) && !hasTable(after) ? 'drop.table' : undefined),
  ({ after }, last) => (isSameLanguage(last, after) ? undefined : 'drop.language'),
  ({ after, allowance }, last) =>
    wordsOf(after).length > wordsOf(last).length * allowance.times + allowance.words ? 'drop.tooLong' : undefined,
];

/** Why a rewriting is no step of the chain; undefined when it is one. */
export function failureOf(rewriting: Rewriting): Message | undefined {
  const last = rewriting.before.at(-1) ?? '';
  for (const check of CHECKS) {
    const failure = check(rewriting, last);
    if (failure !== undefined) return say(failure);
  }
  return undefined;
}

const FENCE = /^\s*(?:```|~~~)/gm;
const TABLE_ROW = /^\s*\|.*\|\s*$/gm;

const REFUSAL =
  /^\W*(?:(?:i['’]?m|i am|we['’]?re|we are)\s+(?:very |so |really |truly )?(?:sorry|afraid)|sorry,|my apologies|i apologi[sz]e|i\s+(?:can(?:['’]t|not| not)|won['’]t|will not|(?:am|['’]m) (?:not able|unable) to|must (?:decline|refuse))|as an? (?:ai|artificial|language model)|unfortunately,? i (?:can|am)|抱歉|对不起|很抱歉|我无法|我不能|作为一个?(?:AI|人工智能)|죄송|申し訳)/i;

function isRefusal(text: string): boolean {
  return REFUSAL.test(text);
}

/** So many words of the prompt one after the other are no chance. */
const LEAKED_WORDS = 8;

function repeatsPrompt({ template, after }: Rewriting, last: string): boolean {
  const known = runsOf(wordsOf(last));
  const ofPrompt = runsOf(wordsOf(template));
  return [...runsOf(wordsOf(after))].some((run) => ofPrompt.has(run) && !known.has(run));
}

function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + LEAKED_WORDS <= words.length; at++) runs.add(words.slice(at, at + LEAKED_WORDS).join(' '));
  return runs;
}

/** Fewer changed words than this part of a text leave it nearly what it was. */
const CHANGED_SHARE = 0.005;

function sameness(before: readonly string[], after: string): FailureId | undefined {
  const words = wordsOf(after);
  const changes = before.map((text) => changedWords(wordsOf(text), words));
  if (before.some((text, at) => changes[at] === 0 && (words.length > 0 || text === after))) return 'drop.unchanged';
  const nearly = changes.some((changed) => changed > 0 && changed <= Math.max(1, words.length * CHANGED_SHARE));
  return nearly ? 'drop.nearlyUnchanged' : undefined;
}

/** Words that one text has more often than the other; their order counts for nothing. */
function changedWords(first: readonly string[], second: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of second) counts.set(word, (counts.get(word) ?? 0) - 1);
  return [...counts.values()].reduce((sum, difference) => sum + Math.abs(difference), 0);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A head, a rule and a row. */
const LEAST_TABLE_ROWS = 2;

function hasTable(text: string): boolean {
  return count(text, TABLE_ROW) >= LEAST_TABLE_ROWS;
}
