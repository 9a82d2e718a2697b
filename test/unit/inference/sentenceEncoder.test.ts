import assert from 'node:assert/strict';
import { normaliseText } from '../../../src/embedding/normalForm';
import { SENTENCE_DIMENSIONS, SentenceEncoder } from '../../../src/inference/sentenceEncoder';
import { ensureModels, modelDir, referenceItems } from './sharedReference';

describe('sentence encoder', () => {
  let encoder: SentenceEncoder;
  before(async function () {
    await ensureModels();
    encoder = await SentenceEncoder.create({ modelDir, threads: 1 });
  });
  after(() => encoder.dispose());

  it('agrees with the original model', async function () {
    const items = referenceItems();
    if (items === undefined) return this.skip();
    const vectors = await encoder.encode(items.map((item) => encoder.tokenize(normaliseText(item.text))));
    items.forEach((item, row) => {
      const vector = vectors.subarray(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS);
      const cosine = item.embedding.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0);
      assert.ok(Math.abs(1 - cosine) < 1e-3, `${item.text}: ${cosine}`);
    });
  });
});
