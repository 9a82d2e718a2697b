import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/editor/contributions/commands';
import { closeAllEditors, tableOf } from './support/extension';
import { Fixtures } from './support/fixtures';

const fixtures = new Fixtures();
const row = (instruction: string): string => `${JSON.stringify({ instruction, output: 'An answer.' })}\n`;

describe('Open as Pool', () => {
  before(() => fixtures.create());

  after(async () => {
    await closeAllEditors();
    await fixtures.remove();
  });

  it('makes a pool of what is chosen in the Explorer and opens it as one dataset', async () => {
    const one = await fixtures.write('one.jsonl', row('Name a river.') + row('Name a lake.'));
    const two = await fixtures.write('two.jsonl', row('Name a sea.'));
    const pool = fixtures.uri('both.deita-pool.json');
    await vscode.commands.executeCommand(COMMANDS.openAsPool, one, [one, two], pool.fsPath);
    const { session } = await tableOf(pool);
    assert.deepEqual([session.info.poolFiles, session.info.rowCount], [2, 3]);
  });
});
