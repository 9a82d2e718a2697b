import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import type { SelectionSummary } from '../../src/protocol/dataset';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';
import { until } from './support/until';

const fixtures = new Fixtures();

describe('Settings', () => {
  before(() => fixtures.create());
  afterEach(async () => {
    await closeAllEditors();
    await configure({ ...DEFAULT_SETTINGS, fields: undefined, threads: undefined });
  });
  after(() => fixtures.remove());

  it('map the fields of a file in a form of its own, also while it is open', async () => {
    const row = { data: { ask: 'What is a byte?', reply: 'Eight bits.' } };
    const uri = await fixtures.write('own-form.jsonl', `${JSON.stringify(row)}\n`);
    const session = await openTable(uri);
    assert.equal(session.info.format, null);
    await configure({ fields: { instruction: 'data.ask', response: 'data.reply' } });
    await until('a format', () => session.info.format);
    const detail = await session.request('row/detail', { rowIndex: 0 });
    assert.deepEqual(
      detail.turns.map(({ instruction, response }) => [instruction, response]),
      [['What is a byte?', 'Eight bits.']],
    );
  });

  it('that the engine starts with take effect without losing the open dataset', async () => {
    const uri = await fixtures.writePool('kept.jsonl', SMALL_POOL);
    await configure(poolSettings('kept.jsonl', 2));
    const session = await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.select);
    await configure({ threads: 1 });
    const row = await session.request('row/detail', { rowIndex: 0 });
    assert.equal(row.status, 'selected');
  });

  it('decide the next run', async () => {
    const uri = await fixtures.writePool('budget.jsonl', SMALL_POOL);
    await configure(poolSettings('budget.jsonl', 1));
    await openTable(uri);
    for (const [budget, selected] of [
      [2, 2],
      [-1, 4],
    ] as const) {
      await configure({ budget });
      const summary = await vscode.commands.executeCommand<SelectionSummary>(COMMANDS.select);
      assert.equal(summary.counts.selected, selected);
    }
  });
});
