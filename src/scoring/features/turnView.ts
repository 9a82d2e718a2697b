import type { PositionStatistics } from './positionStatistics';
import { linesOf, sentencesOf, wordsOf, wordsOfSentences } from './segmentation';
import { termsOf } from './terms';
import { hashPair, hashText } from './textHash';
import type { Topic, TopicVectors } from './topicVectors';
import type { WordStatistics } from './wordStatistics';

/** What features look words up in; read from files, the same for every turn. */
export interface Lexicon {
  readonly statistics: WordStatistics;
  readonly positions: PositionStatistics;
  readonly topics: TopicVectors;
}

/** Neighbouring word pairs by hash, with how often each occurs. */
export type PairCounts = ReadonlyMap<number, number>;

/** One side of a turn, analysed once for all features. */
export interface TextView {
  readonly text: string;
  readonly words: readonly string[];
  readonly distinct: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly pairs: PairCounts;
  readonly topic: Topic;
}

/** A response next to its instruction. */
export interface TurnView {
  readonly instruction: TextView;
  readonly response: TextView;
  readonly sentences: readonly string[];
  /** The words of each sentence that has any. */
  readonly sentenceWords: readonly (readonly string[])[];
  readonly lines: readonly string[];
  readonly lexicon: Lexicon;
}

export function viewTurn(instruction: string, response: string, lexicon: Lexicon): TurnView {
  const sentences = sentencesOf(response);
  return {
    instruction: viewText(instruction, lexicon),
    response: viewText(response, lexicon),
    sentences,
    sentenceWords: wordsOfSentences(sentences),
    lines: linesOf(response),
    lexicon,
  };
}

/** The topic of some words: rare words count most. */
export function topicOf(words: Iterable<string>, { topics, statistics }: Lexicon): Topic {
  return topics.topic(words, (word) => topicWeight(word, statistics));
}

/** Weight of a word in a text's topic. */
export function topicWeight(word: string, statistics: WordStatistics): number {
  return statistics.rarity(word) ** 2;
}

function viewText(text: string, lexicon: Lexicon): TextView {
  const words = wordsOf(text);
  const distinct = new Set(words);
  return { text, words, distinct, terms: termsOf(words), pairs: countPairs(words), topic: topicOf(distinct, lexicon) };
}

function countPairs(words: readonly string[]): PairCounts {
  const pairs = new Map<number, number>();
  let previous = -1;
  for (const word of words) {
    const hash = hashText(word);
    if (previous >= 0) {
      const pair = hashPair(previous, hash);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    previous = hash;
  }
  return pairs;
}
