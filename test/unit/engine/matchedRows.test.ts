import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textFingerprint } from '../../../src/common/textFingerprint';
import { matchRows, rowsChanged } from '../../../src/engine/results/matchedRows';

function changeOf(before: string, now: string) {
  const prints = (text: string): Float64Array =>
    Float64Array.from(text, (row) => (row === '!' ? Number.NaN : row.charCodeAt(0)));
  return rowsChanged(matchRows(prints(before), prints(now)));
}

describe('matching rows of a file with those it had', () => {
  it('counts what was edited, added and removed', () => {
    assert.deepEqual(changeOf('abcde', 'abcde'), { edited: 0, added: 0, removed: 0 });
    assert.deepEqual(changeOf('abcde', 'abXde'), { edited: 1, added: 0, removed: 0 });
    assert.deepEqual(changeOf('abcde', 'Xabcde'), { edited: 0, added: 1, removed: 0 });
    assert.deepEqual(changeOf('abcde', 'abde'), { edited: 0, added: 0, removed: 1 });
    assert.deepEqual(changeOf('abcde', 'XbYZdeW'), { edited: 2, added: 2, removed: 0 });
    assert.deepEqual(changeOf('aab', 'aaab'), { edited: 0, added: 1, removed: 0 });
    assert.deepEqual(changeOf('abc', 'cab'), { edited: 0, added: 0, removed: 0 });
  });

  it('knows bad rows by nothing', () => {
    assert.deepEqual(changeOf('a!c', 'a!c'), { edited: 1, added: 0, removed: 0 });
  });

  it('keeps equal rows apart by what stands beside them', () => {
    const placesOf = (before: string, now: string): number[] => {
      const prints = (text: string): Float64Array => Float64Array.from(text, (row) => row.charCodeAt(0));
      return [...matchRows(prints(before), prints(now)).now];
    };
    assert.deepEqual(placesOf('aba', 'ba'), [-1, 0, 1]);
    assert.deepEqual(placesOf('ba', 'aba'), [1, 2]);
    assert.deepEqual(placesOf('aXbaYa', 'ZYaXbaW'), [-1, 3, 4, 5, 1, 2]);
    assert.deepEqual(placesOf('XaaY', 'YaaX'), [3, 1, 2, 0]);
  });

  it('pairs each row with an equal one, as many as there are on both sides', () => {
    const rows = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 20 });
    fc.assert(
      fc.property(rows, rows, (before, now) => {
        const matched = matchRows(Float64Array.from(before), Float64Array.from(now));
        matched.before.forEach((was, row) => {
          if (was < 0) return;
          assert.equal(before[was], now[row]);
          assert.equal(matched.now[was], row);
        });
        const count = (list: readonly number[], value: number): number => list.filter((each) => each === value).length;
        const pairs = [0, 1, 2, 3, 4, 5, 6].reduce(
          (sum, value) => sum + Math.min(count(before, value), count(now, value)),
          0,
        );
        assert.equal(matched.before.filter((was) => was >= 0).length, pairs);
        assert.equal(matched.now.filter((row) => row >= 0).length, pairs);
      }),
      { seed: 1 },
    );
  });
});

describe('fingerprints of texts', () => {
  it('differ where a letter, the order or an end does', () => {
    const texts = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['c', 'ab'], ['abd'], ['ab', 'C'], []];
    const prints = texts.map((each) => textFingerprint(each));
    assert.equal(new Set(prints).size, texts.length);
    for (const print of prints) assert.ok(Number.isSafeInteger(print) && print >= 0);
  });

  it('differ where a number among the texts does, or how many there are', () => {
    const lists = [
      [1, 2],
      [2, 1],
      [1],
      [2],
      [],
      [1, 1],
      [2, 2],
      [NaN, 1],
      [1, NaN],
      [NaN, NaN],
      [1.5, 2],
      [-1, -2],
      [-1, 2],
    ];
    const prints = lists.map((each) => textFingerprint(['the same', each.length, ...each]));
    assert.equal(new Set(prints).size, lists.length);
    for (const print of prints) assert.ok(Number.isSafeInteger(print) && print >= 0);
  });

  it('tell rows apart whose scores alone differ, and in few bits', () => {
    const scores = Array.from({ length: 401 }, (_, step) => 1 + step / 80);
    const prints = scores.flatMap((first) =>
      scores.map((second) => textFingerprint(['the same', 1, first, 1, second])),
    );
    assert.equal(new Set(prints).size, scores.length ** 2);
  });

  it('tell texts apart that differ in one character, wherever it is, also beyond ASCII and in half surrogates', () => {
    for (const text of ['a'.repeat(50), 'é'.repeat(50), '例'.repeat(50), 'a'.repeat(40_000), '\ud800'.repeat(20_000)]) {
      const others = [0, 1, 2, 3, 47, 48, 49, text.length - 1].map((at) => {
        return `${text.slice(0, at)}${text[at] === '\ud800' ? '\ufffd' : 'b'}${text.slice(at + 1)}`;
      });
      const prints = [text, `${text}a`, text.slice(1), ...others].map((each) => textFingerprint([each]));
      assert.equal(new Set(prints).size, new Set([text, `${text}a`, text.slice(1), ...others]).size);
    }
  });

  it('tell ASCII from other characters that are the same bytes', () => {
    assert.notEqual(textFingerprint(['ab']), textFingerprint(['\u6261\0']));
    assert.notEqual(textFingerprint(['a'.repeat(16_384), 'ab']), textFingerprint(['a'.repeat(16_384), '\u6261\0']));
  });

  it('are those of the text alone, whatever was taken before', () => {
    const print = textFingerprint(['short']);
    textFingerprint(['a'.repeat(100_000), 'b']);
    assert.equal(textFingerprint(['short']), print);
    const long = 'x'.repeat(16_000);
    assert.notEqual(textFingerprint([long, long]), textFingerprint([`${long}${long}`]));
    assert.notEqual(textFingerprint([long, 'ab', 'c']), textFingerprint([long, 'a', 'bc']));
  });

  it('tell many similar texts apart', () => {
    const prints = Array.from({ length: 200_000 }, (_, index) => textFingerprint([`row ${index}`, 'the same answer']));
    assert.equal(new Set(prints).size, prints.length);
  });
});
