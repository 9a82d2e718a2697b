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
 * How V8 runs the engine. Young objects are kept in 4 MB, of which it holds up to three, rather than in 16, and collected
 * by one thread: of what reading rows leaves behind hardly anything lives, so that more room only holds memory (30 MB),
 * and waking other threads for the little that is copied costs more than copying it. A function is compiled for speed
 * after six times as much of it has run as by default: in a session with a small file compiling takes longer than what
 * it saves, and what a large one needs is compiled within its first rows anyway.
 */
export const V8_OPTIONS: readonly string[] = [
  '--max-semi-space-size=4',
  '--no-parallel-scavenge',
  '--interrupt-budget=400000',
];
/** The Nodes whose V8 no longer knows these: they run engines without. */
const unknowing = new Set<string | null>();
/** The exit code by which Node refuses an option. */
const INVALID_ARGUMENT = 9;

export interface EngineFork {
  /** The Node that runs the engine; null = the one that runs this process (Electron's own in the desktop editor). */
  readonly nodePath: string | null;
  readonly env?: NodeJS.ProcessEnv;
}

export function forkEngineProcess({ nodePath, env }: EngineFork): ChildProcess {
  const file = FROM_SOURCE ? 'engineProcess.ts' : 'engine.js';
  const child = fork(path.join(__dirname, file), [], {
    env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    // The parent's own flags (an inspector's port, a test runner's loader) are not the engine's.
    execArgv: [
      ...(unknowing.has(nodePath) ? [] : V8_OPTIONS),
      ...(FROM_SOURCE ? ['--require', createRequire(__filename).resolve('tsx/cjs')] : []),
    ],
    ...(nodePath === null ? {} : { execPath: nodePath }),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
  });
  child.once('exit', (code) => {
    if (code === INVALID_ARGUMENT) unknowing.add(nodePath);
  });
  return child;
}
