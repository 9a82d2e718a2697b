import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '../../../src/engine/engine';
import { main } from '../../../src/cli/main';

const ROOT = path.resolve(__dirname, '../../..');
const BUILT_CLI = path.join(ROOT, 'dist', 'cli.js');
const MODEL_DIR = path.join(ROOT, 'dist', 'models');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRunner {
  readonly name: string;
  /** Why it cannot run here. */
  readonly unavailable?: string;
  run(args: readonly string[], options: RunOptions): Promise<CliResult>;
}

export interface RunOptions {
  readonly cacheDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Presses Ctrl-C once stderr matches. */
  readonly interruptOn?: RegExp;
}

/** The same command line in this process and as the built program. */
export const RUNNERS: readonly CliRunner[] = [
  { name: 'in process', run: runInProcess },
  {
    name: 'spawned',
    run: runSpawned,
    ...(existsSync(BUILT_CLI) ? {} : { unavailable: 'dist/cli.js is not built' }),
  },
];

/** Why tests of the built-in models cannot run here. */
export function missingModels(): string | undefined {
  const names = ['use-lite.onnx', ...readdirSync(path.join(ROOT, 'media', 'models'))];
  return names.every((name) => existsSync(path.join(MODEL_DIR, name))) ? undefined : 'dist/models is not built';
}

async function runInProcess(args: readonly string[], { cacheDir, env, interruptOn }: RunOptions): Promise<CliResult> {
  let [stdout, stderr] = ['', ''];
  let interrupt = (): void => undefined;
  const code = await main(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: {
      write(text) {
        stderr += text;
        if (interruptOn?.test(stderr) === true) interrupt();
      },
    },
    env: { DEITA_CACHE_DIR: cacheDir, ...env },
    platform: process.platform,
    homeDir: cacheDir,
    modelDir: MODEL_DIR,
    createEngine,
    onInterrupt(listener) {
      interrupt = listener;
      return () => (interrupt = () => undefined);
    },
  });
  return { code, stdout, stderr };
}

function runSpawned(args: readonly string[], options: RunOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUILT_CLI, ...args], {
      env: { ...process.env, DEITA_CACHE_DIR: options.cacheDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    let interrupted = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (interrupted || options.interruptOn?.test(stderr) !== true) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
