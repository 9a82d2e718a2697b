import assert from 'node:assert/strict';

describe('toy', () => {
  it('fails always', () => assert.fail('Line 1\n\nLine 3\nLine 4\nLine 5\nLine 6\nLine 7\nLine 8\nLine 9'));
});
