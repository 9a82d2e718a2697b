import fc from 'fast-check';
import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import { createOnnxScorer, type OnnxScorer } from '../../../src/scoring/onnx/onnxScorer';
import { fillTemplate, PROMPT_TEMPLATES } from '../../../src/scoring/promptTemplates';
import type { ScoredTurn } from '../../../src/scoring/scorer';
import type { Turn } from '../../../src/dataset/conversation';
import { temporaryFolder } from '../../support/temporaryFolder';
import { characterIds } from '../../support/tinyModels/characterTokenizer';
import { softmax } from '../../support/tinyModels/reference';
import { type LlamaForm, TinyLlama } from '../../support/tinyModels/tinyLlama';

const TURNS: readonly Turn[] = [
  { instruction: 'Name a prime.', response: '7' },
  { instruction: 'Zähle: 한국어, 中文 and "quotes"\n\tplease', response: 'Gut.\r\nDone </done> {instruction}' },
  { instruction: 'Why?', response: '' },
];

const FORMS: Readonly<Record<string, LlamaForm>> = {
  'without past key values': { past: false, positionIds: true, context: 1024 },
  'with past key values': { past: true, positionIds: true, context: 1024 },
  'with past key values, without position ids': { past: true, positionIds: false, context: 1024 },
};

/** Σ i · softmax(logits of the digits)_i of the forward pass that is written out. */
function expected(model: TinyLlama, prompt: string): number {
  const logits = model.lastLogits(characterIds(prompt));
  const digits = ['1', '2', '3', '4', '5', '6'].map((digit) => logits[characterIds(digit).at(-1) ?? 0] ?? Number.NaN);
  return softmax(digits).reduce((sum, share, index) => sum + (index + 1) * share, 0);
}

describe('ONNX scorer, language models', function () {
  const folder = temporaryFolder();
  let scorer: OnnxScorer | undefined;
  afterEach(async () => {
    await scorer?.dispose();
    scorer = undefined;
  });

  const load = async (complexity: TinyLlama, quality: TinyLlama): Promise<OnnxScorer> => {
    scorer = await createOnnxScorer({
      complexityModel: complexity.writeTo(folder.path('complexity')),
      qualityModel: quality.writeTo(folder.path('quality')),
      threads: 1,
      provider: 'cpu',
    });
    return scorer;
  };

  for (const [title, form] of Object.entries(FORMS)) {
    it(`gives the digit expectation of a forward pass written out, ${title}`, async () => {
      const [complexity, quality] = [new TinyLlama(1, form), new TinyLlama(2, form)];
      const scores = await (await load(complexity, quality)).score(TURNS);
      for (const [index, turn] of TURNS.entries()) {
        const { complexityScore, qualityScore, truncated } = scores[index] as ScoredTurn;
        assert.equal(truncated, undefined);
        assertClose(complexityScore, expected(complexity, fillTemplate(PROMPT_TEMPLATES.complexity, turn)));
        assertClose(qualityScore, expected(quality, fillTemplate(PROMPT_TEMPLATES.quality, turn)));
        if (form.past) break; // The forward pass takes its time; every form is asked for all turns at once.
      }
    });
  }

  it('scores a turn the same alone and in any company', async () => {
    const loaded = await load(new TinyLlama(1), new TinyLlama(2));
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ instruction: text, response: text }), { maxLength: 5 }), async (others) => {
        const turn = TURNS[1] as Turn;
        const [alone] = (await loaded.score([turn])) as ScoredTurn[];
        const scores = (await loaded.score([...others, turn])) as ScoredTurn[];
        assertClose(scores.at(-1)?.complexityScore, alone?.complexityScore);
        assertClose(scores.at(-1)?.qualityScore, alone?.qualityScore);
      }),
      { numRuns: 15 },
    );
  });

  it('cuts what does not fit from the end of the longer text, and says so', async () => {
    const form = { past: false, positionIds: true, context: 256 };
    const [complexity, quality] = [new TinyLlama(1, form), new TinyLlama(2, form)];
    const turn = { instruction: 'Shorten this.', response: 'long '.repeat(40_000) };
    const [score] = (await (await load(complexity, quality)).score([turn])) as ScoredTurn[];
    const said = inEnglish(score?.truncated ?? '');
    const cut = /^for quality, response: ([\d,]+) characters at its end were not read$/.exec(said)?.[1];
    const kept = 200_000 - Number(cut?.replace(',', ''));
    const prompt = fillTemplate(PROMPT_TEMPLATES.quality, { ...turn, response: turn.response.slice(0, kept) });
    const tokens = characterIds(prompt).length;
    assert.ok(tokens <= 256 && tokens > 240, `${tokens} tokens`);
    assertClose(score?.qualityScore, expected(quality, prompt));
    assertClose(score?.complexityScore, expected(complexity, fillTemplate(PROMPT_TEMPLATES.complexity, turn)));
  });

  it('scores nothing where the prompt alone does not fit', async () => {
    const form = { past: false, positionIds: true, context: 100 };
    const scores = await (await load(new TinyLlama(1, form), new TinyLlama(2, form))).score([TURNS[0] as Turn]);
    assert.deepEqual(
      scores.map((score) => 'unscoredReason' in score && inEnglish(score.unscoredReason)),
      ["complexity: the prompt alone is longer than the model's context"],
    );
  });

  it('stops when it is cancelled', async () => {
    const loaded = await load(new TinyLlama(1), new TinyLlama(2));
    const many = Array.from({ length: 200 }, (_, index) => ({
      instruction: `Do ${index}`,
      response: 'x'.repeat(index),
    }));
    const abort = new AbortController();
    const scoring = loaded.score(many, abort.signal);
    setImmediate(() => abort.abort());
    await assert.rejects(scoring, { code: 'cancelled' });
  });

  it('takes prompt, digits and beginning from deita.model.json', async () => {
    const model = new TinyLlama(1);
    const overrides = { template: 'Rate {instruction}', digitTokens: [10, 20, 30, 40, 50, 60], addBos: false };
    const both = model.writeTo(folder.path('model'), { 'deita.model.json': overrides });
    scorer = await createOnnxScorer({ complexityModel: both, qualityModel: both, threads: 1, provider: 'cpu' });
    const [score] = (await scorer.score([{ instruction: 'it', response: '' }])) as ScoredTurn[];
    const logits = model.lastLogits(characterIds('Rate it').slice(1));
    const shares = softmax(overrides.digitTokens.map((id) => logits[id] ?? Number.NaN));
    assertClose(
      score?.complexityScore,
      shares.reduce((sum, share, index) => sum + (index + 1) * share, 0),
    );
  });

  it('names itself by its folders, and another model otherwise', async () => {
    const first = await load(new TinyLlama(1), new TinyLlama(2));
    assert.equal(first.identity.name, 'complexity + quality');
    await first.dispose();
    const other = await load(new TinyLlama(1), new TinyLlama(3));
    assert.notEqual(first.identity.hash, other.identity.hash);
    await other.dispose();
    assert.equal((await load(new TinyLlama(1), new TinyLlama(2))).identity.hash, first.identity.hash);
  });
});

function assertClose(actual: number | undefined, wanted: number | undefined): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - (wanted ?? Number.NaN)) < 1e-5, `${actual} is not ${wanted}`);
}
