import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { HUB_ENDPOINT } from '../../src/common/hub';
import { COMMANDS } from '../../src/editor/contributions/commands';
import type { HubArguments } from '../../src/editor/hubDataset/openFromHub';
import { type DatasetHub, startDatasetHub } from '../support/hub/datasetHub';
import { activateDeita, closeAllEditors, configure, tableOf } from './support/extension';
import { Fixtures } from './support/fixtures';

const fixtures = new Fixtures();
const NAME = 'owner/name';
const row = (instruction: string): string => `${JSON.stringify({ instruction, output: 'An answer.' })}\n`;
const FILES = {
  'data/train-00000-of-00002.jsonl': Buffer.from(row('Name a river.') + row('Name a lake.')),
  'data/train-00001-of-00002.jsonl': Buffer.from(row('Name a sea.')),
};

describe('Open Dataset from Hub', () => {
  let hub: DatasetHub;

  before(async () => {
    await fixtures.create();
    hub = await startDatasetHub({ [NAME]: { files: FILES, card: { license: 'mit' } } });
    await configure({ 'hub.endpoint': hub.endpoint });
  });

  after(async () => {
    await closeAllEditors();
    await configure({ 'hub.endpoint': undefined });
    await hub.stop();
    await fixtures.remove();
  });

  it('brings a split of several files here, opens it as a pool, and gives a mirror no token', async () => {
    const { keys } = await activateDeita();
    await keys.set(HUB_ENDPOINT, 'hf_secret');
    try {
      const folder = fixtures.uri('name').fsPath;
      const given: HubArguments = { dataset: NAME, config: 'default', split: 'train', folder };
      await vscode.commands.executeCommand(COMMANDS.openFromHub, given);
      const { session } = await tableOf(fixtures.uri('name/default.train.deita-pool.json'));
      assert.deepEqual([session.info.poolFiles, session.info.rowCount], [2, 3]);
      for (const [file, content] of Object.entries(FILES)) {
        assert.deepEqual(await readFile(fixtures.uri(`name/${file}`).fsPath), content);
      }
      assert.ok(hub.asked.length > 0);
      assert.ok(hub.asked.every(({ authorization }) => authorization === undefined));
    } finally {
      await keys.forget(HUB_ENDPOINT);
    }
  });
});
