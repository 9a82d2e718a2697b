import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { eventually } from '../support/eventually';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures, poolSettings, SMALL_POOL } from './support/fixtures';

const fixtures = new Fixtures();
const soon = (check: () => void): Promise<void> => eventually(() => Promise.resolve().then(check));

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

  it('drops all but the best of each group by one command, and has nothing left of a group whose rows are told apart', async () => {
    const uri = await fixtures.writePool('dropped.jsonl', SMALL_POOL);
    await configure(poolSettings('dropped.jsonl', -1));
    const session = await openTable(uri);
    await vscode.commands.executeCommand(COMMANDS.findNearDuplicates);
    const [cluster] = session.clusters ?? [];
    // Its notice waits for the user, and the command with it.
    void vscode.commands.executeCommand(COMMANDS.keepBest, uri);
    await soon(() => assert.equal(session.info.decisions?.dropped, 2));
    await soon(() =>
      assert.deepEqual(
        session.clusters?.map(
          ({ rows }) => rows.filter(({ verdict, isBest }) => verdict === 'drop' && isBest !== true).length,
        ),
        [2],
      ),
    );
    for (const row of cluster?.rows ?? []) {
      void vscode.commands.executeCommand(COMMANDS.tellRowApart, { session, cluster, row });
    }
    await soon(() => assert.deepEqual([session.clusters, session.info.decisions?.notSame], [[], 3]));
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
