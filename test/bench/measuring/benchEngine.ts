import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { bundle } from '../../../tools/build/bundle';
import { EngineClient } from '../../../src/engine/engineClient';
import { V8_OPTIONS } from '../../../src/engine/entryPoints';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { EngineMethod, ParamsOf, ResultOf } from '../../../src/protocol/requests';
import type { Cost } from './cost';
import { processFigures, type ProcessFigures } from './processFigures';

const DIST = path.resolve(__dirname, '../../../dist');
let bundled: Promise<unknown> | undefined;

/** The engine as it ships, in a process of its own whose memory and CPU time are read from outside. */
export class BenchEngine {
  private constructor(
    private readonly client: EngineClient,
    private readonly child: ChildProcess,
  ) {}

  static async start(cacheDir: string | null): Promise<BenchEngine> {
    bundled ??= bundle();
    await bundled;
    let child: ChildProcess | undefined;
    const start = (): ChildProcess => {
      child = fork(path.join(DIST, 'engine.js'), [], {
        execArgv: [...V8_OPTIONS],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      return child;
    };
    const options = { cacheDir, modelDir: path.join(DIST, 'models'), threads: null };
    const client = new EngineClient(() => ({ ...options, fork: start }));
    await client.request('credentials/set', { baseUrl: 'http://localhost', apiKey: null }); // Starts it.
    if (child === undefined) throw new Error('The engine has no process.');
    return new BenchEngine(client, child);
  }

  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
  ): Promise<Cost & { readonly result: ResultOf<M> }> {
    const [before, start] = [await this.figures(), performance.now()];
    const result = await this.client.request(method, params);
    const wallMs = performance.now() - start;
    return { result, wallMs, cpuMs: (await this.figures()).cpuMs - before.cpuMs };
  }

  figures(): Promise<ProcessFigures> {
    return processFigures(this.child.pid ?? Number.NaN);
  }

  /** Waits until a dataset's announced state is so. */
  async until(condition: (info: DatasetInfo) => boolean, info: DatasetInfo): Promise<DatasetInfo> {
    if (condition(info)) return info;
    return new Promise((resolve) => {
      const stop = this.client.on('datasetChanged', (changed) => {
        if (!condition(changed)) return;
        stop();
        resolve(changed);
      });
    });
  }

  /** Sets a view and waits until its text filter, if it has one, has looked through all rows. */
  async search(
    params: ParamsOf<'view/set'>,
  ): Promise<{ readonly firstHitMs: number; readonly wallMs: number; readonly rowCount: number }> {
    const start = performance.now();
    let firstHitMs = Number.NaN;
    let stop: (() => void) | undefined;
    const ended = new Promise<number>((resolve) => {
      stop = this.client.on('viewChanged', ({ viewId, rowCount, searching }) => {
        if (viewId !== params.viewId) return;
        if (rowCount > 0 && Number.isNaN(firstHitMs)) firstHitMs = performance.now() - start;
        if (searching !== true) resolve(rowCount);
      });
    });
    await this.client.request('view/set', params);
    const rowCount = await ended;
    stop?.();
    return { firstHitMs, wallMs: performance.now() - start, rowCount };
  }

  async stop(): Promise<void> {
    await this.client.dispose();
  }
}
