import path from 'node:path';
import type { DatasetInfo, SelectionSummary } from '../../src/protocol/dataset';
import type { ParamsOf } from '../../src/protocol/requests';
import type { Bench, ScalingLine } from './bench';
import { toRatios } from './engine/ratios';
import { RARE_WORD, writeDataset, writeEmbeddings } from './generated/generatedFiles';
import { BenchEngine } from './measuring/benchEngine';
import { commandCost } from './measuring/commandCost';
import type { Cost } from './measuring/cost';
import { inTemporaryFolder } from './measuring/temporaryFolder';

export interface EngineShape {
  readonly rows: number;
  readonly rowBytes: number;
  readonly dimensions: number;
  readonly budget: number;
}

/** What was done and what the engine's process held when it was done. */
export interface Step {
  readonly name: string;
  readonly cpuMs?: number;
  readonly wallMs: number;
  readonly residentMb: number;
  readonly peakMb: number;
}

export interface EngineFigures extends EngineShape {
  /** What a search for the same word through the file's bytes costs, once they are in the page cache. */
  readonly grep: Cost;
  readonly steps: readonly Step[];
  readonly walked: number;
}

const SCROLL_STOPS = 400;
const PAGE_ROWS = 60;

/** A person's session with one file, in the engine as it ships: opened, scrolled, selected, sorted, filtered, exported. */
export const engine: Bench = {
  name: 'engine',
  async run({ full }) {
    const shapes: EngineShape[] = [
      { rows: 1000, rowBytes: 600, dimensions: 384, budget: 100 },
      { rows: 10_000, rowBytes: 600, dimensions: 384, budget: 1000 },
      { rows: 100_000, rowBytes: 600, dimensions: 384, budget: 6000 },
      ...(full ? [{ rows: 300_000, rowBytes: 2000, dimensions: 384, budget: 6000 }] : []),
      { rows: 1_000_000, rowBytes: full ? 2000 : 300, dimensions: 64, budget: 6000 },
    ];
    const figures: EngineFigures[] = [];
    for (const shape of shapes) figures.push(await inTemporaryFolder((folder) => measureSession(folder, shape)));
    return { ratios: figures.slice(-2).flatMap(toRatios), scaling: figures.flatMap(toScaling), figures };
  },
};

async function measureSession(folder: string, shape: EngineShape): Promise<EngineFigures> {
  const file = path.join(folder, 'dataset.jsonl');
  await writeDataset(file, shape);
  await writeEmbeddings(path.join(folder, 'embeddings.npy'), { ...shape, decay: 1 });
  const session = new Session(folder, file);
  try {
    const walked = await session.run(shape);
    return { ...shape, grep: commandCost(`grep -ic ${RARE_WORD} "$1"`, file), steps: session.steps, walked };
  } finally {
    await session.stop();
  }
}

class Session {
  readonly steps: Step[] = [];
  private running: BenchEngine | undefined;

  constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  /** @returns the rows walked by the selection */
  async run(shape: EngineShape): Promise<number> {
    await this.start();
    const info = await this.open('open');
    await this.scroll(info);
    const { walked } = await this.select(info, 'score and select', { budget: shape.budget, threshold: 0.9 });
    await this.select(info, 'another threshold', { budget: shape.budget, threshold: 0.8 });
    await this.select(info, 'another budget', { budget: Math.ceil(shape.budget / 2), threshold: 0.8 });
    await this.view(info);
    await this.export(info);
    await this.stop();
    await this.start();
    await this.open('open again');
    return walked;
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  private async start(): Promise<void> {
    this.running = await BenchEngine.start(path.join(this.folder, 'cache'));
  }

  private get engine(): BenchEngine {
    if (this.running === undefined) throw new Error('The engine does not run.');
    return this.running;
  }

  private async open(name: string): Promise<DatasetInfo> {
    const start = performance.now();
    const before = await this.engine.figures();
    const { result } = await this.engine.request('dataset/open', { path: this.file });
    const firstRowsMs = performance.now() - start;
    const info = await this.engine.until(({ indexing }) => !indexing, result);
    const wallMs = performance.now() - start;
    const { cpuMs } = await this.engine.figures();
    await this.note(`${name}: first rows`, { wallMs: firstRowsMs });
    await this.note(name, { wallMs, cpuMs: cpuMs - before.cpuMs });
    return info;
  }

  /** Stops all over the file, as the scroll bar does, and every page of one stretch, as the wheel does. */
  private async scroll({ datasetId, rowCount }: DatasetInfo): Promise<void> {
    await this.engine.request('view/set', { datasetId, viewId: 'table', query: {} });
    const start = performance.now();
    const before = await this.engine.figures();
    for (let stop = 0; stop < SCROLL_STOPS; stop++) {
      const position = Math.floor((stop / SCROLL_STOPS) * rowCount);
      await this.engine.request('view/rows', { datasetId, viewId: 'table', start: position, count: PAGE_ROWS });
    }
    const cost = { wallMs: performance.now() - start, cpuMs: (await this.engine.figures()).cpuMs - before.cpuMs };
    await this.note('a page while scrolling', { wallMs: cost.wallMs / SCROLL_STOPS, cpuMs: cost.cpuMs / SCROLL_STOPS });
  }

  private async select(
    { datasetId }: DatasetInfo,
    name: string,
    parameters: { readonly budget: number; readonly threshold: number },
  ): Promise<SelectionSummary> {
    const { result, ...cost } = await this.engine.request('dataset/select', {
      datasetId,
      ...parameters,
      scorer: { kind: 'precomputed' },
      embedder: { kind: 'file', path: path.join(this.folder, 'embeddings.npy') },
    });
    await this.note(name, cost);
    return result;
  }

  private async view({ datasetId }: DatasetInfo): Promise<void> {
    const sort = { column: 'evolScore', descending: true } as const;
    const queries = {
      'sort by score': { sort },
      'filter by status': { statuses: ['selected'] },
      'filter by score': { ranges: { evolScore: [10, 20] } },
      'sort and filter by score': { sort, ranges: { evolScore: [10, 20] } },
    } as const;
    for (const [name, query] of Object.entries(queries)) {
      const { wallMs, cpuMs } = await this.engine.request('view/set', { datasetId, viewId: 'table', query });
      await this.note(name, { wallMs, cpuMs });
    }
    await this.search('text filter', { datasetId, viewId: 'search', query: { text: RARE_WORD } });
    await this.search('text filter, sorted', { datasetId, viewId: 'search', query: { text: RARE_WORD, sort } });
  }

  private async search(name: string, view: ParamsOf<'view/set'>): Promise<void> {
    const before = await this.engine.figures();
    const { firstHitMs, wallMs } = await this.engine.search(view);
    const { cpuMs } = await this.engine.figures();
    await this.note(`${name}: first hit`, { wallMs: firstHitMs });
    await this.note(name, { wallMs, cpuMs: cpuMs - before.cpuMs });
  }

  private async export({ datasetId }: DatasetInfo): Promise<void> {
    const { wallMs, cpuMs } = await this.engine.request('dataset/export', {
      datasetId,
      outputPath: path.join(this.folder, 'exported.jsonl'),
      rows: 'selected',
      order: 'score',
      withScores: false,
      overwrite: true,
    });
    await this.note('export', { wallMs, cpuMs });
  }

  private async note(name: string, cost: { readonly cpuMs?: number; readonly wallMs: number }): Promise<void> {
    const { residentMb, peakMb } = await this.engine.figures();
    this.steps.push({ name, ...cost, residentMb, peakMb });
  }
}

function toScaling({ rows, rowBytes, dimensions, steps }: EngineFigures): ScalingLine[] {
  const size = `${rows.toLocaleString('en-US')} rows of ${rowBytes} B, ${dimensions} dims`;
  return steps.map(({ name, wallMs, cpuMs, residentMb }) => ({
    stage: name,
    size,
    wallMs,
    ...(cpuMs === undefined ? {} : { cpuMs }),
    memoryMb: residentMb,
  }));
}
