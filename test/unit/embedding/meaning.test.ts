import assert from 'node:assert/strict';
import { encodeMeanings } from '../../../src/embedding/meaning';
import { PART_SEPARATOR } from '../../../src/embedding/normalForm';
import { SENTENCE_DIMENSIONS, SentenceEncoder } from '../../../src/inference/sentenceEncoder';
import { ensureModels, modelDir } from '../inference/sharedReference';

describe('encodeMeanings', () => {
  let encoder: SentenceEncoder;
  before(async () => {
    await ensureModels();
    encoder = await SentenceEncoder.create({ modelDir, threads: 1 });
  });
  after(() => encoder.dispose());

  it('encodes once what texts share, and gives each the meaning that it has alone', async () => {
    const answer = 'Water boils at a lower temperature where the air is thin.';
    const texts = ['Why is that so?', 'why is that so, please?'].map((task) => [task, answer].join(PART_SEPARATOR));
    const asked: number[] = [];
    const encode = encoder.encode.bind(encoder);
    encoder.encode = (windows, signal) => {
      asked.push(windows.length);
      return encode(windows, signal);
    };
    const { vectors } = await encodeMeanings(encoder, [...texts, ...texts]);
    assert.deepEqual(asked, [3]);
    for (const [row, text] of [...texts, ...texts].entries()) {
      const alone = (await encodeMeanings(encoder, [text])).vectors;
      assert.deepEqual(vectors.slice(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS), alone);
    }
  });
});
