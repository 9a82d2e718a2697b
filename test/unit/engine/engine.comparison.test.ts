import assert from 'node:assert/strict';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { EngineFixture, EMBEDDED, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: comparing selections', () => {
  const fixture = new EngineFixture();

  async function opened() {
    const engine = fixture.start();
    const path = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const info = await engine.request('dataset/open', { path });
    return { engine, info, datasetId: info.datasetId };
  }

  it('takes the selection that the dataset shows, and its scores', async () => {
    const { engine, info, datasetId } = await opened();
    const request = { datasetId, runs: [{ name: 'shown', isCurrent: true as const }], embedder: EMBEDDED };
    await assert.rejects(engine.request('dataset/compare', request), { code: 'usage', message: /no selection/ });
    await select(engine, info, { budget: 8 });
    const { rows } = await fixture.report(engine, info);
    const byRank = rows.flatMap(({ rowIndex, rank }) => (rank === undefined ? [] : [{ rowIndex, rank }]));
    byRank.sort((a, b) => a.rank - b.rank);
    const without = await engine.request('dataset/compare', request);
    assert.equal(without.runs[0]?.means.evol, undefined);
    assert.equal(without.rows, undefined);
    const compared = await engine.request('dataset/compare', { ...request, knownScores: true, withRows: true });
    const selected = byRank.map(({ rowIndex }) => rowIndex);
    assert.deepEqual(compared.rows?.selected[0], selected);
    const scores = selected.map((row) => rows[row]?.evolScore ?? NaN);
    assert.equal(compared.runs[0]?.means.evol, scores.reduce((sum, score) => sum + score, 0) / scores.length);
  });

  it('tells how far embedding the pool is, and comparing it', async () => {
    const { engine, datasetId } = await opened();
    const seen: JobProgress[] = [];
    const runs = [{ name: 'mine', selectedRows: [5, 3, 40, 41] }];
    const onProgress = (progress: JobProgress): unknown => seen.push(progress);
    await engine.request('dataset/compare', { datasetId, runs, embedder: EMBEDDED }, { onProgress });
    const ends = seen.filter(({ done, total }) => done === total).map(({ stage, total }) => `${stage} ${total}`);
    const [pool, baselines] = [60, 4];
    assert.ok(ends.includes(`embed ${pool}`) && ends.includes(`cluster ${pool * baselines}`), ends.join(', '));
  });

  it('gives the rows of every bar, those of the baselines too', async () => {
    const { engine, datasetId } = await opened();
    const runs = [{ name: 'mine', selectedRows: [5, 3, 40, 41] }];
    const { distributions, rows } = await engine.request('dataset/compare', {
      ...{ datasetId, runs, embedder: EMBEDDED, withRows: true },
    });
    assert.deepEqual(
      distributions.map(({ signal }) => signal),
      ['total-length', 'turns', 'source', 'language'],
    );
    assert.equal(rows?.selected.length, 5);
    for (const [at, { runs: counts, bars }] of distributions.entries()) {
      for (const [run, own] of counts.entries()) {
        const placed: readonly number[] = rows.bars[at]?.[run] ?? [];
        assert.equal(placed.length, rows.selected[run]?.length);
        assert.deepEqual(
          bars.map((_, bar) => placed.filter((place) => place === bar).length),
          own,
        );
      }
    }
  });

  it('counts the clusters of the pool that a run touches', async () => {
    const { engine, datasetId } = await opened();
    const runs = [
      { name: 'all', selectedRows: Array.from({ length: 60 }, (_, row) => row) },
      { name: 'one', selectedRows: [7] },
    ];
    const { runs: compared, pool } = await engine.request('dataset/compare', { datasetId, runs, embedder: EMBEDDED });
    assert.equal(pool.rows, 60);
    assert.ok(pool.clusters > 1 && pool.clusters <= Math.ceil(Math.sqrt(60 / 2)));
    assert.deepEqual(
      compared.slice(0, 2).map(({ clusters }) => clusters),
      [pool.clusters, 1],
    );
  });
});
