import { fork, type ChildProcess } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineClient, type EngineClientOptions, type PrepareEngine } from '../../../src/engine/engineClient';
import type { DatasetInfo, SelectionSummary } from '../../../src/protocol/dataset';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import type { EngineApi } from '../../../src/protocol/requests';
import { bundleProcess, PACKAGES } from '../../support/engine/bundleProcess';
import { EMBEDDED } from './engineFixture';
import { HOLDING, type Hold } from './engineHold';
import { TemporaryFolder } from './poolFiles';

/** Engines with stub models in processes of their own, which a test may kill. */
export class ClientFixture {
  readonly folder = new TemporaryFolder();
  /** In the order of their starts. */
  readonly processes: ChildProcess[] = [];
  private readonly clients: EngineClient[] = [];
  private programFolder = '';
  private program = '';

  /** Registers the hooks of the suite that is being described. */
  constructor() {
    before(async () => {
      this.programFolder = await mkdtemp(path.join(tmpdir(), 'deita-stub-engine-'));
      this.program = await bundleProcess(path.join(__dirname, 'stubEngineProcess.ts'), this.programFolder);
    });
    after(() => rm(this.programFolder, { recursive: true, force: true }));
    beforeEach(() => this.folder.create());
    afterEach(async () => {
      await Promise.all(this.clients.splice(0).map((client) => client.dispose()));
      await this.folder.remove();
      this.processes.length = 0;
    });
  }

  readonly fork = (): ChildProcess => {
    const child = fork(this.program, [], {
      execArgv: [],
      env: { ...process.env, ...PACKAGES },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.processes.push(child);
    return child;
  };

  /** @param modelDir how the stub misbehaves */
  client(options: Partial<EngineClientOptions> = {}, prepare?: PrepareEngine): EngineClient {
    const cacheDir = this.folder.path('cache');
    const defaults = { cacheDir, modelDir: '', threads: null, fork: this.fork };
    // Spread at every start: a getter among the options gives what holds by then.
    const client = new EngineClient(() => ({ ...defaults, ...options }), prepare);
    this.clients.push(client);
    return client;
  }

  async start(options: Partial<EngineClientOptions> = {}): Promise<EngineClient> {
    const client = this.client(options);
    await begin(client);
    return client;
  }

  /** Makes engines stop in the middle of a job, from the next batch on. @returns the `modelDir` that makes them do so */
  hold(work: Hold['work'], after: number): string {
    const file = this.folder.path('hold.json');
    writeFileSync(`${file}.new`, JSON.stringify({ work, after } satisfies Hold));
    renameSync(`${file}.new`, file);
    return `${HOLDING}${file}`;
  }

  goOn(): void {
    this.hold('none', 0);
  }

  killEngine(): void {
    this.processes.at(-1)?.kill('SIGKILL');
  }
}

export function selectThirty(
  engine: EngineApi,
  { datasetId }: DatasetInfo,
  onProgress?: (progress: JobProgress) => void,
): Promise<SelectionSummary> {
  const params = { datasetId, budget: 30, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
  return engine.request('dataset/select', params, onProgress === undefined ? {} : { onProgress });
}

/** Starts the engine by a request that changes nothing, unless it runs. */
export async function begin(client: EngineClient): Promise<void> {
  await client.request('credentials/set', { baseUrl: 'http://localhost', apiKey: null });
}
