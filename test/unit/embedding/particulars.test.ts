import assert from 'node:assert/strict';
import { namesIn, numbersIn, particularFeatures, polarity } from '../../../src/embedding/particulars';

describe('particulars', () => {
  it('finds numbers, in digits and in words', () => {
    assert.deepEqual(numbersIn('Write 3 lines of 1,000 in the first of Ten'), ['3', '1,000', 'first', 'ten']);
    assert.deepEqual(numbersIn('写五个句子，第12题'), ['五', '12']);
    assert.deepEqual(numbersIn('one of the classic tents'), []);
  });

  it('finds the names inside sentences', () => {
    const text = 'Tell me about "Marie Curie" in Paris. She was born in Warsaw! What else did Curie do, I wonder?';
    assert.deepEqual([...namesIn(text)], ['marie', 'curie', 'paris', 'warsaw']);
  });

  it('finds no names where case says nothing', () => {
    for (const text of [
      'TELL ME ABOUT MARIE CURIE',
      'Tell Me About Marie Curie',
      'tell me about marie curie',
      '파리 여행',
    ]) {
      assert.equal(namesIn(text).size, 0, text);
    }
  });

  it('turns its sign with a negation', () => {
    const pairs = [
      ['It is safe to eat.', 'It is not safe to eat.'],
      ['You can go', "You can't go"],
      ['학교에 간다', '학교에 안 간다'],
      ['오늘은 시간이 있다', '오늘은 시간이 없다'],
      ['这是正确的', '这不是正确的'],
    ];
    for (const [plain = '', negated = ''] of pairs) {
      assert.equal(polarity(plain), 1, plain);
      assert.equal(polarity(negated), -1, negated);
    }
    assert.equal(polarity('Not now, notary, knot'), -1);
    assert.equal(polarity('안녕하세요 못난이'), 1);
  });

  it('makes sets that differ in one member almost orthogonal, in any order', () => {
    const many = Array.from({ length: 40 }, (_, index) => String(index));
    const features = particularFeatures(many, 128);
    assert.ok(Math.abs(dot(features, features) - 1) < 1e-12);
    assert.deepEqual(particularFeatures([...many].reverse(), 128), features);
    assert.ok(dot(features, particularFeatures([...many.slice(1), '99'], 128)) < 0.4);
    assert.ok(particularFeatures([], 128).every((value) => value === 0));
  });
});

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
