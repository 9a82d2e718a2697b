import { instructionFeatures, RISING_FEATURES } from '../scoring/features/instructionFeatures';
import type { Lexicon } from '../scoring/features/turnView';
import { evolve, pasteMaterial } from './evolutions';
import { FeatureTable } from './featureTable';
import type { Head } from './head';
import type { Chain } from './labels';
import type { Random } from './random';
import { trainRanking, type Comparison } from './ranking';
import { TIERS } from './tierExamples';
import type { PoolTurns } from './trainingTexts';

/** What the complexity head learns from. Comparisons name rows of the table. */
export interface ComplexityTraining {
  readonly table: FeatureTable<string>;
  readonly comparisons: Comparison[];
  /** Rows of ordinary instructions, for the calibration. */
  readonly ordinary: number[];
}

/** What each kind of comparison counts for as a whole, however many it has. */
const WEIGHTS = { chains: 4, evolutions: 0.3, material: 0.4, solutionSteps: 0.1, tiers: 1.5 };

/** A feature table for instructions. */
export function instructionTable({ statistics }: Lexicon): FeatureTable<string> {
  return new FeatureTable<string>(
    (instruction) => instruction,
    (instruction) => instructionFeatures(instruction, statistics),
  );
}

/** Comparisons from chains of added constraints and from what follows from how an instruction was made. */
export function complexityTraining(
  turns: PoolTurns,
  chains: readonly Chain[],
  table: FeatureTable<string>,
  random: Random,
): ComplexityTraining {
  const pairs: Record<keyof typeof WEIGHTS, Pair[]> = {
    chains: chains.flatMap(({ steps }) => orderedPairs(steps)),
    evolutions: evolutionPairs(turns, random),
    material: materialPairs(turns, random),
    solutionSteps: solutionStepPairs(turns, random),
    tiers: tierPairs(),
  };
  const comparisons = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).flatMap((kind) => {
    const weight = (1000 * WEIGHTS[kind]) / pairs[kind].length;
    return pairs[kind].map(([harder, easier]) => ({ better: table.row(harder), worse: table.row(easier), weight }));
  });
  return { table, comparisons, ordinary: ordinaryInstructions(turns).map((instruction) => table.row(instruction)) };
}

/** Trains the complexity head: linear, and rising in everything that adds to a task's demands. */
export function trainComplexityHead({ table, comparisons }: ComplexityTraining, seed: number): Head {
  const network = trainRanking(table.rows, comparisons, {
    hiddenUnits: 0,
    epochs: 10,
    batchSize: 64,
    learningRate: 0.01,
    decay: 0.01,
    seed,
    rising: (input) => input < RISING_FEATURES,
  });
  return [{ network }];
}

type Pair = readonly [harder: string, easier: string];

function orderedPairs(steps: Chain['steps']): Pair[] {
  return steps.flatMap((higher) =>
    steps.filter((lower) => lower.level < higher.level).map((lower): Pair => [higher.instruction, lower.instruction]),
  );
}

function evolutionPairs(turns: PoolTurns, random: Random): Pair[] {
  const seeds = [
    ...turns['gpteacher.jsonl'].slice(0, 800),
    ...turns['oaast_sft_zh.json'].slice(0, 250),
    ...turns['gsm8k.jsonl'].slice(0, 80),
  ];
  return seeds.flatMap(({ instruction }) => {
    const chain = [instruction, ...evolve(instruction, 3, random)];
    return chain.slice(1).map((harder, index): Pair => [harder, chain[index] ?? '']);
  });
}

/** One more demand weighs more than pasted material. */
function materialPairs(turns: PoolTurns, random: Random): Pair[] {
  const pool = turns['gpteacher.jsonl'];
  return pool.slice(0, 800).flatMap(({ instruction }) => {
    const material = random.pick(pool).response;
    if (material.length < 200) return [];
    const [evolved = instruction] = evolve(instruction, 1, random);
    return [[evolved, pasteMaterial(instruction, material, random)] as const];
  });
}

/** A word problem whose solution takes at least two more calculation steps is more complex. */
function solutionStepPairs(turns: PoolTurns, random: Random): Pair[] {
  const pool = turns['gsm8k.jsonl'];
  const steps = (response: string): number => response.split('<<').length - 1;
  return Array.from({ length: 1500 }, () => [random.pick(pool), random.pick(pool)] as const)
    .filter(([first, second]) => steps(first.response) > steps(second.response) + 1)
    .map(([first, second]): Pair => [first.instruction, second.instruction]);
}

function tierPairs(): Pair[] {
  const chinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
  return TIERS.flatMap((harderTier, index) =>
    TIERS.slice(0, index).flatMap((easierTier) =>
      harderTier.flatMap((harder) =>
        easierTier.filter((easier) => chinese(easier) === chinese(harder)).map((easier): Pair => [harder, easier]),
      ),
    ),
  );
}

function ordinaryInstructions(turns: PoolTurns): string[] {
  const mixture = [
    ...turns['gpteacher.jsonl'].slice(0, 900),
    ...turns['oaast_sft_zh.json'].slice(0, 300),
    ...turns['gsm8k.jsonl'].slice(0, 150),
    ...turns['glaive_toolcall_en_demo.json'].slice(0, 150),
  ];
  return mixture.map(({ instruction }) => instruction);
}
