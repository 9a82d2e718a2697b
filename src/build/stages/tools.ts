import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../../../test/support/host/cache';
import { ONE_FAILED, ONE_PASSED, type Stage } from './stage';

export const lint: Stage = {
  name: 'lint',
  title: 'Lint and formatting',
  run: () => oneTest(['eslint', '.'], ['prettier', '--check', '--log-level', 'warn', '.']),
};

export const types: Stage = {
  name: 'types',
  title: 'Types',
  run: () => oneTest(['typescript', '-p', '.'], ['typescript', '-p', 'webview']),
};

async function oneTest(...commands: readonly (readonly [tool: string, ...args: string[]])[]) {
  let failed = false;
  for (const [tool, ...args] of commands) failed = (await runTool(tool, args)) !== 0 || failed;
  return failed ? ONE_FAILED : ONE_PASSED;
}

const BINARIES: Readonly<Record<string, string>> = {
  eslint: 'bin/eslint.js',
  prettier: 'bin/prettier.cjs',
  typescript: 'bin/tsc',
  mocha: 'bin/mocha.js',
};

/** Runs the command-line program of an installed package with the terminal as its own; returns its exit code. */
export function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const manifest = createRequire(path.join(ROOT, 'package.json')).resolve(`${tool}/package.json`);
  const program = path.join(path.dirname(manifest), BINARIES[tool] ?? '');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) console.error(`${tool} was ended by ${signal}.`);
      resolve(code ?? 1);
    });
  });
}
