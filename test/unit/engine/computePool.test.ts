import assert from 'node:assert/strict';
import path from 'node:path';
import { BroadcastChannel, Worker } from 'node:worker_threads';
import { say } from '../../../src/messages/say';
import { ComputePool, defaultThreads } from '../../../src/engine/compute/computePool';
import { pooledEmbedder, pooledScorer } from '../../../src/engine/compute/pooledModels';
import { Credentials } from '../../../src/engine/credentials';
import { AllModels } from '../../../src/engine/models/allModels';
import { cutTurn } from '../../../src/scoring/builtIn/textLimit';
import { BATCHES_BEGUN } from './stubComputeChannel';
import { STUB_DIMENSIONS, stubEmbedding, stubReasons, stubScore } from './stubModels';
import { inEnglish } from '../../../src/messages/wording';
import type { Message } from '../../../src/common/message';

describe('ComputePool', () => {
  const pools: ComputePool[] = [];
  let started: Worker[] = [];

  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
    started = [];
  });

  function createPool(size: number): ComputePool {
    const pool = new ComputePool(size, { modelDir: '', threads: 1, provider: 'cpu' }, (workerData) => {
      const file = path.join(__dirname, 'stubComputeWorker.ts');
      const code = `require('tsx/cjs'); require(${JSON.stringify(file)});`;
      const worker = new Worker(code, { eval: true, workerData, execArgv: [] });
      started.push(worker);
      return worker;
    });
    pools.push(pool);
    return pool;
  }

  /** Settles once a thread is at a batch whose first text begins so. */
  async function begun(text: string): Promise<void> {
    const channel = new BroadcastChannel(BATCHES_BEGUN);
    await new Promise<void>((resolve) => {
      channel.onmessage = (message) => {
        if (String((message as { data: unknown }).data).startsWith(text)) resolve();
      };
    });
    channel.close();
  }

  const turns = (count: number, text = 'text') =>
    Array.from({ length: count }, (_, n) => ({ instruction: `${text} ${n}`, response: `answer ${n}` }));

  it('is not sent what the scorer that comes with DEITA leaves out', async () => {
    const options = { cacheDir: null, modelDir: '', threads: 1 };
    const unexpected = (warning: Message): void => assert.fail(inEnglish(warning));
    const models = new AllModels(options, new Credentials(unexpected), unexpected, undefined, createPool(1));
    const scorer = await models.scorer({ kind: 'built-in' });
    const turn = { instruction: 'ask', response: 'x'.repeat(1_000_000) };
    const sent = cutTurn(turn);
    assert.equal(sent.response.length, 20_001);
    assert.deepEqual(sent.truncated, say('cut.middle.response', { characters: 980_000 }));
    assert.deepEqual(await scorer.score([turn]), [stubScore(sent)]);
    assert.equal(cutTurn(sent), sent);
    await models.dispose();
  });

  it('gives results in the order of the inputs, whoever computed them', async () => {
    const scorer = await pooledScorer(createPool(3));
    const inputs = turns(100);
    assert.deepEqual(await scorer.score(inputs), inputs.map(stubScore));
    assert.equal(started.length, 3);
  });

  it('gives the reasons of the scorer in its workers', async () => {
    const scorer = await pooledScorer(createPool(1));
    const inputs = [...turns(2), ...turns(1, 'unscorable')];
    assert.deepEqual(await scorer.explain?.(inputs), inputs.map(stubReasons));
  });

  it('embeds in batches by length and puts every embedding in its place', async () => {
    const pool = createPool(2);
    const description = await pool.run('describeEmbedder', null);
    const embedder = pooledEmbedder(pool, description);
    const texts = Array.from({ length: 50 }, (_, n) => `t${n}${' word'.repeat((n * 7) % 11)}`);
    assert.deepEqual(await embedder.embed(texts), Float32Array.from(texts.flatMap(stubEmbedding)));
  });

  for (const [threads, sizes] of [
    [1, [4, 4, 4, 4, 1]],
    [2, [3, 3, 3, 3, 3, 2]],
  ] as const) {
    it(`embeds 17 texts in batches of ${sizes[0]}, for ${threads} to work on`, async () => {
      const pool = createPool(threads);
      const embedder = pooledEmbedder(pool, await pool.run('describeEmbedder', null));
      const asked: number[] = [];
      const run = pool.run.bind(pool) as (task: string, input: readonly string[]) => Promise<never>;
      pool.run = (task, input) => {
        asked.push((input as readonly string[]).length);
        return run(task, input as readonly string[]);
      };
      await embedder.embed(Array.from({ length: 17 }, (_, index) => `text ${index}`));
      assert.deepEqual(asked, sizes);
    });
  }

  it('outlines as it embeds, on all threads', async () => {
    const pool = createPool(2);
    const { outlines } = pooledEmbedder(pool, await pool.run('describeEmbedder', null));
    const texts = Array.from({ length: 6 }, (_, n) => `t${n}${' word'.repeat((n * 7) % 11)}`);
    assert.deepEqual(await outlines?.outline(texts), Float32Array.from(texts.flatMap(stubEmbedding)));
    assert.deepEqual(outlines?.sections, [STUB_DIMENSIONS]);
    assert.equal(started.length, 2);
  });

  it('starts no more threads than there is work for', async () => {
    const scorer = await pooledScorer(createPool(4));
    await scorer.score(turns(3));
    assert.equal(started.length, 1);
  });

  it('drops cancelled work at once and stays usable', async () => {
    const pool = createPool(1);
    const scorer = await pooledScorer(pool);
    const abort = new AbortController();
    const atWork = begun('slow');
    const slow = scorer.score(turns(100, 'slow'), abort.signal);
    const quick = scorer.score(turns(5));
    await atWork;
    abort.abort();
    await assert.rejects(slow, { code: 'cancelled' });
    assert.deepEqual(await quick, turns(5).map(stubScore));
    await assert.rejects(scorer.score(turns(1), AbortSignal.abort()), { code: 'cancelled' });
  });

  it('tells a thread to stop what nobody waits for any more', async () => {
    const scorer = await pooledScorer(createPool(1));
    const abort = new AbortController();
    const atWork = begun('endless');
    const endless = scorer.score(turns(1, 'endless'), abort.signal);
    await atWork;
    abort.abort();
    await assert.rejects(endless, { code: 'cancelled' });
    assert.equal((await scorer.score(turns(3))).length, 3);
  });

  it('passes on what a model remarks on how it runs', async () => {
    const remarks: string[] = [];
    await pooledScorer(createPool(1), (remark) => remarks.push(inEnglish(remark)));
    assert.deepEqual(remarks, ['a remark']);
  });

  it('rejects the work of a thread that dies, and replaces the thread', async () => {
    const scorer = await pooledScorer(createPool(2));
    await assert.rejects(scorer.score(turns(1, 'die')), { code: 'internal', message: /thread ended unexpectedly/ });
    assert.deepEqual(await scorer.score(turns(40)), turns(40).map(stubScore));
  });

  it('passes on the errors of the models', async () => {
    const scorer = await pooledScorer(createPool(1));
    await assert.rejects(scorer.score(turns(1, 'missing')), { code: 'modelMissing', hint: 'Reinstall.' });
    assert.equal((await scorer.score(turns(1))).length, 1);
  });

  it('lets a thread finish its batch before it is ended', async () => {
    const pool = createPool(1);
    const scorer = await pooledScorer(pool);
    scorer.score(turns(1, 'slow')).catch(() => undefined);
    let finished = 0;
    started[0]?.on('message', () => finished++);
    await pool.dispose();
    assert.equal(finished, 1);
  });

  it('ends what waits when it is disposed of', async () => {
    const pool = createPool(1);
    const scorer = await pooledScorer(pool);
    const waiting = scorer.score(turns(100, 'slow'));
    waiting.catch(() => undefined);
    await pool.dispose();
    await assert.rejects(waiting, { code: 'engineStopped' });
    await assert.rejects(scorer.score(turns(1)), { code: 'engineStopped' });
  });
});

describe('defaultThreads', () => {
  it('uses a small machine wholly, leaves a core of a larger one, and has an upper end', () => {
    assert.deepEqual([1, 2, 4, 8, 64].map(defaultThreads), [1, 2, 3, 7, 8]);
  });
});
