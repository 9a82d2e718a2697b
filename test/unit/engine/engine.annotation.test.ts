import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DROPPED_BY_HAND } from '../../../src/evol/types';
import type { ChainFilter, RunChange } from '../../../src/protocol/annotation';
import { writeRun } from '../evol/writtenRun';
import { EngineFixture } from './engineFixture';

const CHAIN = 'complexity-3-0';

describe('the engine, asked of an annotation run', () => {
  const fixture = new EngineFixture();
  const query = (filter: ChainFilter) => ({ filter, dimension: null });

  it('tells of the run as a whole', async () => {
    const folder = writeRun(fixture.folder);
    const { fileName, parameters, status, counts, working } = await fixture.start().request('evol/run', { folder });
    assert.deepEqual([fileName, parameters.evolutions, working], ['pool.jsonl', 1, false]);
    assert.deepEqual([status.chains, status.done, status.kendall, status.requests], [1, 1, 1, 4]);
    assert.deepEqual(counts, { all: 1, failed: 0, notMonotone: 0, ordersDisagree: 0, corrected: 0, notDone: 0 });
  });

  it('lists chains page by page, by filter and dimension', async () => {
    const folder = writeRun(fixture.folder);
    const engine = fixture.start();
    const { total, chains } = await engine.request('evol/chains', { folder, query: query('all'), start: 0, count: 9 });
    assert.equal(total, 1);
    assert.deepEqual(chains[0], {
      ...{ id: CHAIN, rowIndex: 3, turn: 0, dimension: 'complexity', selfAgreement: 1, kendall: 1, done: true },
      preview: 'Name a river.',
      scores: [
        { step: 0, score: 1.25 },
        { step: 1, score: 3.75 },
      ],
      ...{ droppedSteps: 0, monotone: true, corrected: false },
    });
    const after = await engine.request('evol/chains', { folder, query: query('all'), start: 1, count: 9 });
    assert.deepEqual(after, { total: 1, chains: [] });
    const quality = { filter: 'all', dimension: 'quality' } as const;
    assert.equal((await engine.request('evol/chains', { folder, query: quality, start: 0, count: 9 })).total, 0);
  });

  it('shows a chain with its texts and the turn that it starts from', async () => {
    const folder = writeRun(fixture.folder);
    const { seed, variants, orders } = await fixture.start().request('evol/chain', { folder, chainId: CHAIN });
    assert.deepEqual(seed, { instruction: 'Name a river.', response: 'The Rhine.' });
    assert.deepEqual(
      variants.map(({ step, text, scores }) => [step, text, scores]),
      [
        [0, 'Name a river.', [1.5, 1]],
        [1, 'Name a river that crosses two countries.', [3.5, 4]],
      ],
    );
    assert.deepEqual(orders, [
      [0, 1],
      [1, 0],
    ]);
  });

  it('keeps corrections, takes them back, and tells of each', async () => {
    const folder = writeRun(fixture.folder);
    const engine = fixture.start();
    const changes: RunChange[] = [];
    engine.on('runChanged', (change) => changes.push(change));
    const score = { chain: CHAIN, step: 0, score: 5 };
    // At once: what takes the second back is the first, not what was before either.
    const [first, second] = await Promise.all([
      engine.request('evol/correct', { folder, correction: score }),
      engine.request('evol/correct', { folder, correction: { ...score, score: 6 } }),
    ]);
    assert.deepEqual(first.undo, { ...score, score: null });
    assert.deepEqual(second.undo, score);
    assert.deepEqual([second.chain.variants[0]?.score, second.chain.variants[0]?.judgedScore], [6, 1.25]);
    assert.deepEqual([second.chain.corrected, second.chain.monotone], [true, false]);
    assert.deepEqual(
      changes.map(({ status }) => [status.monotone, status.kendall]),
      [
        [0, -1],
        [0, -1],
      ],
    );
    const { counts } = await engine.request('evol/run', { folder });
    assert.deepEqual([counts.corrected, counts.notMonotone], [1, 1]);
    await engine.request('evol/correct', { folder, correction: second.undo });
    const { chain } = await engine.request('evol/correct', { folder, correction: first.undo });
    assert.deepEqual([chain.variants[0]?.score, chain.corrected], [1.25, false]);
    const lines = readFileSync(`${folder}/corrections.jsonl`, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { score: number | null }).score),
      [5, 6, 5, null],
    );
  });

  it('leaves out a variant, or a chain, and takes it in again', async () => {
    const folder = writeRun(fixture.folder);
    const engine = fixture.start();
    const drop = { chain: CHAIN, step: 1, drop: true };
    const { chain, undo } = await engine.request('evol/correct', { folder, correction: drop });
    assert.deepEqual([chain.variants[1]?.dropped, chain.droppedSteps], [DROPPED_BY_HAND, 1]);
    assert.deepEqual(undo, { ...drop, drop: false });
    assert.equal((await engine.request('evol/correct', { folder, correction: undo })).chain.droppedSteps, 0);
    const whole = await engine.request('evol/correct', { folder, correction: { chain: CHAIN, drop: true } });
    assert.deepEqual([whole.chain.dropped, whole.undo], [DROPPED_BY_HAND, { chain: CHAIN, drop: false }]);
  });

  it('refuses what is no correction of the run', async () => {
    const folder = writeRun(fixture.folder);
    const engine = fixture.start();
    const refused = [
      { chain: 'complexity-4-0', drop: true },
      { chain: CHAIN, step: 2, score: 3 },
      { chain: CHAIN, step: 1, score: 7 },
      { chain: CHAIN, score: 3 },
    ];
    for (const correction of refused) {
      await assert.rejects(engine.request('evol/correct', { folder, correction }), { code: 'usage' });
    }
    await assert.rejects(engine.request('evol/chain', { folder, chainId: 'x' }), { code: 'usage' });
    await assert.rejects(engine.request('evol/run', { folder: `${folder}x` }), { code: 'fileNotFound' });
  });
});
