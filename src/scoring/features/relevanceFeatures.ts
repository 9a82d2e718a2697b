import { overlap } from './termOverlap';
import { topicSimilarity } from './topicVectors';
import { topicOf, type PairCounts, type TurnView } from './turnView';

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
  copiedPairs: ({ instruction, response }) =>
    share(occurrences(response.pairs, instruction.pairs), response.words.length - 1),
  copiedInstruction: ({ instruction, response }) =>
    share(occurrences(instruction.pairs, response.pairs), instruction.words.length - 1),
  copiedWhole: ({ instruction, response }) =>
    share(occurrences(response.pairs, instruction.pairs), response.words.length - 1) *
    share(occurrences(instruction.pairs, response.pairs), instruction.words.length - 1),
  sharedOpening: ({ instruction, response }) => sharedOpening(instruction.words, response.words),
  newWords: ({ instruction, response }) =>
    Math.log1p(response.distinct.size - shared(response.distinct, instruction.distinct)),
  lengthRatio: ({ instruction, response }) => Math.log((response.words.length + 1) / (instruction.words.length + 1)),
  instructionWords: ({ instruction }) => Math.log1p(instruction.words.length),
};

function share(part: number, whole: number): number {
  return part / Math.max(1, whole);
}

function shared(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let count = 0;
  for (const item of first) if (second.has(item)) count++;
  return count;
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
