import { MOST_SENTENCES } from './positionStatistics';
import { overlap } from './termOverlap';
import { termsOf } from './terms';
import type { TurnView } from './turnView';

const LIST_NUMBER = /(?<![\d.])(\d{1,2})[.)、](?=\s|$|\p{L})/gu;

/** Whether sentences stand in an order in which people write them: none of this depends on a language. */
export const ORDER_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  firstOpens: ({ sentenceWords, lexicon }) =>
    sentenceWords.length < 3 ? 0 : lexicon.positions.opens(sentenceWords[0] ?? []),
  laterOpen: ({ sentenceWords, lexicon }) =>
    mean(sentenceWords.slice(1).map((words) => lexicon.positions.opens(words))),
  mostOpening: ({ sentenceWords, lexicon }) =>
    Math.max(0, ...sentenceWords.slice(1).map((words) => lexicon.positions.opens(words))),
  lastCloses: ({ sentenceWords, lexicon }) =>
    sentenceWords.length < 3 ? 0 : lexicon.positions.closes(sentenceWords.at(-1) ?? []),
  earlierClose: ({ sentenceWords, lexicon }) =>
    mean(sentenceWords.slice(0, -1).map((words) => lexicon.positions.closes(words))),
  neighbourOverlap: (view) => neighbourOverlap(view),
  firstOnTopic: (view) => firstOnTopic(view),
  numbersOutOfOrder: ({ response }) => numbersOutOfOrder(response.text),
  placesRise: ({ sentenceWords, lexicon }) =>
    meanRise(sentenceWords.slice(0, MOST_SENTENCES).map((words) => lexicon.positions.place(words))),
  openingPlacesRise: ({ sentenceWords, lexicon }) =>
    meanRise(sentenceWords.slice(0, MOST_SENTENCES).map((words) => lexicon.positions.openingPlace(words))),
};

/** By how much more neighbouring sentences share their terms than sentences further apart do. */
function neighbourOverlap({ sentenceWords, lexicon }: TurnView): number {
  const sets = sentenceWords.slice(0, MOST_SENTENCES).map(termsOf);
  if (sets.length < 4) return 0;
  const near: number[] = [];
  const far: number[] = [];
  sets.forEach((first, at) => {
    sets.slice(at + 1).forEach((second, gap) => {
      (gap === 0 ? near : far).push(overlap(first, second, lexicon.statistics));
    });
  });
  return mean(near) - mean(far);
}

/** By how much more the first sentence takes up the instruction's terms than the others do. */
function firstOnTopic({ sentenceWords, instruction, lexicon }: TurnView): number {
  if (sentenceWords.length < 3) return 0;
  const [first = 0, ...others] = sentenceWords
    .slice(0, MOST_SENTENCES)
    .map((words) => overlap(termsOf(words), instruction.terms, lexicon.statistics));
  return first - mean(others);
}

/** Share of a list's numbers that are lower than the number before. */
function numbersOutOfOrder(text: string): number {
  const numbers = Array.from(text.matchAll(LIST_NUMBER), ([, digits]) => Number(digits));
  const falls = numbers.filter((number, index) => number < (numbers[index - 1] ?? 0) && number !== 1).length;
  return falls / Math.max(1, numbers.length - 1);
}

/** By how much a later value is higher than an earlier one, over all pairs; 0 where there are too few to tell. */
function meanRise(values: readonly number[]): number {
  const { length } = values;
  if (length < 3) return 0;
  const sum = values.reduce((total, value, index) => total + value * (2 * index - length + 1), 0);
  return sum / ((length * (length - 1)) / 2);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
