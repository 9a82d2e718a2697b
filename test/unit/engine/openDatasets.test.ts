import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import type { ViewInfo } from '../../../src/protocol/views';
import type { View } from '../../../src/engine/views/view';
import { Views } from '../../../src/engine/views/views';
import { EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('open datasets', () => {
  const fixture = new EngineFixture();

  async function openPool(rows = 20) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(rows)));
    const engine = fixture.start();
    return { engine, file, info: await engine.request('dataset/open', { path: file }) };
  }

  it('survive that somebody else cannot open them: each failure is the caller’s own', async () => {
    const { engine, file, info } = await openPool();
    const { datasetId } = info;
    const away = fixture.folder.path('away.jsonl');
    await rename(file, away);
    const failing = [1, 2, 3].map(() => engine.request('dataset/open', { path: file }));
    for (const opening of failing) await assert.rejects(opening, { code: 'fileNotFound' });
    assert.equal((await engine.request('row/detail', { datasetId, rowIndex: 19 })).rowIndex, 19);
    await rename(away, file);
    await engine.request('dataset/open', { path: file });
    await engine.request('dataset/close', { datasetId });
    assert.equal((await engine.request('row/detail', { datasetId, rowIndex: 0 })).rowIndex, 0);
    await engine.request('dataset/close', { datasetId });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 0 }), { code: 'datasetNotOpen' });
  });

  it('survive that the file holds something else for a while that cannot be read', async () => {
    const { engine, file, info } = await openPool();
    const { datasetId } = info;
    await rename(file, fixture.folder.path('before.jsonl'));
    await writeFile(file, Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    await assert.rejects(engine.request('dataset/open', { path: file }));
    assert.equal((await engine.request('row/detail', { datasetId, rowIndex: 19 })).rowIndex, 19);
    await writeFile(file, toJsonLines(poolRows(3)));
    assert.equal((await engine.request('dataset/open', { path: file })).rowCount, 3);
  });

  it('open for who waits while the first caller gives up', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(20)));
    const engine = fixture.start();
    const abort = new AbortController();
    const first = engine.request('dataset/open', { path: file }, { signal: abort.signal });
    const second = engine.request('dataset/open', { path: file });
    abort.abort();
    await assert.rejects(first, { code: 'cancelled' });
    const { datasetId } = await second;
    assert.equal((await engine.request('row/detail', { datasetId, rowIndex: 0 })).rowIndex, 0);
    await engine.request('dataset/close', { datasetId });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 0 }), { code: 'datasetNotOpen' });
  });

  it('can be opened after an opening that failed', async () => {
    const engine = fixture.start();
    const file = fixture.folder.path('late.jsonl');
    const failing = [1, 2].map(() => engine.request('dataset/open', { path: file }));
    for (const opening of failing) await assert.rejects(opening, { code: 'fileNotFound' });
    await writeFile(file, toJsonLines(poolRows(5)));
    const { datasetId, rowCount } = await engine.request('dataset/open', { path: file });
    assert.equal(rowCount, 5);
    await engine.request('dataset/close', { datasetId });
    await assert.rejects(engine.request('row/detail', { datasetId, rowIndex: 0 }), { code: 'datasetNotOpen' });
  });

  it('let go of a view that is closed, and end its search', async () => {
    const { engine, info } = await openPool(20_000);
    const { datasetId } = info;
    const told: ViewInfo[] = [];
    engine.on('viewChanged', (view) => told.push(view));
    await engine.request('view/set', { datasetId, viewId: 'v', query: { text: 'question' } });
    await engine.request('view/close', { datasetId, viewId: 'v' });
    await engine.request('view/close', { datasetId, viewId: 'v' });
    const rows = { datasetId, viewId: 'v', start: 0, count: 1 };
    await assert.rejects(engine.request('view/rows', rows), { code: 'usage' });
    // A search of another view takes its time: by its end the closed one would have told of hits, too.
    const ended = new Promise<void>((resolve) => {
      engine.on('viewChanged', ({ viewId, searching }) => {
        if (viewId === 'w' && searching !== true) resolve();
      });
    });
    await engine.request('view/set', { datasetId, viewId: 'w', query: { text: 'question' } });
    await ended;
    assert.deepEqual(
      told.filter((view) => 'viewId' in view && view.viewId === 'v'),
      [],
    );
    await engine.request('dataset/close', { datasetId });
    await engine.request('view/close', { datasetId, viewId: 'w' });
  });
});

describe('views', () => {
  /** A view that only knows whether it was closed. */
  function fakeView(): View & { closed: boolean } {
    const view = { closed: false, info: { rowCount: 1, searching: false }, close: () => (view.closed = true) };
    return view as unknown as View & { closed: boolean };
  }

  function held<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
    let resolve!: (value: T) => void;
    const promise = new Promise<T>((done) => (resolve = done));
    return { promise, resolve };
  }

  const nobody = (): void => undefined;

  for (const [what, interfere] of [
    ['closed', (views: Views) => views.close('v')],
    ['set again', (views: Views) => void views.set('v', () => Promise.resolve(fakeView()), nobody)],
    ['closed with all others', (views: Views) => views.closeAll()],
  ] as const) {
    it(`let go of one that is still being made when it is ${what}`, async () => {
      const views = new Views();
      const making = held<View>();
      const late = fakeView();
      const setting = views.set('v', () => making.promise, nobody);
      interfere(views);
      making.resolve(late);
      await assert.rejects(setting, { code: 'cancelled' });
      assert.ok(late.closed);
    });
  }

  it('close the one before when an id is set again, and tell of the last one alone', async () => {
    const views = new Views();
    const [first, second] = [fakeView(), fakeView()];
    const told: string[] = [];
    const tell: ((info: ViewInfo) => void)[] = [];
    const make = (view: View) => (onChange: (info: ViewInfo) => void) => {
      tell.push(onChange);
      return Promise.resolve(view);
    };
    await views.set('v', make(first), () => told.push('first'));
    await views.set('v', make(second), () => told.push('second'));
    assert.deepEqual([first.closed, second.closed], [true, false]);
    for (const onChange of tell) onChange({ rowCount: 2, order: 'file' });
    assert.deepEqual(told, ['second']);
  });
});
