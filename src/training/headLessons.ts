import type { Turn } from '../dataset/conversation';
import type { HeadJson } from '../scoring/embedded/head';
import { fitTurn } from '../scoring/embedded/textLimit';
import { turnRow, type RowSources, type TurnRow } from '../scoring/embedded/turnRow';
import type { Heads } from '../scoring/embedded/turnScores';
import { CORRUPTIONS, type CorruptionName } from './corruptions';
import { evolve, pasteMaterial } from './evolutions';
import { trainHead, type HeadLessons, type HeadOptions } from './headTraining';
import type { Chain, JudgedTurn } from './labels';
import type { Random } from './random';
import type { Comparison } from './ranking';
import type { LabelledRow } from './ridge';
import type { PoolTurns } from './trainingTexts';

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
      row: rowOf(turn, sources),
      bare: rowOf({ ...turn, response: '' }, sources),
      spoiled: spoiledRows(turn, others, sources, random),
    };
  });
}

function rowOf(turn: Turn, sources: RowSources): TurnRow {
  const { instruction, response } = fitTurn(turn);
  return turnRow(instruction, response, sources);
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
    const { features } = rowOf({ ...turn, response }, sources);
    return [{ features, value: SPOILED_QUALITY[kind](turn.quality), weight: SPOILED_WEIGHT, group: turn.source }];
  });
}

/** Rows of which only the order is known. */
export interface ComparedRows {
  readonly compared: readonly Float64Array[];
  readonly comparisons: readonly Comparison[];
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

/** What each kind of order counts for as a whole, in judged turns. */
const CHAIN_WEIGHT = 400;
const EVOLUTION_WEIGHT = 150;
const MATERIAL_WEIGHT = 60;
/** One more demand is worth about this much. */
const DEMAND_MARGIN = 0.12;

/** Orders of complexity that follow from how an instruction was made: demands added one after another. */
export function demandOrders(
  turns: PoolTurns,
  chains: readonly Chain[],
  sources: RowSources,
  random: Random,
): ComparedRows {
  return comparedRows(
    [
      weighted(chains.flatMap(chainPairs), CHAIN_WEIGHT),
      weighted(evolutionPairs(turns, random), EVOLUTION_WEIGHT),
      weighted(materialPairs(turns, random), MATERIAL_WEIGHT),
    ].flat(),
    sources,
  );
}

function comparedRows(
  pairs: readonly (readonly [better: Turn, worse: Turn, weight: number])[],
  sources: RowSources,
): ComparedRows {
  const indexes = new Map<string, number>();
  const compared: Float64Array[] = [];
  const index = (turn: Turn): number => {
    const { instruction, response } = fitTurn(turn);
    const key = `${instruction}\0${response}`;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, compared.push(turnRow(instruction, response, sources).features) - 1);
    return compared.length - 1;
  };
  const comparisons = pairs.map(([better, worse, weight]) => ({
    better: index(better),
    worse: index(worse),
    weight,
    margin: DEMAND_MARGIN,
  }));
  return { compared, comparisons };
}

function weighted(pairs: readonly (readonly [Turn, Turn])[], total: number): (readonly [Turn, Turn, number])[] {
  return pairs.map(([better, worse]) => [better, worse, total / pairs.length] as const);
}

function chainPairs({ steps }: Chain): (readonly [Turn, Turn])[] {
  const turnOf = ({ instruction }: Chain['steps'][number]): Turn => ({ instruction, response: '' });
  return steps.flatMap((higher) =>
    steps.filter((lower) => lower.level < higher.level).map((lower) => [turnOf(higher), turnOf(lower)] as const),
  );
}

function seedTurns(turns: PoolTurns): Turn[] {
  return [
    ...turns['gpteacher.jsonl'].slice(0, 500),
    ...turns['oaast_sft_zh.json'].slice(0, 150),
    ...turns['ko-chat.messages.jsonl'].slice(0, 100),
    ...turns['gsm8k.jsonl'].slice(0, 60),
    ...turns['glaive_toolcall_en_demo.json'].slice(0, 60),
  ];
}

/** The same response throughout, none, or a few words: what is asked decides. */
function evolutionPairs(turns: PoolTurns, random: Random): (readonly [Turn, Turn])[] {
  return seedTurns(turns).flatMap((turn) => {
    const response = random.pick([turn.response, turn.response, '', turn.response.slice(0, 60)]);
    const chain = [turn.instruction, ...evolve(turn.instruction, 3, random)];
    return chain.slice(1).map(
      (instruction, index) =>
        [
          { instruction, response },
          { instruction: chain[index] ?? '', response },
        ] as const,
    );
  });
}

/** One more demand weighs more than pasted material. */
function materialPairs(turns: PoolTurns, random: Random): (readonly [Turn, Turn])[] {
  const pool = turns['gpteacher.jsonl'];
  return pool.slice(0, 300).flatMap(({ instruction, response }) => {
    const material = random.pick(pool).response;
    if (material.length < 200) return [];
    const [evolved = instruction] = evolve(instruction, 1, random);
    return [
      [
        { instruction: evolved, response },
        { instruction: pasteMaterial(instruction, material, random), response },
      ] as const,
    ];
  });
}
