import assert from 'node:assert/strict';
import { foundText } from '../../../src/wording/foundText';

describe('where a text was found', () => {
  it('is said from the part with most rows on, without those that have none', () => {
    const nowhere = { instruction: 0, response: 0, system: 0, badRow: 0 };
    assert.equal(foundText(nowhere), '');
    assert.equal(foundText({ ...nowhere, response: 1 }), '1 in responses');
    assert.equal(
      foundText({ instruction: 40, response: 1180, system: 0, badRow: 3 }),
      '1,180 in responses, 40 in instructions, and 3 in bad rows',
    );
    assert.equal(foundText({ ...nowhere, system: 2, badRow: 2 }), '2 in system messages and 2 in bad rows');
  });
});
