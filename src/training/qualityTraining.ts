import type { Turn } from '../dataset/conversation';
import { responseFeatures } from '../scoring/features/responseFeatures';
import type { Lexicon } from '../scoring/features/turnView';
import { CORRUPTIONS, type CorruptionName } from './corruptions';
import { FeatureTable } from './featureTable';
import type { AnswerPair, PreferenceSource } from './labels';
import { plainAnswer } from './plainAnswers';
import type { Random } from './random';
import type { Comparison } from './ranking';
import type { PoolTurns, TrainingPool } from './trainingTexts';

/** A good answer over the same answer spoiled. */
export interface SpoiledComparison extends Comparison {
  readonly kind: CorruptionName;
}

/** What the quality head learns from. Comparisons name rows of the table. */
export interface QualityTraining {
  readonly table: FeatureTable<Turn>;
  readonly preferences: Comparison[];
  readonly spoiled: SpoiledComparison[];
  /** Rows of ordinary turns, for the calibration. */
  readonly ordinary: number[];
}

/** How many turns of each pool are spoiled. Short chat answers cannot show that they belong to another question. */
const SPOILED_TURNS: readonly (readonly [pool: TrainingPool, turns: number, except: readonly CorruptionName[]])[] = [
  ['gpteacher.jsonl', 3000, []],
  ['gsm8k.jsonl', 300, []],
  ['glaive_toolcall_en_demo.json', 250, []],
  ['glaive_toolcall_zh_demo.json', 200, []],
  ['oaast_sft_zh.json', 300, []],
  ['ko-chat.messages.jsonl', 300, ['otherAnswer']],
];
const SPOILED_PREFERRED = 300;
/** Every source of preferences counts like this many pairs at most. */
const SOURCE_PAIRS = 400;
/** Weight of a pair whose better answer is the shorter one: the pairs that length alone gets wrong. */
const SHORTER_WEIGHT = 1.25;

/** A feature table for turns. */
export function turnTable(lexicon: Lexicon): FeatureTable<Turn> {
  return new FeatureTable<Turn>(
    ({ instruction, response }) => `${instruction}\0${response}`,
    ({ instruction, response }) => responseFeatures(instruction, response, lexicon),
  );
}

/** Comparisons from people's and models' preferences and from spoiled answers. */
export function qualityTraining(
  turns: PoolTurns,
  sources: readonly PreferenceSource[],
  table: FeatureTable<Turn>,
  random: Random,
): QualityTraining {
  const spoiledPools = SPOILED_TURNS.flatMap(([pool, count, except]) =>
    spoil(turns[pool].slice(0, count), except, table, random),
  );
  const spoiledPreferred = sources.flatMap(({ pairs }) => spoil(preferredTurns(pairs), [], table, random));
  return {
    table,
    preferences: preferenceComparisons(sources, table),
    spoiled: [...spoiledPools, ...spoiledPreferred],
    ordinary: ordinaryTurns(turns, sources).map((turn) => table.row(turn)),
  };
}

/** A mixture of turns as people's pools hold them. */
function ordinaryTurns(turns: PoolTurns, sources: readonly PreferenceSource[]): Turn[] {
  return [
    ...turns['gpteacher.jsonl'].slice(0, 600),
    ...turns['oaast_sft_zh.json'].slice(0, 200),
    ...turns['gsm8k.jsonl'].slice(0, 100),
    ...turns['glaive_toolcall_en_demo.json'].slice(0, 100),
    ...sources.flatMap(({ pairs }) => preferredTurns(pairs).slice(0, 150)),
  ];
}

function preferredTurns(pairs: readonly AnswerPair[]): Turn[] {
  const byGroup = new Map(pairs.map(({ group, instruction, better }) => [group, { instruction, response: better }]));
  return [...byGroup.values()].slice(0, SPOILED_PREFERRED);
}

/** Comparisons of the preferred answers with the others, every source bounded in its weight. */
export function preferenceComparisons(sources: readonly PreferenceSource[], table: FeatureTable<Turn>): Comparison[] {
  return sources.flatMap(({ pairs }) => comparisonsOf(pairs, table));
}

function comparisonsOf(pairs: readonly AnswerPair[], table: FeatureTable<Turn>): Comparison[] {
  const sourceWeight = Math.min(1, SOURCE_PAIRS / pairs.length);
  return pairs.map(({ instruction, better, worse }) => ({
    better: table.row({ instruction, response: better }),
    worse: table.row({ instruction, response: worse }),
    weight: sourceWeight * (better.length < worse.length ? SHORTER_WEIGHT : 1),
  }));
}

function spoil(
  turns: readonly Turn[],
  except: readonly CorruptionName[],
  table: FeatureTable<Turn>,
  random: Random,
): SpoiledComparison[] {
  const kinds = (Object.keys(CORRUPTIONS) as CorruptionName[]).filter((kind) => !except.includes(kind));
  const answers = turns.map((turn) => plainAnswer(turn, random));
  return answers.flatMap(({ turn, hides, whole }) =>
    kinds.flatMap((kind) => {
      const source = kind === 'truncated' ? whole : turn;
      const spoiled = hides.includes(kind) ? undefined : CORRUPTIONS[kind](source, random, random.pick(answers).turn);
      if (spoiled === undefined || spoiled === turn.response) return [];
      return [{ kind, weight: 1, better: table.row(turn), worse: table.row({ ...turn, response: spoiled }) }];
    }),
  );
}
