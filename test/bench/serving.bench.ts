import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ServerPreset } from '../../src/common/serverPresets';
import type { Turn } from '../../src/dataset/conversation';
import { scoreThroughKills } from '../support/engine/scoreThroughKills';
import { startStub } from '../support/servers/startStub';
import { STUB_MODELS, type StubApi } from '../support/servers/stubOptions';
import type { Bench, Ratio } from './bench';
import { BenchEngine } from './measuring/benchEngine';
import { inTemporaryFolder } from './measuring/temporaryFolder';
import { printTable } from './table';

const SAMPLE_EVERY_MS = 250;
const CORES = 2;
const KILLED_RUN = { turns: 20_000, kills: 10 };

interface Throughput {
  readonly api: StubApi;
  readonly turns: number;
  readonly requests: number;
  readonly turnsPerSecond: number;
  /** Processor time of engine and stub together, which other work on the machine disturbs less than the clock. */
  readonly cpuMsPerTurn: number;
  /** What two cores would do that have nothing else to do. */
  readonly turnsPerSecondOnTwoCores: number;
  /** Resident memory of the engine after a fifth of the turns, and the most after that. */
  readonly earlyMb: number;
  readonly laterMb: number;
}

/** The client's own cost, against stub servers without latency; and a run that is killed ten times. */
export const serving: Bench = {
  name: 'serving',
  async run({ full }) {
    const throughputs = [
      await measure('vllm', 'vllm', full ? 1_000_000 : 100_000),
      await measure('ollama', 'ollama', full ? 100_000 : 10_000),
    ];
    printTable(
      'Scoring through a stub server without latency',
      throughputs.map((throughput) => ({ ...throughput })),
    );
    const { turns, kills } = KILLED_RUN;
    const killed = await inTemporaryFolder((folder) => scoreThroughKills(folder, [...turnsUpTo(turns)], kills));
    printTable(`Scoring, killed ${kills} times at random moments`, [{ ...killed }]);
    return { ratios: ratiosOf(throughputs), figures: { throughputs, killed } };
  },
};

function ratiosOf([batched, single]: readonly Throughput[]): Ratio[] {
  const ratio = (what: string, figures: Throughput | undefined, wanted: number): Ratio => ({
    what,
    measured: `${Math.round(figures?.turnsPerSecondOnTwoCores ?? 0)} turns/s`,
    baseline: `${wanted} turns/s`,
    ratio: (figures?.turnsPerSecondOnTwoCores ?? 0) / wanted,
    target: 'above 1: faster',
  });
  return [
    ratio('scoring, 32 prompts a request, two cores with the stub', batched, 3000),
    ratio('scoring, one prompt a request, two cores with the stub', single, 800),
  ];
}

function measure(api: StubApi, preset: ServerPreset, turns: number): Promise<Throughput> {
  return inTemporaryFolder(async (folder) => {
    const file = path.join(folder, 'pool.jsonl');
    await pipeline(linesOf(turns), createWriteStream(file));
    const stub = await startStub({ api, fast: true });
    const engine = await BenchEngine.start(path.join(folder, 'cache'));
    try {
      const { result: dataset } = await engine.request('dataset/open', { path: file });
      const models = { complexityModel: STUB_MODELS.complexity, qualityModel: STUB_MODELS.quality };
      const scorer = { kind: 'server', preset, baseUrl: stub.baseUrl, ...models } as const;
      const before = await stub.report();
      const samples: { readonly requests: number; readonly residentMb: number }[] = [];
      const sample = async (): Promise<void> => {
        const [{ requests }, { residentMb }] = await Promise.all([stub.report(), engine.figures()]);
        samples.push({ requests, residentMb });
      };
      const timer = setInterval(() => void sample(), SAMPLE_EVERY_MS);
      const { wallMs, cpuMs } = await engine.request('dataset/score', { datasetId: dataset.datasetId, scorer });
      clearInterval(timer);
      await sample();
      const after = await stub.report();
      const cpuMsPerTurn = (cpuMs + after.cpuMs - before.cpuMs) / turns;
      const isEarly = ({ requests }: { requests: number }): boolean => requests <= after.requests / 5;
      const most = (values: typeof samples): number => Math.max(...values.map(({ residentMb }) => residentMb));
      return {
        api,
        turns,
        requests: after.requests,
        turnsPerSecond: (turns / wallMs) * 1000,
        cpuMsPerTurn,
        turnsPerSecondOnTwoCores: (CORES * 1000) / cpuMsPerTurn,
        earlyMb: most(samples.filter(isEarly)),
        laterMb: most(samples.filter((entry) => !isEarly(entry))),
      };
    } finally {
      await engine.stop();
      await stub.stop();
    }
  });
}

function* turnsUpTo(count: number): Generator<Turn> {
  for (let id = 0; id < count; id++) {
    yield {
      instruction: `Explain topic ${id}${' in more words'.repeat(id % 7)}.`,
      response: `Topic ${id} has a long history${' and a future'.repeat(id % 11)}.`,
    };
  }
}

function* linesOf(count: number): Generator<string> {
  let lines: string[] = [];
  for (const { instruction, response } of turnsUpTo(count)) {
    lines.push(`${JSON.stringify({ instruction, output: response })}\n`);
    if (lines.length < 1000) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}
