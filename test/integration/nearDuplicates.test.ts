import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';

const fixtures = new Fixtures();

describe('Find Near-Duplicates', () => {
  before(() => fixtures.create());
  after(async () => {
    await closeAllEditors();
    await configure(DEFAULT_SETTINGS);
    await fixtures.remove();
  });

  it('groups the rows that are more similar than the threshold', async () => {
    const uri = await fixtures.writePool('clusters.jsonl', SMALL_POOL);
    await configure(poolSettings('clusters.jsonl', -1));
    const session = await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.findNearDuplicates);
    const clusters = session.clusters?.map(({ rows }) => rows.map(({ rowIndex }) => rowIndex).sort());
    assert.deepEqual(clusters, [[0, 2, 5]]);
  });

  it('finds none where all rows differ', async () => {
    const rows = SMALL_POOL.filter((_row, index) => ![2, 5].includes(index));
    const uri = await fixtures.writePool('apart.jsonl', rows);
    await configure(poolSettings('apart.jsonl', -1));
    const session = await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.findNearDuplicates);
    assert.deepEqual(session.clusters, []);
  });
});
