import type { HeadJson } from '../../src/scoring/builtIn/head';
import type { RowSources, TurnRow } from '../../src/scoring/builtIn/turnRow';
import type { Heads } from '../../src/scoring/builtIn/turnScores';
import { CORRUPTIONS, type CorruptionName } from './corruptions';
import type { ComparedRows } from './demandOrders';
import { fittedRow } from './fittedRow';
import { trainHead, type HeadLessons, type HeadOptions } from './headTraining';
import type { JudgedTurn } from './labels';
import type { Random } from '../../src/common/random';
import type { LabelledRow } from './ridge';

/** Judged turns with their rows, made once for every fit. */
export interface JudgedRow {
  readonly turn: JudgedTurn;
  readonly row: TurnRow;
  /** The same instruction without a response. */
  readonly bare: TurnRow;
  /** The answer spoiled in some ways, with the quality that is left. */
  readonly spoiled: readonly LabelledRow[];
}

export function judgedRows(turns: readonly JudgedTurn[], sources: RowSources, random: Random): JudgedRow[] {
  return turns.map((turn) => {
    const others = turns.filter(({ source }) => source === turn.source);
    return {
      turn,
      row: fittedRow(turn, sources),
      bare: fittedRow({ ...turn, response: '' }, sources),
      spoiled: spoiledRows(turn, others, sources, random),
    };
  });
}

/** What is left of a good answer's quality when it is spoiled, by what was done to it. */
const SPOILED_QUALITY: Readonly<Record<CorruptionName, (quality: number) => number>> = {
  otherAnswer: () => 1.5,
  copiedPrompt: () => 1.2,
  loop: () => 1.2,
  shuffledWords: () => 1.3,
  shuffledSentences: (quality) => quality - 0.5,
  refusal: () => 1.3,
  truncated: (quality) => Math.max(1, quality - 1.5),
  empty: () => 1,
};
const KINDS = Object.keys(SPOILED_QUALITY) as CorruptionName[];
/** The text shows these least, so every answer is spoiled so. */
const HARD_KINDS: readonly CorruptionName[] = ['otherAnswer', 'truncated'];
const EASY_KINDS = KINDS.filter((kind) => !HARD_KINDS.includes(kind));
/** Short replies of these sources fit many requests. */
const FITS_MANY = new Set(['ko-chat', 'sgd']);
/** Of worse answers it is not known what spoiling takes. */
const LEAST_QUALITY = 2.5;
const SPOILED_WEIGHT = 0.7;

function spoiledRows(
  turn: JudgedTurn,
  others: readonly JudgedTurn[],
  sources: RowSources,
  random: Random,
): LabelledRow[] {
  const kinds = [...HARD_KINDS, random.pick(EASY_KINDS)].filter(
    (kind) => kind !== 'otherAnswer' || !FITS_MANY.has(turn.source),
  );
  return kinds.flatMap((kind) => {
    const response = CORRUPTIONS[kind](turn, random, random.pick(others));
    if (response === undefined || response === turn.response || turn.quality < LEAST_QUALITY) return [];
    const { features } = fittedRow({ ...turn, response }, sources);
    return [{ features, value: SPOILED_QUALITY[kind](turn.quality), weight: SPOILED_WEIGHT, group: turn.source }];
  });
}

/** What complexity reads without a response counts this much, so that a score without one makes sense. */
const BARE_WEIGHT = 0.25;

export const COMPLEXITY_OPTIONS: Omit<HeadOptions, 'seed'> = { ridgePenalty: 60, risesWithDemands: true };
const QUALITY_OPTIONS: Omit<HeadOptions, 'seed'> = { ridgePenalty: 150, risesWithDemands: false };

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

/** Trains the three heads. @param demands orders of complexity that no judge gave */
export function trainHeads(
  judged: readonly JudgedRow[],
  demands: ComparedRows,
  seed: number,
): Record<keyof Heads, HeadJson> {
  return {
    complexity: trainHead(complexityLessons(judged, demands), { ...COMPLEXITY_OPTIONS, seed }),
    quality: trainHead(qualityLessons(judged), { ...QUALITY_OPTIONS, seed }),
    soundness: trainHead(soundnessLessons(judged), { ...QUALITY_OPTIONS, seed }),
  };
}
