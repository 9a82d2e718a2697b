import type { Turn } from '../../src/dataset/conversation';
import { isUnspaced, wordsOf } from '../../src/scoring/features/segmentation';
import type { CorruptionName } from './corruptions';
import type { Random } from '../../src/common/random';

/**
 * A good answer in one of the forms that people write it, and the ways to spoil it that this form hides: a list has no
 * order that could be lost.
 */
export interface PlainAnswer {
  readonly turn: Turn;
  readonly hides: readonly CorruptionName[];
  /** The whole answer that can be cut off, where this one is too brief for it. */
  readonly whole: Turn;
}

const BARE_SHARE = 0.25;
const LIST_SHARE = 0.2;
const QUOTE_SHARE = 0.1;
const BRIEF_SHARE = 0.1;
const FINAL_MARKS = /[\s.!。！]+$/;
const LEAST_LETTERS = 4;
const LEAST_ITEMS = 4;

/**
 * Pools of model answers are all whole sentences with a full stop. People also answer with bare lists and names, leave
 * the last stop out or quote the passage that they were asked about, which is no fault: some answers are put into these
 * forms before they are spoiled.
 */
export function plainAnswer(turn: Turn, random: Random): PlainAnswer {
  let form = random.next();
  const within = (share: number): boolean => (form -= share) < 0;
  if (within(BARE_SHARE)) return inForm({ ...turn, response: turn.response.replace(FINAL_MARKS, '') }, []);
  if (within(QUOTE_SHARE)) return inForm(quoting(turn, random), []);
  const list = within(LIST_SHARE) ? listOf(turn.response, random) : undefined;
  if (list !== undefined) return inForm({ ...turn, response: list }, ['shuffledWords', 'shuffledSentences']);
  const brief = form < 0 || !within(BRIEF_SHARE) ? undefined : briefOf(turn.response, random);
  if (brief === undefined) return inForm(turn, []);
  return { turn: { ...turn, response: brief }, hides: ['loop', 'shuffledWords', 'shuffledSentences'], whole: turn };
}

function inForm(turn: Turn, hides: readonly CorruptionName[]): PlainAnswer {
  return { turn, hides, whole: turn };
}

/** One to three words of a text, as a question for a name or a number is answered. */
function briefOf(text: string, random: Random): string | undefined {
  const items = itemsOf(text);
  if (items.length < LEAST_ITEMS) return undefined;
  const item = random.next() < 0.5 ? random.pick(items) : inventedName(random.pick(items), random.pick(items));
  const written = random.next() < 0.8 ? item.charAt(0).toUpperCase() + item.slice(1) : String(random.below(2000));
  return random.next() < 0.3 ? `${written}, ${random.pick(items)}` : written;
}

/** The response becomes the passage that the instruction asks about, and the answer quotes it, whole or from some sentence on. */
function quoting({ instruction, response }: Turn, random: Random): Turn {
  const sentences = response.split(/(?<=[.!?] |[。！？\n])/);
  const start = random.below(Math.min(3, sentences.length));
  return { instruction: `${instruction}\n${response}`, response: sentences.slice(start).join('') };
}

/** A list of the longer words of a text, in one of the forms that lists have; undefined where there are too few. */
function listOf(text: string, random: Random): string | undefined {
  const found = random.shuffled([...new Set(itemsOf(text))]).slice(0, LEAST_ITEMS + random.below(8));
  const items = random.next() < 0.5 ? found : found.map((item) => inventedName(item, random.pick(found)));
  if (items.length < LEAST_ITEMS) return undefined;
  const capitalised = random.next() < 0.5;
  const written = items.map((item) => (capitalised ? item.charAt(0).toUpperCase() + item.slice(1) : item));
  if (isUnspaced(items[0] ?? '')) return written.join(random.pick(['、', '，', '\n']));
  const form = random.below(4);
  if (form === 0) return `${written.slice(0, -1).join(', ')} and ${written.at(-1) ?? ''}`;
  if (form === 1) return written.map((item) => `- ${item}`).join('\n');
  return written.join(form === 2 ? '\n' : ', ');
}

/** A name that no statistics know: half of one item and half of another. */
function inventedName(first: string, second: string): string {
  return first.slice(0, Math.ceil(first.length / 2)) + second.slice(Math.floor(second.length / 2));
}

/** Longer words, some of them with the word before; pairs of characters where words are not spaced. */
function itemsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (isUnspaced(word)) return index % 2 === 0 && next !== undefined && isUnspaced(next) ? [word + next] : [];
    if (word.length < LEAST_LETTERS) return [];
    return [index % 3 === 0 && next !== undefined && next.length >= LEAST_LETTERS ? `${word} ${next}` : word];
  });
}
