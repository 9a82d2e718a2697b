import type { Turn } from '../../src/dataset/conversation';
import { responseFeatures } from '../../src/scoring/features/responseFeatures';
import type { Lexicon } from '../../src/scoring/features/turnView';
import { CORRUPTIONS, type CorruptionName } from './corruptions';
import { FeatureTable } from './featureTable';
import type { AnswerPair, PreferenceSource } from './labels';
import { plainAnswer } from './plainAnswers';
import type { Random } from '../../src/common/random';
import type { Comparison } from '../../src/training/ranking';
import type { PoolTurns, TrainingPool } from './trainingTexts';

/** A good answer over the same answer spoiled. */
export interface SpoiledComparison extends Comparison {
  readonly kind: CorruptionName;
}

/** What the gates learn from. Comparisons name rows of the table. */
export interface SpoiledAnswers {
  readonly table: FeatureTable<Turn>;
  readonly comparisons: readonly SpoiledComparison[];
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

/** Answers of the pools and those that people preferred, each spoiled in every way that its form shows. */
export function spoiledAnswers(
  turns: PoolTurns,
  sources: readonly PreferenceSource[],
  lexicon: Lexicon,
  random: Random,
): SpoiledAnswers {
  const table = new FeatureTable<Turn>(
    ({ instruction, response }) => `${instruction}\0${response}`,
    ({ instruction, response }) => responseFeatures(instruction, response, lexicon),
  );
  const ofPools = SPOILED_TURNS.flatMap(([pool, count, except]) =>
    spoil(turns[pool].slice(0, count), except, table, random),
  );
  const ofPreferred = sources.flatMap(({ pairs }) => spoil(preferredTurns(pairs), [], table, random));
  return { table, comparisons: [...ofPools, ...ofPreferred] };
}

function preferredTurns(pairs: readonly AnswerPair[]): Turn[] {
  const byGroup = new Map(pairs.map(({ group, instruction, better }) => [group, { instruction, response: better }]));
  return [...byGroup.values()].slice(0, SPOILED_PREFERRED);
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
