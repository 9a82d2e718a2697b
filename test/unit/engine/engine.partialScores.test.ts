import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

const ROWS = poolRows(80);

/** Scores some batches and holds then until it is let go on. */
class SlowModels extends StubModels {
  private batches = 3;
  private goOn: () => void = () => undefined;
  private readonly held = new Promise<void>((resolve) => (this.goOn = resolve));
  override beforeBatch = (work: 'score' | 'embed'): Promise<void> =>
    work === 'embed' || this.batches-- > 0 ? Promise.resolve() : this.held;

  release(): void {
    this.goOn();
  }
}

describe('engine: scores while a pool is scored', () => {
  const fixture = new EngineFixture();

  async function cancelledRun(models: SlowModels) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(ROWS));
    const engine = fixture.start(models, fixture.folder.path('cache'));
    const opened = await engine.request('dataset/open', { path: file });
    const someScored = new Promise<DatasetInfo>((resolve) => {
      engine.on('datasetChanged', (info) => (info.rowsScored ?? 0) > 0 && resolve(info));
    });
    const abort = new AbortController();
    const { datasetId } = opened;
    const request = { datasetId, budget: 5, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    const running = engine.request('dataset/select', request, { signal: abort.signal });
    const cancelled = assert.rejects(running, { code: 'cancelled' });
    const during = { info: await someScored, rows: await allRows(engine, opened) };
    abort.abort();
    models.release();
    await cancelled;
    return { file, engine, opened, during };
  }

  it('are shown as they come, row after row', async () => {
    const { during } = await cancelledRun(new SlowModels());
    const scored = during.rows.map(({ values }) => values.evolScore !== undefined);
    const count = during.info.rowsScored ?? 0;
    assert.ok(count > 0 && count < ROWS.length);
    assert.deepEqual([during.info.scored, during.info.selection], [true, null]);
    assert.ok(scored.lastIndexOf(true) + 1 === scored.filter(Boolean).length, 'the first rows');
    assert.ok(scored.filter(Boolean).length >= count);
  });

  it('stay after a cancel, and the next run scores the others alone', async () => {
    const models = new SlowModels();
    const { file, engine, opened, during } = await cancelledRun(models);
    const info = await engine.request('dataset/open', { path: file });
    assert.ok((info.rowsScored ?? 0) >= (during.info.rowsScored ?? 0));
    const kept = (await allRows(engine, info)).filter(({ values }) => values.evolScore !== undefined);
    assert.equal(kept.length, info.rowsScored);
    models.scored.splice(0);
    await select(engine, opened);
    for (const { preview } of kept) assert.ok(!models.scored.includes(preview), preview);
    const after = await engine.request('dataset/open', { path: file });
    assert.equal(after.rowsScored, undefined);
    const fresh = fixture.start();
    const alone = await fresh.request('dataset/open', { path: file });
    await select(fresh, alone);
    assert.deepEqual(await allRows(engine, after), await allRows(fresh, alone));
  });
});
