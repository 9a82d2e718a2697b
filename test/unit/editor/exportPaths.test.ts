import assert from 'node:assert/strict';
import { isReplaced } from '../../../src/editor/commands/exportChoices';
import { TemporaryFolder } from '../engine/poolFiles';

describe('isReplaced', () => {
  const folder = new TemporaryFolder();
  beforeEach(() => folder.create());
  afterEach(() => folder.remove());

  it('is what the file dialog has asked about, and no file for validation beside it', async () => {
    const chosen = folder.path('a.train.jsonl');
    assert.equal(await isReplaced(chosen, {}), false);
    await folder.write('a.train.jsonl', '');
    assert.equal(await isReplaced(chosen, { isSplit: true }), true);
    await folder.write('a.validation.jsonl', '');
    assert.equal(await isReplaced(chosen, { isSplit: true }), false);
    assert.equal(await isReplaced(chosen, {}), true);
  });
});
