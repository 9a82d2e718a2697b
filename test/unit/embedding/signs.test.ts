import assert from 'node:assert/strict';
import { normaliseText } from '../../../src/embedding/normalForm';
import { signsOf } from '../../../src/embedding/signs';

const signs = (text: string): string[] => signsOf(normaliseText(text)).flat();

describe('signs', () => {
  it('finds operators with the names on both sides', () => {
    assert.deepEqual(signs('return total - count'), ['t-c']);
    assert.deepEqual(signs('x <= y'), ['x<=y']);
    assert.deepEqual(signs('x<=y'), ['x<=y']);
    assert.deepEqual(signs('const n = *item;'), ['*i']);
    assert.deepEqual(signs('i++;'), ['i++']);
  });

  it('takes hyphens, slashes, tags and emphasis for writing', () => {
    for (const text of [
      'a well-known and/or long-lasting effect',
      'Apples - the red ones - are sweet',
      'from 2020-2021',
      'the **main** causes of *soil* erosion',
      'a line<br>and a <b>word</b>',
    ]) {
      assert.deepEqual(signs(text), [], text);
    }
  });

  it('finds calls with plain arguments, and no endings in brackets', () => {
    assert.deepEqual(signs('the name(s) of memcpy(dst, src, n) and rand()'), ['memcpy(dst,src,n)', 'rand(']);
  });

  it('finds words that join conditions in code alone', () => {
    assert.deepEqual(signs('if ready and done:\n    go'), ['and', 'nesting 1']);
    assert.deepEqual(signs('SELECT a WHERE b < 5 OR c'), ['b<', 'or']);
    assert.deepEqual(signs('if you and I meet'), []);
  });

  it('finds words with an opposite once, also within names of code', () => {
    assert.deepEqual(signs('max_size before or before'), ['max', 'before']);
    assert.deepEqual(signs('升序'), ['升序']);
    assert.deepEqual(signs('내림차순으로'), ['내림차순']);
    assert.deepEqual(signs('beforehand, maxwell'), []);
  });

  it('finds what is compared with or turned into what', () => {
    assert.notDeepEqual(signs('Cats weigh more than dogs'), signs('Dogs weigh more than cats'));
    assert.notDeepEqual(signs('Convert binary to decimal'), signs('Convert decimal to binary'));
    assert.notDeepEqual(signs('小明比小红高'), signs('小红比小明高'));
    assert.notDeepEqual(signs('민수가 철수보다 작다'), signs('철수가 민수보다 작다'));
  });

  it('says nothing of long parts', () => {
    assert.deepEqual(signs(`${'word '.repeat(40)}before`), []);
  });
});
