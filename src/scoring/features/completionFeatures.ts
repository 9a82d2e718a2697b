import { count, flag } from './measures';
import { isUnspaced } from './segmentation';
import type { TurnView } from './turnView';

/** Marks after which something has to follow. */
const JOINER = /[,，、;；:：\-–—([{（「“&/+=<]\s*$/;
/** Not the colon, after which something has to follow as well. */
const TERMINAL = /[.!?。！？…)"'”’`\]}>）」|;]\s*$/;
const ITEM_GAP = /[,，、;；\n]/;
/** An item of a list in running text has at most this many words. */
const ITEM_WORDS = 5;

/** Whether the response's end is an end, and whether it is the kind of text that needs no full stop. */
export const COMPLETION_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  endsWithJoiner: ({ response }) => flag(JOINER.test(response.text)),
  lastWordEnds: ({ response, lexicon }) => lexicon.positions.ends(response.words),
  openEnding: ({ response, lexicon }) => (TERMINAL.test(response.text) ? 0 : -lexicon.positions.ends(response.words)),
  lastWordCut: (view) => lastWordCut(view),
  lastItemSize: ({ response }) => lastItemSize(response.text),
  lastLineSize: ({ lines }) => relativeSize(lines),
  itemShare: ({ response }) => itemShare(response.text),
  bareItems: ({ response }) => (TERMINAL.test(response.text) ? 0 : itemShare(response.text)),
  openMarks: ({ response }) =>
    (count(response.text, /\*\*/g) % 2) +
    (count(response.text, /"/g) % 2) +
    (count(response.text, /“/g) > count(response.text, /”/g) ? 1 : 0),
};

/** 1 where the last word is the beginning of a longer word of the turn and occurs nowhere else in it. */
function lastWordCut({ instruction, response }: TurnView): number {
  const last = response.words.at(-1);
  if (last === undefined || isUnspaced(last) || TERMINAL.test(response.text)) return 0;
  if (response.words.indexOf(last) < response.words.length - 1 || instruction.distinct.has(last)) return 0;
  const isLonger = (word: string): boolean => word.length > last.length && word.startsWith(last);
  return flag([...instruction.distinct].some(isLonger) || [...response.distinct].some(isLonger));
}

/** Logarithm of the last comma-separated item's or line's length against the mean of those before. */
function lastItemSize(text: string): number {
  const items = text.split(ITEM_GAP).map((item) => item.trim());
  return relativeSize(items.filter((item) => item !== ''));
}

function relativeSize(parts: readonly string[]): number {
  if (parts.length < 3) return 0;
  const before = parts.slice(0, -1).reduce((sum, part) => sum + part.length, 0) / (parts.length - 1);
  return Math.log(((parts.at(-1)?.length ?? 0) + 1) / (before + 1));
}

/** Share of comma-separated items and lines that are no longer than the items of a list are. */
function itemShare(text: string): number {
  const items = text.split(ITEM_GAP).filter((item) => item.trim() !== '');
  if (items.length < 3) return 0;
  return items.filter((item) => sizeOf(item) <= ITEM_WORDS).length / items.length;
}

/** Words of an item, two characters of an unspaced script being about one. */
function sizeOf(item: string): number {
  const words = item.trim().split(/\s+/);
  return words.reduce((sum, word) => sum + (isUnspaced(word) ? word.length / 2 : 1), 0);
}
