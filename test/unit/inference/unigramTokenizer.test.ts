import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { normaliseText } from '../../../src/embedding/normalForm';
import { UnigramTokenizer, type Vocabulary } from '../../../src/inference/unigramTokenizer';
import { ensureModels, modelDir, referenceItems } from './sharedReference';

const CONTROL: Vocabulary = [
  ['\ufffd', 0],
  ['<s>', 0],
  ['</s>', 0],
  ['x1', 0],
  ['x2', 0],
  ['x3', 0],
];

describe('unigram tokenizer', () => {
  it('prefers the segmentation with the highest sum of scores', () => {
    const tokenizer = new UnigramTokenizer([...CONTROL, ['▁', -1], ['a', -2], ['b', -2], ['ab', -3], ['▁ab', -4.5]]);
    assert.deepEqual([...tokenizer.encode('ab')], [6, 9]);
    assert.deepEqual([...tokenizer.encode('ba')], [6, 8, 7]);
  });

  it('merges neighbouring unknown characters into one token', () => {
    const tokenizer = new UnigramTokenizer([...CONTROL, ['▁', -1], ['a', -2]]);
    assert.deepEqual([...tokenizer.encode('한국a😀😀')], [6, 0, 7, 0]);
  });

  it('gives no tokens for an empty text', () => {
    assert.equal(new UnigramTokenizer([...CONTROL, ['▁', -1]]).encode('').length, 0);
  });

  it('knows the characters that its tokens stand for, also where it makes none to tell', () => {
    const tokenizer = new UnigramTokenizer([...CONTROL, ['▁', -1], ['a', -2], ['bc', -2]]);
    for (const [text, known] of [
      ['', 0],
      ['a aa  a', 4],
      ['a bc', 1], // The reference takes what no path reaches for unknown.
      ['a b', 1],
      ['한a😀▁a', 2],
    ] as const) {
      assert.equal(tokenizer.knownLengthOf(text), known, text);
      assert.equal(tokenizer.knownLength(tokenizer.encode(text)), known, text);
    }
  });

  describe('with the shipped vocabulary', () => {
    let vocabulary: Vocabulary;
    before(async () => {
      await ensureModels();
      vocabulary = JSON.parse(readFileSync(path.join(modelDir, 'use-lite.vocabulary.json'), 'utf8')) as Vocabulary;
    });

    it('gives the reference ids', function () {
      const items = referenceItems();
      if (items === undefined) return this.skip();
      const tokenizer = new UnigramTokenizer(vocabulary);
      for (const item of items) assert.deepEqual([...tokenizer.encode(normaliseText(item.text))], item.tokenIds);
    });

    it('equals the reference algorithm on arbitrary text', () => {
      const tokenizer = new UnigramTokenizer(vocabulary);
      const pieces = vocabulary.slice(6).map(([piece]) => piece.replaceAll('▁', ' '));
      const chunk = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 4 }));
      fc.assert(
        fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
          const text = normaliseText(chunks.join(''));
          assert.deepEqual([...tokenizer.encode(text)], referenceIds(vocabulary, text));
          assert.equal(tokenizer.knownLengthOf(text), tokenizer.knownLength(tokenizer.encode(text)));
        }),
        { numRuns: 300 },
      );
    });
  });
});

/** The reference tokenizer's algorithm as published: a lattice of all pieces, then the best path backwards. */
function referenceIds(vocabulary: Vocabulary, text: string): number[] {
  if (text === '') return [];
  const idOf = new Map(vocabulary.slice(6).map(([piece], index) => [piece, index + 6]));
  const symbols = Array.from(`▁${text.replaceAll(' ', '▁')}`);
  const best = new Array<number>(symbols.length + 1).fill(0);
  const ids = new Array<number>(symbols.length + 1).fill(0);
  for (let start = 0; start < symbols.length; start++) {
    const matches = matchesFrom(idOf, symbols, start);
    for (const { length, id } of matches.length > 0 ? matches : [{ length: 1, id: 0 }]) {
      const score = (vocabulary[id]?.[1] ?? 0) + (best[start] ?? 0);
      if (best[start + length] === 0 || score >= (best[start + length] ?? 0)) {
        best[start + length] = score;
        ids[start + length] = id;
      }
    }
  }
  const path: number[] = [];
  for (let end = symbols.length; end > 0; end -= Array.from(vocabulary[path.at(-1) ?? 0]?.[0] ?? '').length) {
    path.push(ids[end] ?? 0);
  }
  return path.filter((id, index) => id !== 0 || path[index - 1] !== 0).reverse();
}

function matchesFrom(idOf: ReadonlyMap<string, number>, symbols: readonly string[], start: number) {
  const longest = Math.min(20, symbols.length - start);
  return Array.from({ length: longest }, (_, index) => index + 1).flatMap((length) => {
    const id = idOf.get(symbols.slice(start, start + length).join(''));
    return id === undefined ? [] : [{ length, id }];
  });
}
