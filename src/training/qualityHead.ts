import { COMPLIANCE_FEATURES } from '../scoring/features/complianceFeatures';
import { RESPONSE_FEATURES } from '../scoring/features/responseFeatures';
import type { CorruptionName } from './corruptions';
import type { Head, HeadTerm } from './head';
import { fitPreference } from './preference';
import type { QualityTraining } from './qualityTraining';
import { trainRanking, type RankingOptions } from './ranking';

/** One thing that can be wrong with an answer: what shows it, what teaches it, how much it counts. */
interface Gate {
  readonly features: readonly string[];
  readonly kinds: Partial<Record<CorruptionName, number>>;
  readonly hiddenUnits: number;
  readonly gain: number;
  readonly shift: number;
}

const words = (list: string): string[] => list.trim().split(/\s+/);

/**
 * The gates see what shows their own kind of damage and, but for relevance, nothing that measures length: length is
 * left to the preference.
 */
const GATES: readonly Gate[] = [
  {
    features: [
      ...words(
        `coverage onTopic rarestShared sharedTerms topicSimilarity topicEvidence instructionWords words otherScript`,
      ),
      ...Object.keys(COMPLIANCE_FEATURES),
    ],
    kinds: { otherAnswer: 1 },
    hiddenUnits: 16,
    gain: 6,
    shift: 1,
  },
  {
    features: words(`copiedPairs copiedInstruction copiedWhole onTopic coverage`),
    kinds: { copiedPrompt: 1 },
    hiddenUnits: 6,
    gain: 8,
    shift: 2,
  },
  {
    features: words(`sentenceLength wordLength distinctPairs commonestPair repeatedLines repeatedSentences capitals
      refusal boilerplate leftover placeholders empty veryShort endsTerminated endsUnlikeOtherLines openBrackets
      openFence lastWordRarity startsLower pairFluency meanRarity copiedPairs copiedInstruction oddPunctuation
      lowerStarts listedLines lineShare fenced commaShare endsWithQuestion`),
    kinds: { loop: 1, shuffledWords: 2, shuffledSentences: 0.3, refusal: 0.5, truncated: 1, empty: 0.3 },
    hiddenUnits: 12,
    gain: 2,
    shift: 1,
  },
];

const GATE_TRAINING = { epochs: 6, batchSize: 128, learningRate: 0.003, decay: 0.05, separation: 0.5 };
const PREFERENCE_PENALTY = 0.05;

/** Trains the quality head: a linear preference, and gates that pull spoiled answers down. */
export function trainQualityHead(training: QualityTraining, seed: number): Head {
  const length = RESPONSE_FEATURES.indexOf('words');
  const preference = fitPreference(training.table.rows, training.preferences, length, PREFERENCE_PENALTY);
  return [{ network: preference }, ...GATES.map((gate) => trainGate(gate, training, seed))];
}

function trainGate(gate: Gate, { table, spoiled }: QualityTraining, seed: number): HeadTerm {
  const used = new Set(gate.features.map((name) => RESPONSE_FEATURES.indexOf(name)));
  const comparisons = spoiled
    .map((comparison) => ({ ...comparison, weight: gate.kinds[comparison.kind] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const options: RankingOptions = {
    ...GATE_TRAINING,
    hiddenUnits: gate.hiddenUnits,
    seed,
    uses: (input) => used.has(input),
  };
  return { network: trainRanking(table.rows, comparisons, options), gate: { gain: gate.gain, shift: gate.shift } };
}
