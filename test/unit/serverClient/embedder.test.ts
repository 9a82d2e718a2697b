import assert from 'node:assert/strict';
import type { DeitaError } from '../../../src/common/errors';
import { openServedEmbedder } from '../../../src/embedding/served/servedEmbedder';
import { Server } from '../../../src/serverClient/server';
import { stubEmbeddingOf } from '../../support/servers/stubModel';
import { stubServers } from '../../support/servers/startStub';
import { STUB_DIMENSIONS, STUB_MODELS, type StubFaults, type StubOptions } from '../../support/servers/stubOptions';
import { LIMITS } from '../../support/timeLimits';
import { IMPATIENT } from './scorerFixture';

describe('embeddings from servers', () => {
  const start = stubServers();

  async function embedder(options: Partial<StubOptions> = {}) {
    const stub = await start({ api: 'openai', ...options });
    const server = new Server({ baseUrl: stub.baseUrl }, { retry: IMPATIENT, timeoutMs: LIMITS.wait });
    return { stub, embedder: await openServedEmbedder(server, STUB_MODELS.embedder) };
  }

  it('are the server’s, of length 1, in the order of the texts; a text without content gets zeros', async () => {
    const { embedder: served, stub } = await embedder();
    assert.deepEqual([served.dimensions, served.recommendedThreshold], [STUB_DIMENSIONS, null]);
    const texts = Array.from({ length: 100 }, (_, id) => (id === 7 ? '' : `text ${id}${' more'.repeat(id % 9)}`));
    const told = new Set<number>();
    const values = await served.embed(texts, undefined, (index) => told.add(index));
    texts.forEach((text, row) => {
      const embedding = [...values.subarray(row * STUB_DIMENSIONS, (row + 1) * STUB_DIMENSIONS)];
      assertClose(embedding, text === '' ? new Array<number>(STUB_DIMENSIONS).fill(0) : unit(text));
    });
    assert.equal(told.size, 99);
    const { mostPromptsInARequest } = await stub.report();
    assert.equal(mostPromptsInARequest, 32);
  });

  it('stay within the tokens of one request', async () => {
    const { embedder: served, stub } = await embedder({ contextLength: 1_000_000 });
    await served.embed(Array.from({ length: 4 }, (_, id) => `${id}`.repeat(120_000)));
    const { mostPromptsInARequest } = await stub.report();
    assert.equal(mostPromptsInARequest, 2);
  });

  it('of a text beyond the context are those of its beginning', async () => {
    const { embedder: served } = await embedder({ contextLength: 100 });
    const [long, short] = ['a'.repeat(120), 'short'];
    const values = await served.embed([long, short]);
    assertClose([...values.subarray(0, STUB_DIMENSIONS)], unit('a'.repeat(90)));
    assertClose([...values.subarray(STUB_DIMENSIONS)], unit(short));
  });

  for (const [fault, faults] of Object.entries({
    'connections cut in the middle of the body': { resets: 1 },
    '429, then 500': { statuses: [429, 500] },
  } satisfies Record<string, StubFaults>)) {
    it(`are right after ${fault}`, async () => {
      const { embedder: served } = await embedder({ faults });
      assertClose([...(await served.embed(['a text']))], unit('a text'));
    });
  }

  it('of another dimension in the middle of a run end it with a clear error', async () => {
    const { embedder: served } = await embedder({ faults: { otherDimensionsAfter: 3 } });
    await served.embed(['one']);
    await assert.rejects(
      served.embed(Array.from({ length: 200 }, (_, id) => `text ${id}`)),
      (error: DeitaError) => error.code === 'serverAnswer' && /16 numbers in place of 12/.test(error.message),
    );
  });
});

function unit(text: string): number[] {
  const values = stubEmbeddingOf(text, STUB_DIMENSIONS);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => assert.ok(Math.abs(value - (expected[at] ?? Number.NaN)) < 1e-6));
}
