import { readFile } from 'node:fs/promises';
import { createEngine, type Engine } from '../../../src/engine/engine';
import type { DatasetInfo, RowSummary, SelectionSummary } from '../../../src/protocol/dataset';
import { hostOf, NO_HOST, type HostHandlers } from '../../../src/protocol/hostRequests';
import type { DefaultRequest } from '../../../src/protocol/selection';
import { TemporaryFolder } from './poolFiles';
import { StubModels } from './stubModels';

export const EMBEDDED = { kind: 'built-in' } as const;
export const PRECOMPUTED = { kind: 'precomputed' } as const;

export interface Report {
  readonly parameters: { readonly budget: number; readonly threshold: number };
  readonly counts: SelectionSummary['counts'];
  readonly rows: readonly {
    readonly rowIndex: number;
    readonly lineNumber: number;
    readonly status: string;
    readonly rank?: number;
    readonly evolScore?: number;
    readonly complexityScores?: (number | null)[];
    readonly qualityScores?: (number | null)[];
    readonly note?: string;
    readonly nearDuplicateOf?: number;
    readonly cosineSimilarity?: number;
    readonly reason?: string;
  }[];
}

/** Engines in this process with models of the test's own, over files in a temporary folder. */
export class EngineFixture {
  readonly folder = new TemporaryFolder();
  private readonly engines: Engine[] = [];

  /** Registers the hooks of the suite that is being described. */
  constructor() {
    beforeEach(() => this.folder.create());
    afterEach(async () => {
      await Promise.all(this.engines.splice(0).map((engine) => engine.dispose()));
      await this.folder.remove();
    });
  }

  start(models = new StubModels(), cacheDir: string | null = null, host: HostHandlers = NO_HOST): Engine {
    const engine = createEngine({ cacheDir, modelDir: '', threads: null }, { models, host: hostOf(host) });
    this.engines.push(engine);
    return engine;
  }

  async report(engine: Engine, { datasetId }: DatasetInfo): Promise<Report> {
    const outputPath = this.folder.path('report.json');
    await engine.request('dataset/report', { datasetId, outputPath, overwrite: true });
    return JSON.parse(await readFile(outputPath, 'utf8')) as Report;
  }
}

export function select(
  engine: Engine,
  { datasetId }: DatasetInfo,
  parameters: Partial<DefaultRequest> = {},
): Promise<SelectionSummary> {
  const defaults = { budget: 5, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
  return engine.request('dataset/select', { datasetId, ...defaults, ...parameters });
}

export async function allRows(engine: Engine, { datasetId }: DatasetInfo): Promise<RowSummary[]> {
  await engine.request('view/set', { datasetId, viewId: 'all', query: {} });
  return engine.request('view/rows', { datasetId, viewId: 'all', start: 0, count: 1000 });
}

/** Holds the models at their next batch. */
export function gate(models: StubModels): { entered: Promise<void>; release: () => void } {
  let release!: () => void;
  let enter!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const entered = new Promise<void>((resolve) => (enter = resolve));
  models.beforeBatch = () => {
    models.beforeBatch = () => Promise.resolve();
    enter();
    return released;
  };
  return { entered, release };
}
