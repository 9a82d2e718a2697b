import path from 'node:path';
import type { EngineMethod, ParamsOf } from '../../src/protocol/requests';
import type { Bench, BenchResult } from './bench';
import { alpacaPoolsArePresent, writeAlpacaLikeRows } from './generated/alpacaLikeRows';
import { BenchEngine } from './measuring/benchEngine';
import type { Cost } from './measuring/cost';
import { againstLimit } from './measuring/limits';
import { inTemporaryFolder } from './measuring/temporaryFolder';

/** What a newcomer does first, with the built-in models and nothing kept from before. */
interface FirstStep {
  readonly what: string;
  readonly rows: number;
  readonly method: 'dataset/nearDuplicates' | 'dataset/select';
  readonly params: Readonly<Record<string, unknown>>;
  /** By the clock, on two idle cores. */
  readonly limitSeconds?: number;
}

interface StepFigures extends FirstStep, Cost {
  readonly peakMb: number;
}

const EMBEDDER = { kind: 'built-in' };
const nearDuplicates = { what: 'near-duplicates', method: 'dataset/nearDuplicates' } as const;
const select = { what: 'select', method: 'dataset/select' } as const;
const SELECTION = { scorer: { kind: 'built-in' }, embedder: EMBEDDER, threshold: null };

const STEPS: readonly FirstStep[] = [
  { ...nearDuplicates, rows: 10_000, params: { embedder: EMBEDDER, threshold: null } },
  { ...select, rows: 10_000, params: { ...SELECTION, budget: 1150 } },
];

const FULL_STEPS: readonly FirstStep[] = [
  ...STEPS,
  { ...select, rows: 52_000, params: { ...SELECTION, budget: 6000 }, limitSeconds: 22 },
  { ...nearDuplicates, rows: 130_000, params: { embedder: EMBEDDER, threshold: null }, limitSeconds: 60 },
];

export const firstSelection: Bench = {
  name: 'firstSelection',
  async run({ full }) {
    if (!alpacaPoolsArePresent()) {
      console.log('Skipped: the pools that Alpaca-like rows are made from are not there.');
      return { figures: null };
    }
    const figures: StepFigures[] = [];
    for (const step of full ? FULL_STEPS : STEPS) {
      figures.push(await inTemporaryFolder((folder) => measureStep(folder, step)));
    }
    return toResult(figures);
  },
};

async function measureStep(folder: string, step: FirstStep): Promise<StepFigures> {
  const file = path.join(folder, 'dataset.jsonl');
  await writeAlpacaLikeRows(file, step.rows);
  const engine = await BenchEngine.start(null);
  try {
    const { result: info } = await engine.request('dataset/open', { path: file });
    await engine.until(({ indexing }) => !indexing, info);
    const params = { datasetId: info.datasetId, ...step.params } as unknown as ParamsOf<EngineMethod>;
    const { cpuMs, wallMs } = await engine.request<EngineMethod>(step.method, params);
    return { ...step, cpuMs, wallMs, peakMb: (await engine.figures()).peakMb };
  } finally {
    await engine.stop();
  }
}

function toResult(figures: readonly StepFigures[]): BenchResult {
  return {
    ratios: figures.flatMap(({ what, rows, wallMs, limitSeconds }) =>
      limitSeconds === undefined ? [] : [againstLimit(`${what}: ${nameOf(rows)}`, wallMs / 1000, 's', limitSeconds)],
    ),
    scaling: figures.map(({ what, rows, cpuMs, wallMs, peakMb }) => ({
      stage: `${what}, built-in models`,
      size: nameOf(rows),
      cpuMs,
      wallMs,
      memoryMb: peakMb,
    })),
    figures,
  };
}

function nameOf(rows: number): string {
  return `${rows.toLocaleString('en-US')} Alpaca-like rows`;
}
