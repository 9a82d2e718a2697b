import assert from 'node:assert/strict';
import type { ServerPreset } from '../../../src/common/serverPresets';
import { probe, probeServer } from '../../../src/serverProbe/probe';
import type { ProbeReport, ProbeRequest } from '../../../src/protocol/serverProbe';
import { stubServers } from '../../support/servers/startStub';
import { STUB_DIMENSIONS, STUB_MODELS, type StubApi } from '../../support/servers/stubOptions';

const QUICK = { measureMs: 20 };

function problems({ findings }: ProbeReport): string[] {
  return findings.filter(({ level }) => level === 'problem').map(({ check }) => check);
}

describe('probe of servers', () => {
  const start = stubServers();

  const scorers: [StubApi, ServerPreset][] = [
    ['vllm', 'vllm'],
    ['vllmBefore2026', 'vllm'],
    ['llamacpp', 'llamacpp'],
    ['ollama', 'ollama'],
  ];
  for (const [api, preset] of scorers) {
    it(`finds a scorer on ${api} usable`, async () => {
      const { baseUrl } = await start({ api });
      const request: ProbeRequest = { role: 'complexity', preset, baseUrl, model: STUB_MODELS.complexity };
      const report = await probe(request, undefined, QUICK);
      assert.deepEqual(problems(report), []);
      assert.ok((report.textsPerSecond ?? 0) > 0);
    });
  }

  it('says that five alternatives are too few, and where to get more', async () => {
    const { baseUrl } = await start({ api: 'legacy', faults: { alternatives: 5 } });
    const request: ProbeRequest = { role: 'quality', preset: 'other', baseUrl, model: STUB_MODELS.quality };
    const report = await probe(request, undefined, QUICK);
    assert.deepEqual(problems(report), ['digits']);
    assert.match(report.findings.at(-1)?.remedy ?? '', /vLLM/);
  });

  it('sees a gateway that trims prompts', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { trim: true } });
    const request: ProbeRequest = { role: 'quality', preset: 'vllm', baseUrl, model: STUB_MODELS.quality };
    assert.equal((await probe(request, undefined, QUICK)).usable, false);
  });

  it('reports a refused key without repeating it', async () => {
    const { baseUrl } = await start({ api: 'vllm', apiKey: 'right' });
    const request: ProbeRequest = { role: 'quality', preset: 'vllm', baseUrl, model: STUB_MODELS.quality };
    const report = await probe(request, 'wrong-key-of-a-test', QUICK);
    assert.deepEqual(problems(report), ['reachable']);
    assert.ok(!JSON.stringify(report).includes('wrong-key-of-a-test'));
  });

  it('finds an embedder usable', async () => {
    const { baseUrl } = await start({ api: 'vllm' });
    const request: ProbeRequest = { role: 'embedding', preset: 'vllm', baseUrl, model: STUB_MODELS.embedder };
    const report = await probe(request, undefined, QUICK);
    assert.deepEqual(problems(report), []);
    assert.ok(report.findings.some(({ message }) => message.includes(`${STUB_DIMENSIONS} numbers`)));
  });

  it('refuses the vectors that a run would refuse', async () => {
    const data = [0, 1, 2].map((index) => ({ index, embedding: [index, null, 1] }));
    const server = { baseUrl: '', get: () => Promise.resolve({}), post: () => Promise.resolve({ data }) };
    const request: ProbeRequest = { role: 'embedding', preset: 'other', baseUrl: '', model: 'mine' };
    assert.deepEqual(problems(await probeServer(server, request, QUICK)), ['vectors']);
  });

  it('finds a judge usable, and calls it what it is', async () => {
    const { baseUrl } = await start({ api: 'openai' });
    const request: ProbeRequest = { role: 'judge', preset: 'openai', baseUrl, model: STUB_MODELS.quality };
    const report = await probe(request, undefined, QUICK);
    assert.deepEqual(problems(report), []);
    assert.ok(report.findings.some(({ level, message }) => level === 'warning' && /weak baseline/.test(message)));
  });

  it('stops at once when cancelled', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { hangs: 100 } });
    const abort = new AbortController();
    const request: ProbeRequest = { role: 'quality', preset: 'vllm', baseUrl, model: STUB_MODELS.quality };
    const onFinding = (): void => abort.abort();
    const probing = probe(request, undefined, { ...QUICK, signal: abort.signal, onFinding });
    await assert.rejects(probing, { code: 'cancelled' });
  });
});
