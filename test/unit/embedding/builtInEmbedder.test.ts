import assert from 'node:assert/strict';
import { isCancelled, DeitaError } from '../../../src/common/errors';
import { createBuiltInEmbedder, type BuiltInEmbedder } from '../../../src/embedding/builtInEmbedder';
import { OUTLINE_ERROR } from '../../../src/selection/outlines';
import { ensureModels, modelDir } from '../inference/sharedReference';

const LONG_TEXT = Array.from({ length: 120 }, (_, index) => `Sentence number ${index} says something else.`).join(' ');
const TEXTS = [
  'Give three tips for staying healthy.',
  'Name three ways to stay healthy.',
  '3박4일 놀러가고 싶다 여행은 언제나 좋죠.',
  '识别并解释给定列表中的两个科学理论：细胞理论和日心说。',
  'for (let i = 0; i < 10; i++) { console.log(i); }',
  LONG_TEXT,
  'a',
  '😀',
];

describe('built-in embedder', () => {
  let embedder: BuiltInEmbedder;
  before(async () => {
    await ensureModels();
    embedder = await createBuiltInEmbedder({ modelDir });
  });
  after(() => embedder.dispose());

  const embedOne = (text: string): Promise<Float32Array> => embedder.embed([text]);

  it('gives vectors of length 1', async () => {
    const vectors = rows(await embedder.embed(TEXTS), embedder.dimensions);
    assert.equal(vectors.length, TEXTS.length);
    for (const vector of vectors) assert.ok(Math.abs(dot(vector, vector) - 1) < 1e-6);
  });

  it('gives zeros for texts without content', async () => {
    const vectors = rows(await embedder.embed(['', 'some text', ' \n\t ']), embedder.dimensions);
    const lengths = vectors.map((vector) => Math.round(dot(vector, vector)));
    assert.deepEqual(lengths, [0, 1, 0]);
  });

  it('does not depend on how texts are batched or ordered', async () => {
    const together = rows(await embedder.embed(TEXTS), embedder.dimensions);
    const reversed = rows(await embedder.embed([...TEXTS].reverse()), embedder.dimensions).reverse();
    for (const [index, text] of TEXTS.entries()) {
      const alone = await embedOne(text);
      assert.deepEqual(together[index], alone, text.slice(0, 40));
      assert.deepEqual(reversed[index], alone, text.slice(0, 40));
    }
  });

  it('gives the identical vector for texts that are equal after normalisation', async () => {
    const [plain, variant] = rows(
      await embedder.embed(['Café ① list of items', '  Cafe\u0301 1 \r\n list\u00a0of\t items ']),
      embedder.dimensions,
    );
    assert.deepEqual(variant, plain);
  });

  it('reads the end of a long text', async () => {
    const whole = await embedOne(LONG_TEXT);
    const changed = await embedOne(`${LONG_TEXT.slice(0, -2000)} ${'Bread needs flour, water and salt. '.repeat(60)}`);
    assert.ok(dot(whole, changed) < 0.99);
  });

  it('stops when the signal fires', async () => {
    const controller = new AbortController();
    const running = embedder.embed([LONG_TEXT, ...TEXTS], controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(running, isCancelled);
    await assert.rejects(embedder.embed(['text'], AbortSignal.abort()), isCancelled);
  });

  const nearDuplicates = [
    ['Give three tips for staying healthy in winter.', 'give three tips for staying healthy in winter'],
    ['Explain how photosynthesis works in simple words.', 'Explain how photosynthesis works in simpel words.'],
    ['3박4일 놀러가고 싶다\u001e여행은 언제나 좋죠.', '3박4일 놀러 가고 싶다!!\u001e여행은 언제나 좋죠'],
    [
      '识别并解释给定列表中的两个科学理论：细胞理论和日心说。',
      '请识别并解释给定列表中的两个科学理论：细胞理论和日心说',
    ],
  ];
  for (const [text = '', edited = ''] of nearDuplicates) {
    it(`takes a lightly edited copy for a near-duplicate: ${edited}`, async () => {
      assert.ok(dot(await embedOne(text), await embedOne(edited)) > embedder.recommendedThreshold);
    });
  }

  const passage = 'The lighthouse was built of granite that ships had carried as ballast, and it stood alone. '.repeat(
    6,
  );
  const differentRows = [
    ['a number', 'Write a story of 200 words about a dragon.', 'Write a story of 500 words about a dragon.'],
    ['a negation', 'List foods that are safe for dogs to eat.', 'List foods that are not safe for dogs to eat.'],
    ['a name', 'Write a short biography of Marie Curie.', 'Write a short biography of Nikola Tesla.'],
    ['the task', `Summarise this text.\n${passage}`, `List all spelling mistakes in the following: ${passage}`],
    ['the answered message', `What is 2 + 2?\u001e4`, `Which planet is red?\u001e4`],
    ['Korean content', '여자친구랑 싸웠어\u001e화해하세요.', '회사에서 혼났어\u001e기운 내세요.'],
    ['Chinese content', '写一首关于春天的诗', '解释量子力学的基本原理'],
    ['symbols', '😀', '🎉'],
  ];
  for (const [what = '', first = '', second = ''] of differentRows) {
    it(`keeps rows apart that differ in ${what}`, async () => {
      assert.ok(dot(await embedOne(first), await embedOne(second)) < embedder.recommendedThreshold);
    });
  }

  it('keeps the meaning of English', async () => {
    const [paraphrase, other] = [await embedOne(TEXTS[1] ?? ''), await embedOne('Sort a list of integers in Rust.')];
    const text = await embedOne(TEXTS[0] ?? '');
    assert.ok(dot(text, paraphrase) > dot(text, other) + 0.3);
  });

  it('outlines texts by vectors that bound the similarities of their embeddings from above', async () => {
    const texts = [...TEXTS, ...nearDuplicates.flat(), ...differentRows.flatMap(([, ...pair]) => pair), ''];
    const { outlines: outliner } = embedder;
    const outlines = rows(await outliner.outline(texts), sum(outliner.sections));
    const embeddings = rows(await embedder.embed(texts), embedder.dimensions);
    for (const [first, own] of outlines.entries()) {
      assert.equal(Math.round(1e6 * dot(own, own)), texts[first] === '' ? 0 : 1e6);
      for (const [second, other] of outlines.entries()) {
        const exact = dot(embeddings[first] ?? own, embeddings[second] ?? other);
        const bound = dot(own, other);
        assert.ok(
          exact <= bound + OUTLINE_ERROR,
          `${exact} > ${bound}: ${texts[first] ?? ''} | ${texts[second] ?? ''}`,
        );
      }
    }
    await assert.rejects(outliner.outline(texts, AbortSignal.abort()), isCancelled);
  });

  it('leaves open in an outline what the sentence encoder says, and nothing else', async () => {
    const { outlines: outliner } = embedder;
    const [english = [], korean = []] = rows(
      await outliner.outline([TEXTS[0] ?? '', TEXTS[2] ?? '']),
      sum(outliner.sections),
    );
    const [embedding = []] = rows(await embedder.embed([TEXTS[0] ?? '']), embedder.dimensions);
    const rest = embedding.slice(embedding.length - english.length + 1);
    assert.ok((english[0] ?? 0) > 0.4);
    assert.equal(korean[0], 0); // The encoder does not know the language: its part is empty.
    for (const [column, value] of rest.entries()) {
      assert.ok(Math.abs(value - (english[1 + column] ?? NaN)) < 1e-6, `column ${column}`);
    }
  });

  it('says which model file is missing', async () => {
    await assert.rejects(
      createBuiltInEmbedder({ modelDir: 'nowhere' }),
      (error) => error instanceof DeitaError && error.code === 'modelMissing' && error.message.includes('nowhere'),
    );
  });
});

function rows(matrix: Float32Array, dimensions: number): Float32Array[] {
  const count = matrix.length / dimensions;
  return Array.from({ length: count }, (_, row) => matrix.slice(row * dimensions, (row + 1) * dimensions));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
