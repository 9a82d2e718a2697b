import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MtBenchResult } from '../../../src/evaluation/types';
import type { PreparedTraining } from '../../../src/protocol/fineTuning';
import { categoriesOf, STORY, STORY_SETS } from '../../support/plantedStory';

/** Writes the planted story below a folder: `1000-seed1`, `1000-seed2`, and so on. */
export function writeStory(root: string): void {
  for (const [budget, sets] of Object.entries(STORY)) {
    for (const seed of [1, 2]) {
      const folder = `${budget}-seed${seed}`;
      writeTraining(root, folder, Number(budget), { seed });
      for (const set of STORY_SETS) {
        writeResult(root, `${folder}/${set}/results/mt-bench/result.json`, mtBench(sets[set][seed - 1] ?? 0));
      }
    }
  }
}

interface TrainingChoices {
  readonly seed?: number;
  readonly baseModel?: string;
  readonly selection?: string;
}

export function writeTraining(
  root: string,
  folder: string,
  rows: number,
  { seed = 1, baseModel = 'X/Y', selection = `selection-${rows}.jsonl` }: TrainingChoices = {},
): void {
  const tokens = { total: 1, longest: 1, cutRows: 0, cutShare: 0, seen: 1 };
  const manifest: PreparedTraining = {
    ...{ version: '1.0.0', preparedAt: '2026-01-01T00:00:00.000Z', trainer: 'trl', recipe: 'lora', baseModel },
    parameters: {
      ...{ method: 'lora', template: null, length: 2048, epochs: 3 },
      ...{ learningRate: 1e-4, warmupRatio: 0.1, schedule: 'cosine' },
    },
    batch: { total: 32, perDevice: 1, accumulation: 32, gpus: 1 },
    seeds: { training: 42, random: seed },
    countedBy: 'estimate',
    selection: { file: selection, sha256: `hash of ${selection}`, rows },
    pool: { file: 'pool.jsonl', sha256: 'hash of the pool', rows: 100_000 },
    refused: { file: 'refused.jsonl', rows: 0 },
    sets: STORY_SETS.map((name) => ({
      name,
      rows,
      steps: 1,
      tokens,
      files: [],
      ...(name === 'random' ? { seed } : {}),
    })),
  };
  writeResult(root, `${folder}/manifest.json`, manifest);
}

/** @param value a text is written as it is */
export function writeResult(root: string, file: string, value: object | string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof value === 'string' ? value : JSON.stringify(value));
}

export function mtBench(score: number, more: Partial<MtBenchResult> = {}): MtBenchResult {
  const rated = (value: number) => ({ score: value, turns: [value, value], ratings: 20, questions: 10 });
  return {
    ...{ kind: 'mt-bench', model: 'trained', judge: 'a-judge', complete: true, questions: 30 },
    overall: rated(score),
    categories: Object.fromEntries(Object.entries(categoriesOf(score)).map(([name, value]) => [name, rated(value)])),
    ...{ unanswered: 0, cutOff: 0, unrated: 0 },
    ...more,
  };
}
