import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../../../test/support/host/cache';
import { findDesktopCode, hasDisplay } from '../../../test/support/host/desktopCode';
import { runInCodeServer, stopped, type ExtensionTestOptions } from '../../../test/support/host/extensionTests';
import { EVENTS_VARIABLE } from '../../../test/support/mocha/testRun';
import { buildProduct } from '../product';
import { runWithSecondRun } from './secondRun';
import type { Stage, TestCounts } from './stage';
import { watchedRun, type RunEnd, type WatchedRun } from './watchedRun';

const SOURCES = path.join(ROOT, 'test', 'integration');
const BUNDLED = path.join(ROOT, 'out', 'integration');
const DOWNLOAD_TIMEOUT_MS = 120_000;
const LOG_CHARACTERS = 2000;

export const extension: Stage = {
  name: 'extension',
  title: 'Extension tests inside VS Code',
  run: () => runExtensionTests(() => true),
};

/** Runs those of the test files of `test/integration` that are wanted; a second run has a host of its own. */
export async function runExtensionTests(isWanted: (file: string) => boolean): Promise<TestCounts> {
  await buildProduct();
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.test.ts') && isWanted(name));
  return runWithSecondRun(
    names.map((name) => path.basename(name, '.ts')),
    runFiles,
  );
}

async function runFiles(files: readonly string[]): Promise<RunEnd> {
  await bundleSuite(files);
  return watchedRun(runSuite);
}

async function bundleSuite(files: readonly string[]): Promise<void> {
  await rm(BUNDLED, { recursive: true, force: true });
  await build({
    entryPoints: ['index', ...files].map((name) => path.join(SOURCES, `${name}.ts`)),
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

async function runSuite({ eventsFile, stuck }: WatchedRun): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deita-extension-tests-'));
  try {
    const workspace = path.join(folder, 'workspace');
    await cp(path.join(ROOT, 'media', 'samples'), workspace, { recursive: true });
    return await runOnHost({
      extension: ROOT,
      suite: path.join(BUNDLED, 'index.js'),
      workspace,
      dataDir: path.join(folder, 'data'),
      env: { [EVENTS_VARIABLE]: eventsFile },
      stop: stuck,
    });
  } finally {
    console.log(await readReport(eventsFile));
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function readReport(eventsFile: string): Promise<string> {
  return readFile(`${eventsFile}.txt`, 'utf8').catch(() => 'The suite did not start.');
}

async function runOnHost(options: ExtensionTestOptions): Promise<number> {
  const desktop = await desktopCode();
  if (desktop !== undefined) {
    console.log(`Host: desktop VS Code, ${desktop}`);
    return runInDesktop(desktop, options);
  }
  console.log("Host: VS Code's server");
  const { exitCode, log } = await runInCodeServer(options);
  if (exitCode !== 0) console.error(`The workbench said, at last:\n${log.slice(-LOG_CHARACTERS)}`);
  return exitCode;
}

async function runInDesktop(executable: string, options: ExtensionTestOptions): Promise<number> {
  const ended = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.suite,
    extensionTestsEnv: { ...options.env },
    launchArgs: [options.workspace, '--user-data-dir', options.dataDir, '--disable-workspace-trust'],
  }).catch((error: unknown) => {
    console.error(String(error));
    return 1;
  });
  return Promise.race([ended, stopped(options.stop)]);
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
