import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../test/support/host/cache';
import { LIMITS } from '../../../test/support/timeLimits';
import { VSIX_VARIABLE } from '../../../test/support/workbench/installed';
import { buildModels, copyModels } from '../models';
import { buildProduct } from '../product';
import { runMocha } from './mocha';
import { countsOf, runWithSecondRun } from './secondRun';
import type { Stage } from './stage';

const COMMAND_LINE_TESTS = 'test/unit/cli/**/*.test.ts';
const UI_TESTS = 'test/ui';

export const unit: Stage = {
  name: 'unit',
  title: 'Unit tests',
  async run() {
    await buildModels();
    await copyModels(); // Without them tests of trained scorers would be skipped.
    return countsOf(await runMocha(['--ignore', COMMAND_LINE_TESTS, 'test/unit/**/*.test.ts']));
  },
};

export const commandLine: Stage = {
  name: 'cli',
  title: 'Command line',
  async run() {
    await buildProduct();
    return countsOf(await runMocha([COMMAND_LINE_TESTS]));
  },
};

export const ui: Stage = {
  name: 'ui',
  title: 'UI tests with the packaged extension',
  async run() {
    const env = { [VSIX_VARIABLE]: await buildProduct() };
    const timeout = ['--timeout', String(LIMITS.windowTest)];
    const names = (await readdir(path.join(ROOT, UI_TESTS))).filter((name) => name.endsWith('.test.ts'));
    return runWithSecondRun(
      names.map((name) => path.basename(name, '.ts')),
      (files) => runMocha([...timeout, ...files.map((file) => `${UI_TESTS}/${file}.ts`)], { env }),
    );
  },
};
