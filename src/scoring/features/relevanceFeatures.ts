import { share } from './measures';
import { overlap } from './termOverlap';
import { topicSimilarity } from './topicVectors';
import { topicOf, type PairCounts, type TextView, type TurnView } from './turnView';

/** Whether the response is about what the instruction asks, and more than a copy of it. */
export const RELEVANCE_FEATURES: Readonly<Record<string, (view: TurnView) => number>> = {
  coverage: ({ instruction, response, lexicon }) => overlap(instruction.terms, response.terms, lexicon.statistics),
  onTopic: ({ instruction, response, lexicon }) => overlap(response.terms, instruction.terms, lexicon.statistics),
  rarestShared: (view) => rarestShared(view),
  sharedTerms: ({ instruction, response }) => Math.log1p(shared(instruction.terms, response.terms)),
  topicSimilarity: ({ instruction, response }) => topicSimilarity(instruction.topic, response.topic),
  topicEvidence: ({ instruction, response }) =>
    Math.log1p(Math.min(instruction.topic.knownWords, response.topic.knownWords)),
  endOnTopic: (view) => topicSimilarity(view.instruction.topic, topicOf(lastThird(view.response.words), view.lexicon)),
  steadyTopic: ({ response, lexicon }) =>
    topicSimilarity(topicOf(firstThird(response.words), lexicon), topicOf(lastThird(response.words), lexicon)),
  copiedPairs: ({ instruction, response }) => sharedPairs(response, instruction),
  copiedInstruction: ({ instruction, response }) => sharedPairs(instruction, response),
  copiedWhole: ({ instruction, response }) => sharedPairs(response, instruction) * sharedPairs(instruction, response),
  sharedOpening: ({ instruction, response }) => sharedOpening(instruction.words, response.words),
  newWords: ({ instruction, response }) =>
    Math.log1p(response.distinct.size - shared(response.distinct, instruction.distinct)),
  lengthRatio: ({ instruction, response }) => Math.log((response.words.length + 1) / (instruction.words.length + 1)),
  instructionWords: ({ instruction }) => Math.log1p(instruction.words.length),
};

function shared(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let count = 0;
  for (const item of first) if (second.has(item)) count++;
  return count;
}

/** Share of the first text's neighbouring word pairs that occur in the second. */
function sharedPairs(first: TextView, second: TextView): number {
  return share(occurrences(first.pairs, second.pairs), first.words.length - 1);
}

/** How many pair occurrences of the first text occur in the second. */
function occurrences(pairs: PairCounts, others: PairCounts): number {
  let sum = 0;
  for (const [pair, count] of pairs) if (others.has(pair)) sum += count;
  return sum;
}

/** How much of the shorter text is the same from the first word on: a prompt that is copied, not a passage quoted. */
function sharedOpening(first: readonly string[], second: readonly string[]): number {
  const differs = second.findIndex((word, index) => word !== first[index]);
  return share(differs < 0 ? second.length : differs, Math.min(first.length, second.length));
}

function rarestShared({ instruction, response, lexicon }: TurnView): number {
  let rarest = 0;
  for (const term of response.terms) {
    if (instruction.terms.has(term)) rarest = Math.max(rarest, lexicon.statistics.rarity(term));
  }
  return rarest;
}

function firstThird(words: readonly string[]): Set<string> {
  return new Set(words.slice(0, Math.ceil(words.length / 3)));
}

function lastThird(words: readonly string[]): Set<string> {
  return new Set(words.slice(-Math.ceil(words.length / 3)));
}
