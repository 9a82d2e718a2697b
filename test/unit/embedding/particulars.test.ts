import assert from 'node:assert/strict';
import { namesOf, numbersOf, particularFeatures } from '../../../src/embedding/particulars';

describe('particulars', () => {
  it('finds numbers, in digits and in words', () => {
    assert.deepEqual(numbersOf('Write 3 lines of 1,000 in the first of Ten').flat(), ['3', '1,000', 'first', 'ten']);
    assert.deepEqual(numbersOf('写五个句子，第12题').flat(), ['五', '12']);
    assert.deepEqual(numbersOf('one of the classic tents').flat(), []);
  });

  it('finds the names inside sentences', () => {
    const text = 'Tell me about "Marie Curie" in Paris. She was born in Warsaw! What else did Curie do, I wonder?';
    assert.deepEqual(namesOf([text + ' '.repeat(120)]), [['marie'], ['curie'], ['paris'], ['warsaw']]);
  });

  it('takes a name with a typo for the one that occurs more often', () => {
    const filler = ' '.repeat(120);
    for (const typo of ['Haannah', 'Hannh', 'Hanmah', 'Hananh', 'Hannahs']) {
      const text = `How old is Hannah? I know that ${typo} is older than Oskar. And Hannah?${filler}`;
      assert.deepEqual(namesOf([text]), [['hannah'], ['oskar']], typo);
    }
    const text = `Was it Hannah, Johanna or Oskar who did it? I asked both Johanna and Hannah.${filler}`;
    assert.deepEqual(namesOf([text]), [['hannah'], ['johanna'], ['oskar']]);
    assert.deepEqual(namesOf([`So the tall Mark once met a small Bark.${filler}`]), [['mark'], ['bark']]); // Neither occurs more often.
  });

  it('finds no names where case says nothing', () => {
    for (const text of [
      'TELL ME ABOUT MARIE CURIE',
      'Tell Me About Marie Curie',
      'tell me about marie curie',
      '파리 여행',
    ]) {
      assert.equal(namesOf([text]).length, 0, text);
    }
  });

  it('tells a negative number from a range or a dash', () => {
    assert.deepEqual(numbersOf('from -5 to 2020-2021, 8 - 5').flat(), ['-5', '2020', '2021', '8', '5']);
  });

  it('keeps the order of numbers within a short sentence', () => {
    assert.deepEqual(numbersOf('What is 8 - 5? Say 3.'), [['8', '5'], ['3']]);
    assert.deepEqual(numbersOf(`8 and 5 ${'word '.repeat(30)}`), [['8'], ['5']]);
  });

  it('keeps the order of names within a short sentence', () => {
    assert.deepEqual(namesOf(['Take a train from Rome to Oslo.']), [['rome'], ['oslo'], ['rome oslo']]);
  });

  it('makes sets that differ in one member almost orthogonal, in any order', () => {
    const many = Array.from({ length: 40 }, (_, index) => [String(index)]);
    const features = particularFeatures(many, 128);
    assert.ok(Math.abs(dot(features, features) - 1) < 1e-12);
    assert.deepEqual(particularFeatures([...many].reverse(), 128), features);
    assert.ok(dot(features, particularFeatures([...many.slice(1), ['99']], 128)) < 0.4);
    assert.ok(particularFeatures([[]], 128).every((value) => value === 0));
  });

  it('makes sequences in another order almost orthogonal', () => {
    const [one, other] = [particularFeatures([['8', '5']], 128), particularFeatures([['5', '8']], 128)];
    assert.ok(dot(one, other) < 0.4);
  });
});

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
