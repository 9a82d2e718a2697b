import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../test/support/host/cache';
import { LIMITS } from '../../../test/support/timeLimits';
import { VSIX_VARIABLE } from '../../../test/support/workbench/installed';
import { buildModels, copyModels } from '../models';
import { buildProduct } from '../product';
import { runMocha, type MochaOptions } from './mocha';
import { runWithSecondRun } from './secondRun';
import { addCounts, NONE, type Stage, type TestCounts } from './stage';

const UNIT_TESTS = 'test/unit';
const COMMAND_LINE_TESTS = 'test/unit/cli';
/** Takes about as long as the others of the command line together. */
const COMMAND_LINE_CASES = `${COMMAND_LINE_TESTS}/cases.test`;
const UI_TESTS = 'test/ui';

export const unit: Stage = {
  name: 'unit',
  title: 'Unit tests',
  async run() {
    await buildModels();
    await copyModels(); // Without them tests of trained scorers would be skipped.
    const files = await testFiles(UNIT_TESTS);
    return runTwice(files.filter((file) => !file.startsWith(`${COMMAND_LINE_TESTS}/`)));
  },
};

export const commandLine: Stage = {
  name: 'cli',
  title: 'Command line',
  async run() {
    await buildProduct();
    const files = await testFiles(COMMAND_LINE_TESTS);
    // Most of the time one process waits for another: two such runs side by side keep two cores busy.
    const isCases = (file: string): boolean => file === COMMAND_LINE_CASES;
    const lanes = [files.filter(isCases), files.filter((file) => !isCases(file))];
    const counts = await Promise.all(lanes.map((lane) => runTwice(lane)));
    return counts.reduce(addCounts, NONE);
  },
};

export const ui: Stage = {
  name: 'ui',
  title: 'UI tests with the packaged extension',
  async run() {
    const env = { [VSIX_VARIABLE]: await buildProduct() };
    const timeout = ['--timeout', String(LIMITS.windowTest)];
    return runTwice(await testFiles(UI_TESTS), timeout, { env });
  },
};

/** Test files in a folder of the repository and below it: their paths as events name them, in the order of the runs. */
async function testFiles(folder: string): Promise<string[]> {
  const names = await readdir(path.join(ROOT, folder), { recursive: true });
  const tests = names.filter((name) => name.endsWith('.test.ts')).sort();
  return tests.map((name) => `${folder}/${name.replaceAll(path.sep, '/').replace(/\.ts$/, '')}`);
}

function runTwice(
  files: readonly string[],
  args: readonly string[] = [],
  options: MochaOptions = {},
): Promise<TestCounts> {
  return runWithSecondRun(files, (some) => runMocha([...args, ...some.map((file) => `${file}.ts`)], options));
}
