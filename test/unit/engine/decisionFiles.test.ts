import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { Dataset } from '../../../src/dataset/dataset';
import { DecisionFiles } from '../../../src/engine/decisions/decisionFiles';
import { temporaryFolder } from '../../support/temporaryFolder';
import { poolRows, toJsonLines } from './poolFiles';

describe('the files of decisions about a dataset', () => {
  const folder = temporaryFolder();

  it('are written to no more once they are closed, also by what nobody has waited for', async () => {
    mkdirSync(folder.path('pool.deita'));
    folder.write('pool.deita/decisions.jsonl', toJsonLines([{ id: 'unknown#0', kind: 'keep' }]));
    const dataset = await Dataset.open(folder.write('pool.jsonl', toJsonLines(poolRows(4))));
    let shownAgain = (): void => undefined;
    let goOn = (): void => undefined;
    const isShownAgain = new Promise<void>((resolve) => (shownAgain = resolve));
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let shown = 0;
    const files = new DecisionFiles(dataset, folder.path('pool.deita'), () => {
      if (++shown === 1) return Promise.resolve();
      shownAgain();
      return held;
    });
    try {
      await files.show();
      files.rowsChanged(0);
      await isShownAgain;
      const closing = files.close();
      goOn();
      await closing;
      assert.ok(existsSync(folder.path('pool.deita/run.json')), 'what was under way has ended');
    } finally {
      await dataset.close();
    }
  });
});
