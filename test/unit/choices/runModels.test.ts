import assert from 'node:assert/strict';
import type { ServerScorerChoice } from '../../../src/choices/scorers/server';
import { areKnownToBePaid, servedModels } from '../../../src/choices/runModels';

const OPENAI = 'https://api.openai.com/v1';
const OWN = 'http://localhost:8000/v1';
const scorer: ServerScorerChoice = {
  kind: 'server',
  preset: 'vllm',
  baseUrl: OWN,
  complexityModel: 'c',
  qualityModel: 'q',
};

describe('models behind servers', () => {
  it('are only those that a server is asked for', () => {
    const embedder = { kind: 'server', baseUrl: OWN, model: 'e' } as const;
    assert.deepEqual(servedModels({ scorer, embedder: { kind: 'built-in' } }), { scorer });
    assert.deepEqual(servedModels({ scorer: { kind: 'precomputed' }, embedder }), { embedder });
    assert.equal(servedModels({ scorer: { kind: 'built-in' } }), undefined);
  });

  it("are known to be paid by OpenAI's preset or address, whichever model is there", () => {
    assert.equal(areKnownToBePaid({ scorer }), false);
    assert.ok(areKnownToBePaid({ scorer: { ...scorer, preset: 'openai' } }));
    assert.ok(areKnownToBePaid({ scorer: { ...scorer, baseUrl: OPENAI } }));
    assert.ok(areKnownToBePaid({ scorer: { ...scorer, qualityBaseUrl: OPENAI } }));
    assert.ok(areKnownToBePaid({ embedder: { kind: 'server', baseUrl: OPENAI, model: 'e' } }));
  });

  it('are not taken for paid by an address that only ends like it', () => {
    assert.equal(areKnownToBePaid({ scorer: { ...scorer, baseUrl: 'https://notopenai.com/v1' } }), false);
    assert.equal(areKnownToBePaid({ scorer: { ...scorer, baseUrl: 'no address' } }), false);
  });
});
