import { VSIX_VARIABLE } from '../../../test/support/workbench/installed';
import { buildModels } from '../models';
import { buildProduct } from '../product';
import { runMocha } from './mocha';
import type { Stage } from './stage';

const COMMAND_LINE_TESTS = 'test/unit/cli/**/*.test.ts';

export const unit: Stage = {
  name: 'unit',
  title: 'Unit tests',
  async run() {
    await buildModels();
    return runMocha(['--timeout', '60000', '--ignore', COMMAND_LINE_TESTS, 'test/unit/**/*.test.ts']);
  },
};

export const commandLine: Stage = {
  name: 'cli',
  title: 'Command line',
  async run() {
    await buildProduct();
    return runMocha(['--timeout', '60000', COMMAND_LINE_TESTS]);
  },
};

export const ui: Stage = {
  name: 'ui',
  title: 'UI tests with the packaged extension',
  async run() {
    return runMocha(['--timeout', '120000', 'test/ui/**/*.test.ts'], { [VSIX_VARIABLE]: await buildProduct() });
  },
};
