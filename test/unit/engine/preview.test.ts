import assert from 'node:assert/strict';
import { collectGarbage } from '../../../src/dataset/collectGarbage';
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

  it('keep no more in memory than themselves of the texts that they are part of', () => {
    const megabyte = 1_000_000;
    for (const opening of ['Tell me all about topic', 'Tellmeallabouttopic', '그주제에대해서모두말해주세요제발']) {
      const heldBefore = heapAfterCollection();
      const previews = Array.from({ length: 20 }, (_, at) => {
        const chat = Buffer.from(`${opening}${at} ${'x'.repeat(megabyte)}`).toString();
        return [oneLine(chat.slice(0, opening.length)), oneLine(chat)];
      });
      assert.ok(heapAfterCollection() - heldBefore < 5 * megabyte, opening);
      assert.ok(previews.every(([head]) => head === opening));
    }
  });
});

function heapAfterCollection(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
