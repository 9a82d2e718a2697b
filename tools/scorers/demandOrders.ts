import type { Turn } from '../../src/dataset/conversation';
import type { RowSources } from '../../src/scoring/builtIn/turnRow';
import { evolve, pasteMaterial } from './evolutions';
import { FeatureTable } from './featureTable';
import { fittedRow } from './fittedRow';
import type { Chain } from './labels';
import type { Random } from '../../src/common/random';
import type { Comparison } from '../../src/training/ranking';
import type { PoolTurns } from './trainingTexts';

/** Rows of which only the order is known. */
export interface ComparedRows {
  readonly compared: readonly Float64Array[];
  readonly comparisons: readonly Comparison[];
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
  const table = new FeatureTable(
    ({ instruction, response }: Turn) => `${instruction}\0${response}`,
    (turn) => fittedRow(turn, sources).features,
  );
  const comparisons = pairs.map(([better, worse, weight]) => ({
    better: table.row(better),
    worse: table.row(worse),
    weight,
    margin: DEMAND_MARGIN,
  }));
  return { compared: table.rows, comparisons };
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
