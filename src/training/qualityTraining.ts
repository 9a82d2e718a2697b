import type { Turn } from '../dataset/conversation';
import { responseFeatures } from '../scoring/features/responseFeatures';
import type { Lexicon } from '../scoring/features/turnView';
import { CORRUPTIONS } from './corruptions';
import { FeatureTable } from './featureTable';
import type { AnswerPair } from './labels';
import type { Random } from './random';
import type { Comparison } from './ranking';
import type { TrainingPool, PoolTurns } from './trainingTexts';

/** What the quality head learns from. */
export interface QualityTraining {
  readonly table: FeatureTable<Turn>;
  readonly comparisons: Comparison[];
  /** Rows of ordinary turns, for the calibration. */
  readonly ordinary: number[];
}

/** Turns of each pool that are spoiled for training; short chat answers cannot show that they belong elsewhere. */
const SPOILED_TURNS: readonly (readonly [pool: TrainingPool, turns: number, except: readonly string[]])[] = [
  ['gpteacher.jsonl', 1500, []],
  ['gsm8k.jsonl', 300, []],
  ['glaive_toolcall_en_demo.json', 200, []],
  ['oaast_sft_zh.json', 300, []],
  ['ko-chat.messages.jsonl', 300, ['otherAnswer']],
];

/** Comparisons from people's and models' preferences and from spoiled answers. */
export function qualityTraining(
  turns: PoolTurns,
  lexicon: Lexicon,
  preferences: readonly (readonly AnswerPair[])[],
  random: Random,
): QualityTraining {
  const table = new FeatureTable<Turn>(
    ({ instruction, response }) => `${instruction}\0${response}`,
    ({ instruction, response }) => responseFeatures(instruction, response, lexicon),
  );
  const row = (instruction: string, response: string): number => table.row({ instruction, response });
  const comparisons = [
    ...preferences.flatMap((source) => preferenceComparisons(source, row)),
    ...SPOILED_TURNS.flatMap(([pool, count, except]) =>
      spoiledComparisons(turns[pool].slice(0, count), except, row, random),
    ),
  ];
  const ordinary = [
    ...turns['gpteacher.jsonl'].slice(0, 900),
    ...turns['oaast_sft_zh.json'].slice(0, 300),
    ...turns['gsm8k.jsonl'].slice(0, 150),
    ...turns['glaive_toolcall_en_demo.json'].slice(0, 150),
  ].map(({ instruction, response }) => row(instruction, response));
  return { table, comparisons, ordinary };
}

type RowOf = (instruction: string, response: string) => number;

/** Each source counts alike, up to a limit; pairs whose better answer is the shorter one count more. */
function preferenceComparisons(source: readonly AnswerPair[], row: RowOf): Comparison[] {
  const sourceWeight = Math.min(3, 400 / source.length);
  return source.map(({ instruction, better, worse }) => ({
    better: row(instruction, better),
    worse: row(instruction, worse),
    weight: sourceWeight * (better.length < worse.length ? 1.5 : 1),
  }));
}

function spoiledComparisons(
  turns: readonly Turn[],
  except: readonly string[],
  row: RowOf,
  random: Random,
): Comparison[] {
  const kinds = Object.entries(CORRUPTIONS).filter(([name]) => !except.includes(name));
  return turns.flatMap((turn) =>
    kinds.flatMap(([name, spoil]) => {
      const spoiled = spoil(turn, random, random.pick(turns));
      if (spoiled === undefined || spoiled === turn.response) return [];
      const margin = name === 'shuffledSentences' ? 0 : 2;
      return [
        { better: row(turn.instruction, turn.response), worse: row(turn.instruction, spoiled), weight: 0.3, margin },
      ];
    }),
  );
}
