import assert from 'node:assert/strict';
import { Lru } from '../../../src/common/lru';

describe('what was used last', () => {
  it('stays, and the oldest goes, however often entries are used, replaced, deleted and forgotten', () => {
    const kept = new Lru<number, string>(3);
    for (const key of [1, 2, 3]) kept.set(key, `${key}`);
    kept.get(1);
    kept.set(4, '4');
    assert.deepEqual([...kept.values()], ['3', '1', '4']);
    kept.set(3, 'again');
    kept.set(5, '5');
    assert.deepEqual([...kept.values()], ['4', 'again', '5']);
    kept.delete(4);
    kept.set(1, 'back');
    kept.set(6, '6');
    assert.deepEqual([...kept.values()], ['5', 'back', '6']);
    kept.clear();
    for (const key of [1, 2, 3, 4, 5]) kept.set(key, `${key}`);
    assert.deepEqual([...kept.values()], ['3', '4', '5']);
  });

  it('may be too heavy by itself: then nothing is kept, and the next one is', () => {
    const kept = new Lru<string, number>(10, (weight) => weight);
    kept.set('a', 4);
    kept.set('b', 11);
    assert.equal(kept.size, 0);
    kept.set('c', 10);
    assert.deepEqual([...kept.values()], [10]);
  });
});
