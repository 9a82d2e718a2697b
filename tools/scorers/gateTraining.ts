import type { Gate, GateName, Gates } from '../../src/scoring/builtIn/gates';
import type { Network } from '../../src/scoring/builtIn/network';
import { COMPLIANCE_FEATURES } from '../../src/scoring/features/complianceFeatures';
import { RESPONSE_FEATURES } from '../../src/scoring/features/responseFeatures';
import type { CorruptionName } from './corruptions';
import { withUsedInputs } from '../../src/training/network';
import { trainRanking, type RankingOptions } from '../../src/training/ranking';
import type { SpoiledAnswers } from './spoiledAnswers';

/** How one gate is taught: what shows its kind of damage, and which spoiled answers have it. */
interface Lesson {
  readonly features: readonly string[];
  readonly kinds: Partial<Record<CorruptionName, number>>;
  readonly hiddenUnits: number;
  /** Where the comparisons are too few for the usual number of rounds. */
  readonly epochs?: number;
  readonly shift: number;
}

const words = (list: string): string[] => list.trim().split(/\s+/);

/**
 * Relevance, copying, garbled form, a missing end and the order of sentences. Each gate sees what shows its own kind of
 * damage and hardly anything that measures length: length is left to the heads.
 */
const LESSONS: Readonly<Record<GateName, Lesson>> = {
  otherAnswer: {
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
    shift: 1,
  },
  copiedPrompt: {
    features: words(`copiedPairs copiedInstruction copiedWhole sharedOpening onTopic coverage`),
    kinds: { copiedPrompt: 1 },
    hiddenUnits: 6,
    shift: 2,
  },
  garbled: {
    features: words(`sentenceLength wordLength distinctPairs commonestPair repeatedLines repeatedSentences capitals
      refusal boilerplate leftover placeholders empty veryShort endsTerminated startsLower pairFluency meanRarity
      copiedPairs copiedInstruction oddPunctuation lowerStarts listedLines lineShare fenced commaShare endsWithQuestion
      itemShare bareItems`),
    kinds: { loop: 1, shuffledWords: 2, refusal: 0.5, empty: 0.3 },
    hiddenUnits: 12,
    shift: 1,
  },
  missingEnd: {
    features: words(`endsTerminated endsUnlikeOtherLines openBrackets openFence openMarks endsWithJoiner lastWordEnds
      openEnding lastWordCut lastWordRarity lastItemSize lastLineSize itemShare bareItems pairFluency lineShare
      endsWithQuestion veryShort listedLines`),
    kinds: { truncated: 1 },
    hiddenUnits: 12,
    shift: 1,
  },
  movedSentences: {
    features: words(`firstOpens laterOpen mostOpening lastCloses earlierClose neighbourOverlap firstOnTopic
      numbersOutOfOrder placesRise openingPlacesRise sentences startsLower lowerStarts oddPunctuation`),
    kinds: { shuffledSentences: 1 },
    // Few units: what more of them learn from the training pools' texts does not hold for others.
    hiddenUnits: 4,
    epochs: 24,
    shift: 1,
  },
};

const TRAINING = { epochs: 12, batchSize: 128, learningRate: 0.003, decay: 0.05, separation: 0.5 };

/** Trains the gates that lower spoiled answers. */
export function trainGates(spoiled: SpoiledAnswers, seed: number): Gates {
  const entries = Object.entries(LESSONS).map(([name, lesson]) => [name, trainGate(lesson, spoiled, seed)]);
  return Object.fromEntries(entries) as Gates;
}

function trainGate(lesson: Lesson, { table, comparisons }: SpoiledAnswers, seed: number): Gate {
  const used = new Set(lesson.features.map((name) => RESPONSE_FEATURES.indexOf(name)));
  const weighted = comparisons
    .map((comparison) => ({ ...comparison, weight: lesson.kinds[comparison.kind] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const options: RankingOptions = {
    ...TRAINING,
    epochs: lesson.epochs ?? TRAINING.epochs,
    hiddenUnits: lesson.hiddenUnits,
    seed,
    uses: (input) => used.has(input),
  };
  const { network, columns } = withUsedInputs(rounded(trainRanking(table.rows, weighted, options)));
  return { network, columns, shift: lesson.shift };
}

/** As the file holds it. */
function rounded({ inputs, hiddenUnits, ...parts }: Network): Network {
  const short = (values: Float64Array): Float64Array => values.map((value) => Number(value.toPrecision(6)));
  return {
    inputs,
    hiddenUnits,
    mean: short(parts.mean),
    scale: short(parts.scale),
    weights: short(parts.weights),
  };
}
