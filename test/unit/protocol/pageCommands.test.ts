import assert from 'node:assert/strict';
import { PAGE_COMMANDS } from '../../../src/protocol/pages/pageCommands';

describe('commands of pages', () => {
  it('compare two rows of their file and nothing else', () => {
    const accepts = PAGE_COMMANDS['deita.compareInDiffEditor'];
    assert.ok(accepts({ rowIndex: 0, otherRowIndex: 12 }));
    const others = [undefined, null, 1, {}, { rowIndex: 1 }, { rowIndex: -1, otherRowIndex: 0 }];
    for (const args of [...others, { rowIndex: '1', otherRowIndex: 2 }, { rowIndex: 1, otherRowIndex: 0.5 }])
      assert.equal(accepts(args), false, JSON.stringify(args));
  });

  it('open one setting or all of them', () => {
    const accepts = PAGE_COMMANDS['deita.internal.openSettings'];
    assert.ok(accepts(undefined) && accepts('deita.scorer'));
    for (const args of [null, 1, {}, ['deita.scorer']]) assert.equal(accepts(args), false, JSON.stringify(args));
  });
});
