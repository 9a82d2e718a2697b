import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';
import { until } from './support/until';

const fixtures = new Fixtures();
const ACCEPT = 'workbench.action.acceptSelectedQuickOpenItem';

describe('Calibrate Threshold', () => {
  before(() => fixtures.create());
  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('shows pairs beside the question and keeps the threshold chosen in the workspace', async () => {
    const uri = await fixtures.writePool('calibrated.jsonl', SMALL_POOL);
    await configure(poolSettings('calibrated.jsonl', -1));
    await openTable(uri);
    let chosen: number | undefined | null = null;
    const running = Promise.resolve(
      vscode.commands.executeCommand<number | undefined>(COMMANDS.calibrateThreshold),
    ).then((threshold) => (chosen = threshold));
    const pairs = await until('the pairs', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'deita-calibration'),
    );
    assert.match(
      pairs.document.getText(),
      /rows, each with the row nearest to it[^]*── threshold [\d.-]+ ──[^]*USER: /,
    );
    await until('an answer', async () => {
      await vscode.commands.executeCommand(ACCEPT);
      return chosen !== null;
    });
    await running;
    assert.equal(typeof chosen, 'number');
    const setting = vscode.workspace.getConfiguration('deita').inspect('threshold');
    assert.equal(setting?.workspaceValue, chosen);
  });
});
