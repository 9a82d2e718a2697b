import { instructionFeatures } from '../scoring/features/instructionFeatures';
import type { Lexicon } from '../scoring/features/turnView';
import { evolve, pasteMaterial } from './evolutions';
import { FeatureTable } from './featureTable';
import type { Chain } from './labels';
import type { Random } from './random';
import type { Comparison } from './ranking';
import type { PoolTurns } from './trainingTexts';

/** What the complexity head learns from. */
export interface ComplexityTraining {
  readonly table: FeatureTable<string>;
  readonly comparisons: Comparison[];
  /** Rows of ordinary instructions, for the calibration. */
  readonly ordinary: number[];
}

/** Comparisons from chains of added constraints, synthetic evolutions, pasted material and counts of solution steps. */
export function complexityTraining(
  turns: PoolTurns,
  lexicon: Lexicon,
  chains: readonly Chain[],
  random: Random,
): ComplexityTraining {
  const table = new FeatureTable<string>(
    (instruction) => instruction,
    (instruction) => instructionFeatures(instruction, lexicon.statistics),
  );
  const row = (instruction: string): number => table.row(instruction);
  const comparisons = [
    ...chains.flatMap((chain) => chainComparisons(chain, row)),
    ...evolutionComparisons(turns, row, random),
    ...materialComparisons(turns, row, random),
    ...solutionStepComparisons(turns, row, random),
  ];
  const ordinary = [
    ...turns['gpteacher.jsonl'].slice(0, 900),
    ...turns['oaast_sft_zh.json'].slice(0, 300),
    ...turns['gsm8k.jsonl'].slice(0, 150),
    ...turns['glaive_toolcall_en_demo.json'].slice(0, 150),
  ].map(({ instruction }) => row(instruction));
  return { table, comparisons, ordinary };
}

type RowOf = (instruction: string) => number;

function chainComparisons({ steps }: Chain, row: RowOf): Comparison[] {
  return steps.flatMap((higher) =>
    steps
      .filter((lower) => lower.level < higher.level)
      .map((lower) => ({ better: row(higher.instruction), worse: row(lower.instruction), weight: 3 })),
  );
}

function evolutionComparisons(turns: PoolTurns, row: RowOf, random: Random): Comparison[] {
  const seeds = [
    ...turns['gpteacher.jsonl'].slice(0, 1500),
    ...turns['oaast_sft_zh.json'].slice(0, 250),
    ...turns['gsm8k.jsonl'].slice(0, 150),
  ];
  return seeds.flatMap(({ instruction }) => {
    const chain = [instruction, ...evolve(instruction, 3, random)].map(row);
    return chain.slice(1).map((better, index) => ({ better, worse: chain[index] ?? better, weight: 0.3, margin: 1 }));
  });
}

/** Pasted material changes little, and less than one more demand does. */
function materialComparisons(turns: PoolTurns, row: RowOf, random: Random): Comparison[] {
  const pool = turns['gpteacher.jsonl'];
  return pool.slice(0, 1500).flatMap(({ instruction }) => {
    const material = random.pick(pool).response;
    if (material.length < 200) return [];
    const plain = row(instruction);
    const pasted = row(pasteMaterial(instruction, material, random));
    const evolved = row(evolve(instruction, 1, random)[0] ?? instruction);
    return [
      { better: plain, worse: pasted, weight: 0.2, margin: -0.5 },
      { better: pasted, worse: plain, weight: 0.2, margin: -0.5 },
      { better: evolved, worse: pasted, weight: 0.3, margin: 0.5 },
    ];
  });
}

/** A word problem whose solution takes more calculation steps is more complex. */
function solutionStepComparisons(turns: PoolTurns, row: RowOf, random: Random): Comparison[] {
  const pool = turns['gsm8k.jsonl'];
  const steps = (response: string): number => response.split('<<').length - 1;
  return Array.from({ length: 1500 }, () => [random.pick(pool), random.pick(pool)] as const)
    .filter(([first, second]) => steps(first.response) > steps(second.response) + 1)
    .map(([first, second]) => ({ better: row(first.instruction), worse: row(second.instruction), weight: 0.2 }));
}
