import assert from 'node:assert/strict';
import { TermWeights } from '../../../../src/scoring/builtIn/termWeights';
import { hashedTerms, type WeightedTerms } from '../../../../src/scoring/features/hashedTerms';
import { wordsOf } from '../../../../src/scoring/features/segmentation';
import { trainTerms } from '../../../../tools/scorers/termTraining';

describe('what the terms of a text say of its value', () => {
  const termsOf = (text: string): WeightedTerms => {
    const { buckets } = hashedTerms(text, wordsOf(text));
    return { buckets, weights: new Float64Array(buckets.length).fill(1 / Math.sqrt(buckets.length)) };
  };
  /** The second group has a word of its own and higher values; within both, "because" marks the better texts. */
  const texts = ['apple', 'river', 'stone', 'cloud', 'paper', 'green'].flatMap((word, index) =>
    [0, 2].flatMap((height) => {
      const text = height === 0 ? `${word} one` : `${word} one zebra`;
      return [
        { terms: termsOf(text), value: 2 + height + (index % 2) / 10, group: String(height) },
        { terms: termsOf(`${text} because`), value: 3 + height, group: String(height) },
      ];
    }),
  );
  const weights = trainTerms(texts);

  it('is learned within groups and not from what tells the groups apart', () => {
    assert.ok(weights.value(termsOf('window because')) - weights.value(termsOf('window')) > 0.15);
    const ofZebra = (model: TermWeights): number =>
      model.value(termsOf('window zebra')) - model.value(termsOf('window'));
    const pooled = trainTerms(texts.map((text) => ({ ...text, group: 'all' })));
    assert.ok(ofZebra(pooled) > 0.5, String(ofZebra(pooled)));
    assert.ok(Math.abs(ofZebra(weights)) < 0.1, String(ofZebra(weights)));
  });

  it('is nothing on average, and nothing for a text without terms', () => {
    const mean = texts.reduce((sum, { terms }) => sum + weights.value(terms), 0) / texts.length;
    assert.ok(Math.abs(mean) < 1e-6);
    assert.equal(weights.value(termsOf('')), 0);
  });

  it('fits the texts the better, the weaker the penalty is against their number', () => {
    const tenfold = trainTerms(Array.from({ length: 10 }, () => texts).flat());
    const missOf = (model: TermWeights): number =>
      texts.reduce((sum, { terms, value, group }) => sum + (value - Number(group) - 2.5 - model.value(terms)) ** 2, 0);
    assert.ok(missOf(tenfold) < missOf(weights));
  });

  it('survives its file form, and a file of another size is refused', () => {
    const copy = TermWeights.fromBytes(weights.toBytes());
    for (const { terms } of texts) assert.ok(Math.abs(copy.value(terms) - weights.value(terms)) < 1e-6);
    assert.throws(() => TermWeights.fromBytes(new Uint8Array(3)), RangeError);
  });
});
