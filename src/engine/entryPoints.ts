import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * The engine's own threads and processes are bundles beside the running bundle. Run from source (tests, scripts) they
 * are TypeScript files, which a fresh thread or process must learn to read first.
 */
const FROM_SOURCE = __filename.endsWith('.ts');

export function startWorkerThread(name: 'computeWorker', workerData: unknown): Worker {
  if (!FROM_SOURCE) return new Worker(path.join(__dirname, `${name}.js`), { workerData });
  const file = path.join(__dirname, `${name}.ts`);
  return new Worker(`require('tsx/cjs'); require(${JSON.stringify(file)});`, { eval: true, workerData, execArgv: [] });
}

/**
 * Of the heap's part for what is soon garbage, in megabytes, and V8 holds up to three times as much. What rows leave
 * behind is dead by the next piece of them, so that more room saves no work; 16, as V8 would take, are 30 MB more.
 */
const MOST_YOUNG_MEGABYTES = 4;

export interface EngineFork {
  /** The Node that runs the engine; null = the one that runs this process (Electron's own in the desktop editor). */
  readonly nodePath: string | null;
  readonly env?: NodeJS.ProcessEnv;
}

export function forkEngineProcess({ nodePath, env }: EngineFork): ChildProcess {
  const file = FROM_SOURCE ? 'engineProcess.ts' : 'engine.js';
  return fork(path.join(__dirname, file), [], {
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    // The parent's own flags (an inspector's port, a test runner's loader) are not the engine's.
    execArgv: [
      `--max-semi-space-size=${MOST_YOUNG_MEGABYTES}`,
      ...(FROM_SOURCE ? ['--require', createRequire(__filename).resolve('tsx/cjs')] : []),
    ],
    ...(nodePath === null ? {} : { execPath: nodePath }),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
  });
}
