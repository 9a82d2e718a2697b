import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../../../test/support/host/cache';
import { ONE_PASSED, oneFailed, type Print, type Stage } from './stage';

export const lint: Stage = {
  name: 'lint',
  title: 'Lint and formatting',
  run: () => oneTest('Lint and formatting', ['eslint', '.'], ['prettier', '--check', '--log-level', 'warn', '.']),
};

export const types: Stage = {
  name: 'types',
  title: 'Types',
  run: () => oneTest('Types', ['typescript', '-p', '.'], ['typescript', '-p', 'webview']),
};

async function oneTest(name: string, ...commands: readonly (readonly [tool: string, ...args: string[]])[]) {
  const complaints: string[] = [];
  for (const [tool, ...args] of commands) {
    const exitCode = await runTool(tool, args);
    if (exitCode !== 0) complaints.push(`${tool} ended with exit code ${exitCode}; what it said stands above.`);
  }
  return complaints.length === 0 ? ONE_PASSED : oneFailed(name, complaints.join('\n'));
}

const BINARIES: Readonly<Record<string, string>> = {
  eslint: 'bin/eslint.js',
  prettier: 'bin/prettier.cjs',
  typescript: 'bin/tsc',
  mocha: 'bin/mocha.js',
};

export interface ToolOptions {
  /** For Node itself. */
  readonly nodeArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the tool. */
  readonly stop?: AbortSignal;
  /** Gets what is to be said; the tool itself says nothing then. */
  readonly print?: Print;
}

/** From the request to end to the end by force. */
const LAST_WORDS_MS = 10_000;

/** Runs the command-line program of an installed package with the terminal as its own; returns its exit code. */
export function runTool(tool: string, args: readonly string[], options: ToolOptions = {}): Promise<number> {
  const { nodeArguments = [], env = {}, stop, print } = options;
  const output = print === undefined ? 'inherit' : 'ignore';
  const manifest = createRequire(path.join(ROOT, 'package.json')).resolve(`${tool}/package.json`);
  const program = path.join(path.dirname(manifest), BINARIES[tool] ?? '');
  const child = spawn(process.execPath, [...nodeArguments, program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  let force: NodeJS.Timeout | undefined;
  const end = (): void => {
    child.kill('SIGTERM');
    force = setTimeout(() => child.kill('SIGKILL'), LAST_WORDS_MS);
  };
  stop?.addEventListener('abort', end, { once: true });
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) (print ?? console.error)(`${tool} was ended by ${signal}.`);
      resolve(code ?? 1);
    });
  }).finally(() => {
    clearTimeout(force);
    stop?.removeEventListener('abort', end);
  });
}
