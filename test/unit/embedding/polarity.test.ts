import assert from 'node:assert/strict';
import { polarity } from '../../../src/embedding/polarity';

const cosine = (first: string, second: string): number => {
  const [a, b] = [polarity(first), polarity(second)];
  return a[0] * b[0] + a[1] * b[1];
};

describe('polarity', () => {
  const negated = [
    ['It is safe to eat.', 'It is not safe to eat.'],
    ['You can go', "You can't go"],
    ['A safe way', 'An unsafe way'],
    ['Pancakes with eggs', 'Pancakes without eggs'],
    ['if (isOpen) close()', 'if (!isOpen) close()'],
    ['학교에 간다', '학교에 안 간다'],
    ['오늘은 시간이 있다', '오늘은 시간이 없다'],
    ['这是正确的', '这不是正确的'],
  ];
  for (const [plain = '', other = ''] of negated) {
    it(`turns with a negation: ${other}`, () => assert.ok(cosine(plain, other) < -0.49));
  }

  it('turns with two negations as well', () => assert.ok(cosine('yes', 'not and never') < -0.49));

  it('takes no other word for a negation', () => {
    for (const text of ['notary, knot, under, until, unit, uniform', 'Great! (really)', '안녕하세요 못난이']) {
      assert.deepEqual(polarity(text), polarity('yes'), text);
    }
  });
});
