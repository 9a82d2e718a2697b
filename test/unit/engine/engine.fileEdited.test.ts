import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo, RowSummary } from '../../../src/protocol/dataset';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines, type PoolRow } from './poolFiles';
import { StubModels } from './stubModels';

const ROWS = poolRows(12, 6);

/** Line 1 is new, line 4 was another before, the last row is gone. */
function edited(): PoolRow[] {
  const rows = ROWS.slice(0, -1);
  rows[2] = { instruction: 'topic2 in other words', output: 'another answer' };
  return [{ instruction: 'topic9 that is new', output: 'new answer' }, ...rows];
}

/** What is shown of a row apart from where it stands. */
function shown({ preview, status, rank, values, nearDuplicateOf }: RowSummary) {
  return { preview, status, rank, values, similarity: nearDuplicateOf?.cosineSimilarity };
}

describe('engine: a file that is edited', () => {
  const fixture = new EngineFixture();

  async function selected(models: StubModels, cacheDir: string | null = null) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(ROWS));
    const engine = fixture.start(models, cacheDir);
    const opened = await engine.request('dataset/open', { path: file });
    await select(engine, opened, { budget: 4 });
    return { file, engine, before: await allRows(engine, opened), opened };
  }

  async function reopened(engine: Engine, file: string): Promise<DatasetInfo> {
    return engine.request('dataset/open', { path: file });
  }

  function assertCarried(before: readonly RowSummary[], after: readonly RowSummary[]): void {
    assert.equal(after.length, 12);
    for (const row of after) {
      const was = before.find(({ preview }) => preview === row.preview);
      if (was === undefined) {
        const { status, values } = row;
        assert.deepEqual([status, values.evolScore], [undefined, undefined], row.preview);
      } else if (was.nearDuplicateOf === undefined || row.nearDuplicateOf !== undefined) {
        assert.deepEqual(shown(row), shown(was));
      }
    }
    for (const { nearDuplicateOf } of after) {
      if (nearDuplicateOf === undefined) continue;
      assert.equal(after[nearDuplicateOf.rowIndex]?.status, 'selected');
    }
  }

  it('keeps scores and statuses of the rows that are the same, and says what changed', async () => {
    const { file, engine, before } = await selected(new StubModels());
    await writeFile(file, toJsonLines(edited()));
    const info = await reopened(engine, file);
    assert.equal(info.selection, null);
    assert.equal(info.scored, true);
    assert.deepEqual(info.former?.change, { edited: 1, added: 1, removed: 1 });
    assert.equal(info.former.selection.counts.selected, 4);
    assertCarried(before, await allRows(engine, info));
  });

  it('filters and sorts by the statuses that rows had', async () => {
    const { file, engine, before } = await selected(new StubModels());
    await writeFile(file, toJsonLines(edited()));
    const { datasetId } = await reopened(engine, file);
    const query = { statuses: ['selected'], sort: { column: 'status', descending: false } } as const;
    const { rowCount } = await engine.request('view/set', { datasetId, viewId: 'v', query });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'v', start: 0, count: rowCount });
    const ranked = before.filter(({ rank }) => rank !== undefined).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    const isThere = new Set(edited().map(({ instruction }) => instruction));
    assert.deepEqual(
      rows.map(({ preview }) => preview),
      ranked.map(({ preview }) => preview).filter((preview) => isThere.has(preview)),
    );
  });

  it('exports no selection of what it held before', async () => {
    const { file, engine } = await selected(new StubModels());
    await writeFile(file, toJsonLines(edited()));
    const { datasetId } = await reopened(engine, file);
    const request = { rows: 'selected', order: 'score', withScores: false, overwrite: false } as const;
    const outputPath = fixture.folder.path('out.jsonl');
    await assert.rejects(engine.request('dataset/export', { datasetId, outputPath, ...request }), { code: 'usage' });
  });

  it('scores the rows that are new alone when it is selected from again, and has but the new selection then', async () => {
    const models = new StubModels();
    const { file, engine } = await selected(models, fixture.folder.path('cache'));
    await writeFile(file, toJsonLines(edited()));
    models.scored.splice(0);
    const info = await reopened(engine, file);
    await select(engine, info, { budget: 4 });
    assert.deepEqual(models.scored.toSorted(), ['topic2 in other words', 'topic9 that is new']);
    const after = await reopened(engine, file);
    assert.equal(after.former, undefined);
    const fresh = fixture.start();
    const alone = await fresh.request('dataset/open', { path: file });
    await select(fresh, alone, { budget: 4 });
    assert.deepEqual(await allRows(engine, after), await allRows(fresh, alone));
  });

  it('compares with the selection, however often it is edited, until nothing has changed', async () => {
    const { file, engine } = await selected(new StubModels());
    await writeFile(file, toJsonLines(edited()));
    await reopened(engine, file);
    await writeFile(file, toJsonLines(edited().slice(1)));
    assert.deepEqual((await reopened(engine, file)).former?.change, { edited: 1, added: 0, removed: 1 });
    await writeFile(file, toJsonLines(ROWS));
    assert.deepEqual((await reopened(engine, file)).former?.change, { edited: 0, added: 0, removed: 0 });
  });

  it('keeps them when it was edited while no engine ran', async () => {
    const cacheDir = fixture.folder.path('cache');
    const { file, engine, before } = await selected(new StubModels(), cacheDir);
    await engine.request('dataset/close', { datasetId: (await reopened(engine, file)).datasetId });
    await engine.dispose();
    await writeFile(file, toJsonLines(edited()));
    const second = fixture.start(new StubModels(), cacheDir);
    const carried = new Promise<DatasetInfo>((resolve) => {
      second.on('datasetChanged', (info) => info.former !== undefined && resolve(info));
    });
    const opened = await second.request('dataset/open', { path: file });
    const info = opened.former === undefined ? await carried : opened;
    assert.deepEqual(info.former?.change, { edited: 1, added: 1, removed: 1 });
    assertCarried(before, await allRows(second, info));
  });

  it('keeps the scores that were found out since, beside the selection that was there before', async () => {
    const { file, engine } = await selected(new StubModels());
    await writeFile(file, toJsonLines(edited()));
    const info = await reopened(engine, file);
    await engine.request('dataset/score', { datasetId: info.datasetId, scorer: EMBEDDED });
    await writeFile(file, toJsonLines(edited().slice(0, -1)));
    const again = await reopened(engine, file);
    assert.equal(again.rowsScored, 11);
    assert.deepEqual(again.former?.change, { edited: 1, added: 1, removed: 2 });
  });

  it('keeps the latest scores where there never was a selection', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(ROWS.slice(0, 8)));
    const engine = fixture.start();
    for (const rows of [8, 12]) {
      await writeFile(file, toJsonLines(ROWS.slice(0, rows)));
      const { datasetId } = await reopened(engine, file);
      await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    }
    await writeFile(file, toJsonLines(ROWS.slice(1)));
    assert.equal((await reopened(engine, file)).rowsScored, 11);
  });

  it('keeps nothing where no row is left', async () => {
    const { file, engine } = await selected(new StubModels());
    await writeFile(file, toJsonLines([{ instruction: 'something else', output: 'altogether' }]));
    const info = await reopened(engine, file);
    assert.deepEqual([info.scored, info.selection, info.former], [false, null, undefined]);
  });
});
