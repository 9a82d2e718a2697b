import assert from 'node:assert/strict';
import { orderWeight, wordOrder } from '../../../src/embedding/wordOrder';

const DIMENSIONS = 64;
const cosine = (first: string, second: string): number => {
  const [a, b] = [wordOrder([first], DIMENSIONS), wordOrder([second], DIMENSIONS)];
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
};

describe('word order', () => {
  it('turns where two words are exchanged', () => {
    assert.ok(cosine('Stress causes pain.', 'Pain causes stress.') < 0);
    assert.ok(cosine('狗咬人', '人咬狗') < 0);
  });

  it('stays the same with a typo, another case and words that only join', () => {
    assert.ok(cosine('The wolf eats the small fox', 'a WOLF eats a smal fox') > 0.999);
  });

  it('is empty for a single word', () => {
    assert.ok(wordOrder(['word'], DIMENSIONS).every((value) => value === 0));
  });

  it('says less of longer texts, and nothing of long ones', () => {
    assert.equal(orderWeight(['a short text']), 1);
    const middle = orderWeight(['x'.repeat(60), 'y'.repeat(60)]);
    assert.ok(middle > 0 && middle < 1);
    assert.equal(orderWeight(['x'.repeat(200)]), 0);
    assert.ok(orderWeight(['狗'.repeat(40)]) < 1);
  });
});
