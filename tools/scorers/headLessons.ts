import type { HeadJson } from '../../src/scoring/builtIn/head';
import type { KoreanReadingJson } from '../../src/scoring/builtIn/koreanReading';
import { isAnswerSize, isDemand, type RowSources, type TurnRow } from '../../src/scoring/builtIn/turnRow';
import type { TermWeights } from '../../src/scoring/builtIn/termWeights';
import type { Heads } from '../../src/scoring/builtIn/turnScores';
import { hashText } from '../../src/scoring/features/textHash';
import { CORRUPTIONS, type CorruptionName } from './corruptions';
import type { ComparedRows } from './demandOrders';
import { fittedRow } from './fittedRow';
import { trainHead, type HeadLessons, type HeadOptions } from './headTraining';
import { isLearned, type JudgedTurn } from './labels';
import { Random } from '../../src/common/random';
import type { LabelledRow } from './ridge';
import { trainKoreanReading } from './koreanTraining';
import { trainTerms } from './termTraining';

/** Judged turns with their rows, made once for every fit. */
export interface JudgedRow {
  readonly turn: JudgedTurn;
  readonly row: TurnRow;
  /** The same instruction without a response. */
  readonly bare: TurnRow;
  /** The answer spoiled in every way, with the quality that is left; none of a turn that only measures. */
  readonly spoiled: readonly LabelledRow[];
}

/** How a turn's answer is spoiled follows from the seed and its own texts, whatever other turns there are. */
export function judgedRows(turns: readonly JudgedTurn[], sources: RowSources, seed: number): JudgedRow[] {
  return turns.map((turn) => {
    const others = turns.filter(({ source }) => source === turn.source);
    return {
      turn,
      row: fittedRow(turn, sources),
      bare: fittedRow({ ...turn, response: '' }, sources),
      spoiled: isLearned(turn) ? spoiledRows(turn, others, sources, randomOf(turn, seed)) : [],
    };
  });
}

function randomOf({ instruction, response }: JudgedTurn, seed: number): Random {
  return new Random(hashText(response, hashText(instruction, seed)));
}

/** What is left of a good answer's quality when it is spoiled, by what was done to it. */
const SPOILED_QUALITY: Readonly<Record<SpoiledKind, (quality: number) => number>> = {
  otherAnswer: () => 1.5,
  copiedPrompt: () => 1.2,
  loop: () => 1.2,
  shuffledWords: () => 1.3,
  shuffledSentences: (quality) => quality - 0.8,
  refusal: () => 1.3,
  truncated: (quality) => Math.max(1, quality - 2.2),
};
type SpoiledKind = Exclude<CorruptionName, 'empty'>;
/** The ways in which every answer is spoiled; at two places it is cut off, which the text shows least. */
const SPOILED_KINDS: readonly SpoiledKind[] = [...(Object.keys(SPOILED_QUALITY) as SpoiledKind[]), 'truncated'];
/** Short replies of these sources fit many requests. */
const FITS_MANY = new Set(['ko-chat', 'sgd']);
/** Of worse answers it is not known what spoiling takes. */
const LEAST_QUALITY = 2.5;
const SPOILED_WEIGHT = 0.6;

function spoiledRows(
  turn: JudgedTurn,
  others: readonly JudgedTurn[],
  sources: RowSources,
  random: Random,
): LabelledRow[] {
  if (turn.quality < LEAST_QUALITY) return [];
  const kinds = SPOILED_KINDS.filter((kind) => kind !== 'otherAnswer' || !FITS_MANY.has(turn.source));
  return kinds.flatMap((kind) => {
    const response = CORRUPTIONS[kind](turn, random, random.pick(others));
    if (response === undefined || response === turn.response) return [];
    const { features } = fittedRow({ ...turn, response }, sources);
    return [{ features, value: SPOILED_QUALITY[kind](turn.quality), weight: SPOILED_WEIGHT, group: turn.source }];
  });
}

/** What complexity reads without a response counts this much, so that a score without one makes sense. */
const BARE_WEIGHT = 0.1;

export const COMPLEXITY_OPTIONS: Omit<HeadOptions, 'seed'> = {
  ridgePenalty: 60,
  rising: (feature) => isDemand(feature) || isAnswerSize(feature),
};
const QUALITY_OPTIONS: Omit<HeadOptions, 'seed'> = { ridgePenalty: 150, rising: isAnswerSize };
/** Spoiled answers are alike in small groups, and may be longer than whole ones. */
const SOUNDNESS_OPTIONS: Omit<HeadOptions, 'seed'> = {
  ridgePenalty: 150,
  trees: { depth: 7, leafWeight: 8 },
};

export function complexityLessons(judged: readonly JudgedRow[], extra: ComparedRows): HeadLessons {
  const labelled = judged.flatMap(({ turn: { complexity, source }, row, bare }): LabelledRow[] => [
    { features: row.features, value: complexity, weight: 1, group: source },
    { features: bare.features, value: complexity, weight: BARE_WEIGHT, group: source },
  ]);
  return { labelled, ...extra };
}

function qualityLessons(judged: readonly JudgedRow[]): HeadLessons {
  const labelled = judged.map(({ turn: { quality, source }, row }) => {
    return { features: row.features, value: quality, weight: 1, group: source };
  });
  return { labelled, compared: [], comparisons: [] };
}

/** The same, and what is left of the answers' quality when they are spoiled. */
function soundnessLessons(judged: readonly JudgedRow[]): HeadLessons {
  return { ...qualityLessons(judged), forTrees: judged.flatMap(({ spoiled }) => spoiled) };
}

/** What scores a row, as its files hold it. */
export interface TrainedHeads extends Record<Exclude<keyof Heads, 'answerWording' | 'korean'>, HeadJson> {
  readonly answerWording: TermWeights;
  readonly korean: KoreanReadingJson;
}

/** Trains what scores a row. @param demands orders of complexity that no judge gave */
export function trainHeads(judged: readonly JudgedRow[], demands: ComparedRows, seed: number): TrainedHeads {
  return {
    complexity: trainHead(complexityLessons(judged, demands), { ...COMPLEXITY_OPTIONS, seed }),
    quality: trainHead(qualityLessons(judged), { ...QUALITY_OPTIONS, seed }),
    soundness: trainHead(soundnessLessons(judged), { ...SOUNDNESS_OPTIONS, seed }),
    answerWording: trainTerms(
      judged.map(({ turn: { quality, source }, row }) => ({ terms: row.answerTerms, value: quality, group: source })),
    ),
    korean: trainKoreanReading(
      judged.map(({ turn, row, bare }) => ({ ...turn, inputs: row.korean, bare: bare.korean })),
    ),
  };
}
