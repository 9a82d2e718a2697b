import assert from 'node:assert/strict';
import { stubServers } from '../../support/servers/startStub';
import { DIGIT_IDS } from '../../support/servers/stubModel';
import { STUB_APIS } from '../../support/servers/stubOptions';
import { assertScores, PRESET_OF, scorerFor, turnsOf } from './scorerFixture';

describe('scores from servers', () => {
  const start = stubServers();

  for (const api of STUB_APIS) {
    it(`equal the expectation over six digits, ${api}`, async () => {
      const { baseUrl } = await start({ api });
      const turns = turnsOf(70);
      assertScores(await scorerFor({ baseUrl, preset: PRESET_OF[api] }).score(turns), turns);
    });
  }

  it('asks vLLM for the ids that its own tokenizer gives, many prompts a request, on few connections', async () => {
    const stub = await start({ api: 'vllm' });
    await scorerFor({ baseUrl: stub.baseUrl, preset: 'vllm' }).score(turnsOf(256));
    const { lastBodies, mostPromptsInARequest, connections, requests } = await stub.report();
    const body = lastBodies[0] as Record<string, unknown>;
    assert.deepEqual(body.logprob_token_ids, [...DIGIT_IDS]);
    assert.deepEqual([body.max_tokens, body.temperature, body.logprobs], [1, 1, 1]);
    assert.equal(mostPromptsInARequest, 32);
    // Probing included; one connection is used again and again.
    assert.ok(requests <= 24 && connections <= 16, `${requests} requests, ${connections} connections`);
  });

  it('sends prompts to llama.cpp without its prompt cache, and to Ollama without a template', async () => {
    const llamaCpp = await start({ api: 'llamacpp' });
    await scorerFor({ baseUrl: llamaCpp.root, preset: 'llamacpp' }).score(turnsOf(1));
    const [first] = (await llamaCpp.report()).lastBodies as Record<string, unknown>[];
    assert.deepEqual([first?.cache_prompt, first?.n_predict, first?.temperature], [false, 1, 1]);

    const ollama = await start({ api: 'ollama', contextLength: 4096 });
    await scorerFor({ baseUrl: ollama.root, preset: 'ollama' }).score(turnsOf(1));
    const [body] = (await ollama.report()).lastBodies as Record<string, unknown>[];
    assert.deepEqual([body?.raw, body?.truncate, body?.top_logprobs], [true, false, 20]);
    assert.deepEqual(body?.options, { num_predict: 1, temperature: 1, num_ctx: 4096 });
  });

  it('tells of each turn as soon as it is scored', async () => {
    const { baseUrl } = await start({ api: 'vllm', latencyMs: 5 });
    const turns = turnsOf(200);
    const told = new Map<number, unknown>();
    const scores = await scorerFor({ baseUrl, preset: 'vllm' }).score(turns, undefined, (index, score) => {
      assert.ok(!told.has(index));
      told.set(index, score);
    });
    assert.deepEqual(
      scores.map((_, index) => told.get(index)),
      scores,
    );
  });

  it('does not depend on how turns are batched', async () => {
    const { baseUrl } = await start({ api: 'vllm' });
    const scorer = scorerFor({ baseUrl, preset: 'vllm' });
    const turns = turnsOf(40);
    const together = await scorer.score(turns);
    const apart = await Promise.all(turns.map(async (turn) => (await scorer.score([turn]))[0]));
    assert.deepEqual(apart, together);
  });
});
