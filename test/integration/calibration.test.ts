import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';
import { until } from './support/until';

const fixtures = new Fixtures();

describe('Calibrate Threshold', () => {
  before(() => fixtures.create());
  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('opens one page for a dataset, however often it is asked for', async () => {
    const uri = await fixtures.writePool('calibrated.jsonl', SMALL_POOL);
    await configure(poolSettings('calibrated.jsonl', -1));
    await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.calibrateThreshold);
    await vscode.commands.executeCommand(COMMANDS.calibrateThreshold, uri);
    const ofPage = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ label }) => label === 'Threshold: calibrated.jsonl');
    await until('the page', () => ofPage().length > 0);
    assert.equal(ofPage().length, 1);
    assert.match((ofPage()[0]?.input as vscode.TabInputWebview).viewType, /deita\.calibration$/);
  });
});
