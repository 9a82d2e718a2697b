import assert from 'node:assert/strict';

describe('toy', () => {
  it('fails always', () => assert.fail());
});
