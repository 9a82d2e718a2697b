import assert from 'node:assert/strict';
import { seededRandom } from '../../support/seededRandom';
import { oneLine } from '../../../src/engine/rows/preview';

describe('previews of texts', () => {
  it('have one space wherever a text has white space, and none at its ends', () => {
    const random = seededRandom(5);
    const characters = [' ', '\t', '\n', '\u00a0', '\u2003', '\u3000', 'a', 'b', '😀'];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 12 }, () => characters[Math.floor(random() * characters.length)]).join('');
      assert.equal(oneLine(text), text.replace(/\s+/gu, ' ').trim());
    }
  });

  it('are cut after 200 characters, whether the text is much longer or not', () => {
    for (const length of [201, 800, 801, 5000]) assert.equal(oneLine('x'.repeat(length)), `${'x'.repeat(200)}…`);
    assert.equal(oneLine(`a \n b${' '.repeat(900)}`), 'a b…');
  });
});
