import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

/** Takes several chunks of a megabyte to index. */
const ROWS = 40_000;

async function untilIndexed(engine: Engine, opened: DatasetInfo): Promise<DatasetInfo[]> {
  const seen = [opened];
  if (!opened.indexing) return seen;
  return new Promise((resolve) => {
    engine.on('datasetChanged', (info) => {
      seen.push(info);
      if (!info.indexing) resolve(seen);
    });
  });
}

describe('engine: the index of a large file', () => {
  const fixture = new EngineFixture();

  it('shows the first rows without waiting for the rest, and tells of its growth', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(ROWS)));
    const engine = fixture.start();
    const opened = await engine.request('dataset/open', { path: file });
    assert.ok(opened.rowCount > 0);
    const { datasetId } = opened;
    await engine.request('view/set', { datasetId, viewId: 'v', query: {} });
    const page = await engine.request('view/rows', { datasetId, viewId: 'v', start: 0, count: 2 });
    assert.deepEqual(
      page.map(({ preview }) => preview),
      ['topic0 question number 0', 'topic1 question number 1'],
    );
    const counts = (await untilIndexed(engine, opened)).map(({ rowCount }) => rowCount);
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    );
    assert.equal(counts.at(-1), ROWS);
    // The view of all rows in file order has grown with the index.
    const last = await engine.request('view/rows', { datasetId, viewId: 'v', start: ROWS - 1, count: 5 });
    assert.deepEqual(
      last.map(({ lineNumber }) => lineNumber),
      [ROWS],
    );
  });

  it('is kept for the next engine under the identity of the file', async () => {
    const rows = poolRows(ROWS);
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    await untilIndexed(first, await first.request('dataset/open', { path: file }));
    await first.dispose();

    const second = fixture.start(new StubModels(), cacheDir);
    const again = await second.request('dataset/open', { path: file });
    assert.deepEqual([again.indexing, again.rowCount], [false, ROWS]);
    await second.dispose();

    await fixture.folder.write('pool.jsonl', toJsonLines(rows.slice(1)));
    const third = fixture.start(new StubModels(), cacheDir);
    const changed = await untilIndexed(third, await third.request('dataset/open', { path: file }));
    assert.equal(changed.at(-1)?.rowCount, ROWS - 1);
  });
});
