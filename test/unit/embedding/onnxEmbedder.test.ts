import fc from 'fast-check';
import assert from 'node:assert/strict';
import { PART_SEPARATOR } from '../../../src/embedding/normalForm';
import { createOnnxEmbedder, type OnnxEmbedder } from '../../../src/embedding/onnx/onnxEmbedder';
import { temporaryFolder } from '../../support/temporaryFolder';
import type { Rows } from '../../support/tinyModels/reference';
import { type BertForm, TinyBert } from '../../support/tinyModels/tinyBert';
import { WORDS, wordIds } from '../../support/tinyModels/wordTokenizer';

const TEXTS = ['The cat sat on the mat.', 'Why?', '', 'What is the sum of a prime number, the cat, the dog, a tree?'];
const DIMENSIONS = 32;

const POOLED: Readonly<Record<string, (states: Rows) => number[]>> = {
  mean: (states) => (states[0] ?? []).map((_, column) => sum(states.map((row) => row[column] ?? 0)) / states.length),
  cls: (states) => states[0] ?? [],
  lasttoken: (states) => states.at(-1) ?? [],
};

describe('ONNX embedder', () => {
  const folder = temporaryFolder();
  let embedder: OnnxEmbedder | undefined;
  afterEach(async () => {
    await embedder?.dispose();
    embedder = undefined;
  });

  const load = async (model: TinyBert, more: Readonly<Record<string, unknown>> = {}): Promise<OnnxEmbedder> => {
    const path = model.writeTo(folder.path('model'), more);
    embedder = await createOnnxEmbedder({ model: path, threads: 1, provider: 'cpu' });
    return embedder;
  };
  const states: BertForm = { returns: 'states' };
  const pooling = (name: string): Record<string, unknown> => ({
    '1_Pooling/config.json': { word_embedding_dimension: DIMENSIONS, [`pooling_mode_${name}`]: true },
  });

  for (const [name, pooled] of Object.entries(POOLED)) {
    it(`pools by ${name} as a forward pass written out does, to length 1`, async () => {
      const model = new TinyBert(1, states);
      const more = pooling(name === 'mean' ? 'mean_tokens' : name === 'cls' ? 'cls_token' : name);
      const vectors = await (await load(model, more)).embed(TEXTS);
      TEXTS.forEach((text, row) => {
        const wanted =
          text === '' ? new Array<number>(DIMENSIONS).fill(0) : unit(pooled(model.states(wordIds(text).ids)));
        assertClose(vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), wanted);
      });
    });
  }

  it('takes a vector that the network pooled itself', async () => {
    const model = new TinyBert(2, { returns: 'sentence' });
    const vectors = await (await load(model)).embed([TEXTS[0] ?? '']);
    assertClose(vectors, unit(model.states(wordIds(TEXTS[0] ?? '').ids)[0] ?? []));
  });

  it('embeds a text the same alone and in any company', async () => {
    const loaded = await load(new TinyBert(3, states), pooling('mean_tokens'));
    const words = fc.array(fc.constantFrom(...WORDS.slice(4)), { maxLength: 60 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(words, fc.array(words, { maxLength: 8 }), async (text, others) => {
        const alone = await loaded.embed([text]);
        const vectors = await loaded.embed([...others, text]);
        assertClose(vectors.subarray(others.length * DIMENSIONS), [...alone]);
      }),
      { numRuns: 30 },
    );
  });

  it('reads the beginning of what is too long, and keeps the special tokens', async () => {
    const model = new TinyBert(4, states);
    const text = 'the cat ran under a tree , '.repeat(5_000);
    const vectors = await (await load(model, pooling('mean_tokens'))).embed([text]);
    const { ids } = wordIds(text);
    const read = [...ids.slice(0, 47), ids.at(-1) ?? 0];
    assertClose(vectors, unit((POOLED.mean as (states: Rows) => number[])(model.states(read))));
  });

  it('puts the prefix before a text, and a blank between the parts of a conversation', async () => {
    const model = new TinyBert(5, states);
    const overrides = { pooling: 'cls', prefix: 'what is ', recommendedThreshold: 0.8, name: 'Tiny' };
    const loaded = await load(model, { 'deita.model.json': overrides });
    const vectors = await loaded.embed([`cat${PART_SEPARATOR}dog`]);
    assertClose(vectors, unit(model.states(wordIds('what is cat dog').ids)[0] ?? []));
    assert.equal(loaded.recommendedThreshold, 0.8);
    assert.equal(loaded.identity.name, 'Tiny');
  });

  it('has no recommended threshold of its own', async () => {
    assert.equal((await load(new TinyBert(5, states), pooling('cls_token'))).recommendedThreshold, null);
  });

  it('refuses token states when nothing says how they are pooled', async () => {
    await assert.rejects(load(new TinyBert(6, states)), {
      code: 'modelUnsupported',
      message: /1_Pooling\/config\.json/,
    });
  });

  it('refuses token states when a layer after the pooling is left out', async () => {
    const modules = ['Transformer', 'Pooling', 'Dense'].map((type, index) => ({
      path: ['', '1_Pooling', '2_Dense'][index],
      type: `sentence_transformers.models.${type}`,
    }));
    const more = { ...pooling('mean_tokens'), 'modules.json': modules };
    await assert.rejects(load(new TinyBert(6, states), more), { code: 'modelUnsupported', message: /2_Dense/ });
  });

  it('refuses a pooling that it does not know', async () => {
    const more = pooling('max_tokens');
    await assert.rejects(load(new TinyBert(6, states), more), { code: 'modelUnsupported', message: /max_tokens/ });
  });
});

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(sum(vector.map((x) => x * x)));
  return vector.map((x) => x / length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, x) => total + x, 0);
}

function assertClose(actual: Float32Array, wanted: readonly number[]): void {
  assert.equal(actual.length, wanted.length);
  const worst = Math.max(...wanted.map((x, index) => Math.abs(x - (actual[index] ?? Number.NaN))));
  assert.ok(worst < 1e-5, `off by ${worst}`);
}
