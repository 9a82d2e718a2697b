import { COMPLETION_FEATURES } from '../scoring/features/completionFeatures';
import { COMPLIANCE_FEATURES } from '../scoring/features/complianceFeatures';
import { ORDER_FEATURES } from '../scoring/features/orderFeatures';
import { RESPONSE_FEATURES } from '../scoring/features/responseFeatures';
import type { CorruptionName } from './corruptions';
import type { Head, HeadTerm } from './head';
import { fitPreference } from './preference';
import type { QualityTraining } from './qualityTraining';
import { trainRanking, type Comparison, type RankingOptions } from './ranking';

/** One thing that can be wrong with an answer: what shows it, what teaches it, how much it counts. */
interface Gate {
  readonly features: readonly string[];
  readonly kinds: Partial<Record<CorruptionName, number>>;
  readonly hiddenUnits: number;
  /** Where the comparisons are too few for the usual number of rounds. */
  readonly epochs?: number;
  readonly gain: number;
  readonly shift: number;
}

const words = (list: string): string[] => list.trim().split(/\s+/);

/**
 * Relevance, copying, garbled form, a missing end and the order of sentences. Each gate sees what shows its own kind of
 * damage and hardly anything that measures length: length is left to the preference.
 */
const GATES: readonly Gate[] = [
  {
    features: [
      ...words(
        `coverage onTopic rarestShared sharedTerms topicSimilarity topicEvidence instructionWords words otherScript
          itemShare capitals meanRarity firstOnTopic endOnTopic lengthRatio`,
      ),
      ...Object.keys(COMPLIANCE_FEATURES),
    ],
    // Every unknown name looks a little like another question's answer: the beginning of a list of names must not pass
    // for better than the list.
    kinds: { otherAnswer: 1, truncated: 0.3 },
    hiddenUnits: 24,
    gain: 12,
    shift: 1,
  },
  {
    features: words(`copiedPairs copiedInstruction copiedWhole sharedOpening onTopic coverage`),
    kinds: { copiedPrompt: 1 },
    hiddenUnits: 6,
    gain: 16,
    shift: 2,
  },
  {
    features: words(`sentenceLength wordLength distinctPairs commonestPair repeatedLines repeatedSentences capitals
      refusal boilerplate leftover placeholders empty veryShort endsTerminated startsLower pairFluency meanRarity
      copiedPairs copiedInstruction oddPunctuation lowerStarts listedLines lineShare fenced commaShare endsWithQuestion
      itemShare bareItems`),
    kinds: { loop: 1, shuffledWords: 2, refusal: 0.5, empty: 0.3 },
    hiddenUnits: 12,
    gain: 3,
    shift: 1,
  },
  {
    features: words(`endsTerminated endsUnlikeOtherLines openBrackets openFence openMarks endsWithJoiner lastWordEnds
      openEnding lastWordCut lastWordRarity lastItemSize lastLineSize itemShare bareItems pairFluency lineShare
      endsWithQuestion veryShort listedLines`),
    kinds: { truncated: 1 },
    hiddenUnits: 12,
    gain: 9,
    shift: 1,
  },
  {
    features: words(`firstOpens laterOpen mostOpening lastCloses earlierClose neighbourOverlap firstOnTopic
      numbersOutOfOrder placesRise openingPlacesRise sentences startsLower lowerStarts oddPunctuation`),
    kinds: { shuffledSentences: 1 },
    // Few units: what more of them learn from the training pools' texts does not hold for others. A higher gain finds
    // more, but people's preferences where the better answer is the shorter one suffer.
    hiddenUnits: 4,
    epochs: 24,
    gain: 2,
    shift: 1,
  },
];

const GATE_TRAINING = { epochs: 12, batchSize: 128, learningRate: 0.003, decay: 0.05, separation: 0.5 };
/** Beyond this a gate is sure; how sure it is must not outweigh what the others find. */
const GATE_FLOOR = -2;
const PREFERENCE_PENALTY = 0.05;
/** What the preference does not see: signs of damage, which the gates weigh, and sizes that only repeat its length. */
const NOT_PREFERRED = [
  ...Object.keys(ORDER_FEATURES),
  ...Object.keys(COMPLETION_FEATURES),
  ...words('rootWords veryLong newWords lengthRatio sentences lines singleSentence veryShort'),
];

/** Trains the quality head: a linear preference, and gates that pull spoiled answers down. */
export function trainQualityHead(training: QualityTraining, seed: number): Head {
  return [preferenceTerm(training.table.rows, training.preferences), ...trainGates(training, seed)];
}

/** The part of the head that follows people's preferences. */
export function preferenceTerm(rows: readonly (readonly number[])[], comparisons: readonly Comparison[]): HeadTerm {
  const length = RESPONSE_FEATURES.indexOf('words');
  const left = new Set(NOT_PREFERRED.map((name) => RESPONSE_FEATURES.indexOf(name)));
  const uses = (input: number): boolean => !left.has(input);
  return { network: fitPreference(rows, comparisons, length, PREFERENCE_PENALTY, uses) };
}

/** The parts of the head that take away from spoiled answers. */
export function trainGates(training: QualityTraining, seed: number): HeadTerm[] {
  return GATES.map((gate) => trainGate(gate, training, seed));
}

function trainGate(gate: Gate, { table, spoiled }: QualityTraining, seed: number): HeadTerm {
  const used = new Set(gate.features.map((name) => RESPONSE_FEATURES.indexOf(name)));
  const comparisons = spoiled
    .map((comparison) => ({ ...comparison, weight: gate.kinds[comparison.kind] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const options: RankingOptions = {
    ...GATE_TRAINING,
    epochs: gate.epochs ?? GATE_TRAINING.epochs,
    hiddenUnits: gate.hiddenUnits,
    seed,
    uses: (input) => used.has(input),
  };
  return {
    network: trainRanking(table.rows, comparisons, options),
    gate: { gain: gate.gain, shift: gate.shift, floor: GATE_FLOOR },
  };
}
