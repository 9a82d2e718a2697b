import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RESULTS_VARIABLE, type TestCounts } from '../../../test/support/countingReporter';
import { ROOT } from '../../../test/support/host/cache';
import { findDesktopCode, hasDisplay } from '../../../test/support/host/desktopCode';
import { runInCodeServer, TIMED_OUT, type ExtensionTestOptions } from '../../../test/support/host/extensionTests';
import { buildProduct } from '../product';
import { withResults } from './mocha';
import type { Stage } from './stage';

const SOURCES = path.join(ROOT, 'test', 'integration');
const BUNDLED = path.join(ROOT, 'out', 'integration');
const TIMEOUT_MS = 300_000;
const DOWNLOAD_TIMEOUT_MS = 120_000;
const LOG_CHARACTERS = 2000;

export const extension: Stage = {
  name: 'extension',
  title: 'Extension tests inside VS Code',
  run: () => runExtensionTests(() => true),
};

/** Runs those of the test files of `test/integration` that are wanted. */
export async function runExtensionTests(isWanted: (file: string) => boolean): Promise<TestCounts> {
  await buildProduct();
  await bundleSuite(isWanted);
  return withResults(runSuite);
}

async function bundleSuite(isWanted: (file: string) => boolean): Promise<void> {
  await rm(BUNDLED, { recursive: true, force: true });
  const tests = (await readdir(SOURCES)).filter((name) => name.endsWith('.test.ts') && isWanted(name));
  const files = ['index.ts', ...tests];
  await build({
    entryPoints: files.map((name) => path.join(SOURCES, name)),
    outdir: BUNDLED,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

async function runSuite(results: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deita-extension-tests-'));
  try {
    const workspace = path.join(folder, 'workspace');
    await cp(path.join(ROOT, 'media', 'samples'), workspace, { recursive: true });
    return await runOnHost({
      extension: ROOT,
      suite: path.join(BUNDLED, 'index.js'),
      workspace,
      dataDir: path.join(folder, 'data'),
      env: { [RESULTS_VARIABLE]: results },
      timeoutMs: TIMEOUT_MS,
    });
  } finally {
    console.log(await readReport(results));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function readReport(results: string): Promise<string> {
  return readFile(`${results}.txt`, 'utf8').catch(() => 'The suite did not start.');
}

async function runOnHost(options: ExtensionTestOptions): Promise<number> {
  const desktop = await desktopCode();
  if (desktop !== undefined) {
    console.log(`Host: desktop VS Code, ${desktop}`);
    return runInDesktop(desktop, options);
  }
  console.log("Host: VS Code's server");
  const { exitCode, log } = await runInCodeServer(options);
  if (exitCode === TIMED_OUT) console.error(`The suite did not end within ${TIMEOUT_MS / 1000} s.`);
  if (exitCode !== 0) console.error(`The workbench said, at last:\n${log.slice(-LOG_CHARACTERS)}`);
  return exitCode;
}

async function runInDesktop(executable: string, options: ExtensionTestOptions): Promise<number> {
  return runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.suite,
    extensionTestsEnv: { ...options.env },
    launchArgs: [options.workspace, '--user-data-dir', options.dataDir, '--disable-workspace-trust'],
  }).catch((error: unknown) => {
    console.error(String(error));
    return 1;
  });
}

/** An installed desktop VS Code, or a download where there is a display to show it and a network to fetch it. */
async function desktopCode(): Promise<string | undefined> {
  const installed = await findDesktopCode(process);
  if (installed !== undefined || !hasDisplay(process)) return installed;
  const late = delay(DOWNLOAD_TIMEOUT_MS, undefined, { ref: false });
  const download = downloadAndUnzipVSCode({ cachePath: path.join(ROOT, '.vscode-test'), timeout: 15_000 });
  return Promise.race([download, late]).catch((error: unknown) => {
    console.log(`No desktop VS Code could be downloaded (${String(error)}).`);
    return undefined;
  });
}
