import assert from 'node:assert/strict';
import { boundsText, withBounds } from '../../../src/choices/conditions/bounds';

describe('bounds of a signal as a condition', () => {
  it('are one comparison an end', () => {
    assert.equal(boundsText('quality', { atLeast: 3 }), 'quality >= 3');
    assert.equal(boundsText('quality', { atLeast: 2.5, below: 4 }), 'quality >= 2.5 and quality < 4');
    assert.equal(boundsText('field:a b', { below: 0 }), '"field:a b" < 0');
  });

  it('stand beside the conditions that there are', () => {
    assert.equal(withBounds(undefined, 'quality', { atLeast: 3 }), 'quality >= 3');
    assert.equal(withBounds(' ', 'quality', { atLeast: 3 }), 'quality >= 3');
    assert.equal(withBounds('turns  <= 4', 'quality', { atLeast: 3 }), 'turns  <= 4 and quality >= 3');
    assert.equal(withBounds('a = 1 or b = 2', 'quality', { atLeast: 3 }), '(a = 1 or b = 2) and quality >= 3');
  });

  it('take the place of earlier bounds of the signal, and of nothing else', () => {
    const before = 'quality > 2 and (turns = 1 or quality < 5) and language = ko and quality < 6';
    assert.equal(
      withBounds(before, 'quality', { below: 4 }),
      '(turns = 1 or quality < 5) and language = ko and quality < 4',
    );
    assert.equal(withBounds('quality >= 2', 'quality', { atLeast: 3 }), 'quality >= 3');
    assert.equal(withBounds('quality = 2', 'quality', { below: 3 }), 'quality = 2 and quality < 3');
  });

  it('are refused beside what is no condition', () => {
    assert.throws(() => withBounds('quality >=', 'turns', { below: 3 }), { code: 'usage' });
  });
});
