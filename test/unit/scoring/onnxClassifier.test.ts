import assert from 'node:assert/strict';
import type { Turn } from '../../../src/dataset/conversation';
import { createOnnxScorer } from '../../../src/scoring/onnx/onnxScorer';
import type { ScoredTurn } from '../../../src/scoring/scorer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { softmax } from '../../support/tinyModels/reference';
import { TinyBert } from '../../support/tinyModels/tinyBert';
import { wordIds } from '../../support/tinyModels/wordTokenizer';

const TURNS: readonly Turn[] = [
  { instruction: 'Write a poem about the cat.', response: 'The cat sat on the mat.' },
  { instruction: 'Why?', response: '' },
  { instruction: 'What is the sum of prime number, prime number?', response: 'Much.' },
];

describe('ONNX scorer, classifiers', () => {
  const folder = temporaryFolder();

  async function scoresOf(complexity: string, quality: string): Promise<ScoredTurn[]> {
    const scorer = await createOnnxScorer({
      complexityModel: complexity,
      qualityModel: quality,
      threads: 1,
      provider: 'cpu',
    });
    try {
      return (await scorer.score(TURNS)) as ScoredTurn[];
    } finally {
      await scorer.dispose();
    }
  }

  const expectation = (logits: readonly number[], values: readonly number[]): number =>
    softmax(logits).reduce((sum, share, index) => sum + share * (values[index] ?? 0), 0);

  it('score by the expectation over six classes; quality reads instruction and response as a pair', async () => {
    const [complexity, quality] = [new TinyBert(1, { returns: 6 }), new TinyBert(2, { returns: 6 })];
    const scores = await scoresOf(complexity.writeTo(folder.path('c')), quality.writeTo(folder.path('q')));
    TURNS.forEach(({ instruction, response }, index) => {
      const first = wordIds(instruction);
      const pair = wordIds(instruction, response);
      assertClose(scores[index]?.complexityScore, expectation(complexity.logits(first.ids), [1, 2, 3, 4, 5, 6]));
      assertClose(scores[index]?.qualityScore, expectation(quality.logits(pair.ids, pair.typeIds), [1, 2, 3, 4, 5, 6]));
    });
  });

  it('take labels that are digits, and scores of labels from deita.model.json, for what they say', async () => {
    const [complexity, quality] = [new TinyBert(1, { returns: 6 }), new TinyBert(2, { returns: 3 })];
    const id2label = { 0: '6', 1: '5', 2: '4', 3: '3', 4: '2', 5: '1' };
    const config = { model_type: 'bert', hidden_size: 32, max_position_embeddings: 48, id2label };
    const scores = await scoresOf(
      complexity.writeTo(folder.path('c'), { 'config.json': config }),
      quality.writeTo(folder.path('q'), { 'deita.model.json': { labelScores: [1.5, 3, 6], template: '{response}' } }),
    );
    TURNS.forEach(({ instruction, response }, index) => {
      const [first, second] = [wordIds(instruction).ids, wordIds(response).ids];
      assertClose(scores[index]?.complexityScore, expectation(complexity.logits(first), [6, 5, 4, 3, 2, 1]));
      assertClose(scores[index]?.qualityScore, expectation(quality.logits(second), [1.5, 3, 6]));
    });
  });

  it('take a single output for the score, within [1, 6]', async () => {
    const model = new TinyBert(3, { returns: 1 });
    const both = model.writeTo(folder.path('r'));
    const scores = await scoresOf(both, both);
    TURNS.forEach(({ instruction }, index) => {
      const [value = Number.NaN] = model.logits(wordIds(instruction).ids);
      assertClose(scores[index]?.complexityScore, Math.min(6, Math.max(1, value)));
    });
  });

  it('refuse another number of classes', async () => {
    const model = new TinyBert(3, { returns: 4 }).writeTo(folder.path('r'));
    await assert.rejects(scoresOf(model, model), { code: 'modelUnsupported', message: /4 classes/ });
  });
});

function assertClose(actual: number | undefined, wanted: number): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - wanted) < 1e-5, `${actual} is not ${wanted}`);
}
