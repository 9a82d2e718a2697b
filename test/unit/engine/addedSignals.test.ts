import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { ViewQuery } from '../../../src/protocol/views';
import { columnOf } from '../../../src/protocol/signals';
import { EngineFixture, PRECOMPUTED } from './engineFixture';

const HOSTILE = 'a ""]:root{} ‮b';
const ROWS = [
  { instruction: 'one two three', output: 'four', reward: 2.5, topic: 'maths', tags: ['a', 'b'] },
  { instruction: 'one', output: 'two', reward: -1, topic: 'code', tags: ['b'], [HOSTILE]: 1 },
  { instruction: 'one two', output: 'three four five six', topic: 'maths', tags: [] },
  { instruction: 'one two three four five', output: 'six', reward: 7, ok: true },
].map((row) => JSON.stringify({ ...row, complexity_scores: [2], quality_scores: [3] }));
const CONTENT = `${ROWS.join('\n')}\n{"instruction": \n`;
const REWARD = columnOf('field:reward');
const TOPIC = columnOf('field:topic');
const TAGS = columnOf('field:tags');

describe('engine: added signals', () => {
  const fixture = new EngineFixture();

  async function opened() {
    const engine = fixture.start();
    const path = await fixture.folder.write('pool.jsonl', CONTENT);
    const info = await engine.request('dataset/open', { path });
    return { engine, info, path };
  }

  async function add(engine: Engine, { datasetId }: DatasetInfo, ...names: string[]): Promise<DatasetInfo> {
    const told = new Promise<DatasetInfo>((resolve) => {
      engine.on('datasetChanged', (changed) => {
        if (names.every((name) => changed.signals?.some((signal) => signal.name === name))) resolve(changed);
      });
    });
    await engine.request('dataset/signals', { datasetId, names, rows: false, add: true });
    return told;
  }

  async function rowsOf(engine: Engine, { datasetId }: DatasetInfo, query: ViewQuery): Promise<number[]> {
    await engine.request('view/set', { datasetId, viewId: 'view', query });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'view', start: 0, count: 100 });
    return rows.map(({ rowIndex }) => rowIndex);
  }

  it('are told of with what they are, and stand beside the rows', async () => {
    const { engine, info } = await opened();
    const { signals } = await add(engine, info, 'total-length', 'field:reward', 'field:topic', `field:${HOSTILE}`);
    assert.deepEqual(
      signals?.map(({ name, kind, origin, rowsWithValue }) => [name, kind, origin, rowsWithValue]),
      [
        ['total-length', 'number', 'computed', 4],
        ['field:reward', 'number', 'imported', 3],
        ['field:topic', 'category', 'imported', 3],
        [`field:${HOSTILE}`, 'number', 'imported', 1],
      ],
    );
    const { datasetId } = info;
    await engine.request('view/set', { datasetId, viewId: 'view', query: {} });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'view', start: 0, count: 100 });
    assert.deepEqual(
      rows.map(({ added }) => added),
      [
        { 'total-length': 4, 'field:reward': 2.5, 'field:topic': 'maths' },
        { 'total-length': 2, 'field:reward': -1, 'field:topic': 'code', [`field:${HOSTILE}`]: 1 },
        { 'total-length': 6, 'field:topic': 'maths' },
        { 'total-length': 6, 'field:reward': 7 },
        {},
      ],
    );
  });

  it('are sorted and filtered by, numbers and words, with rows that have none last', async () => {
    const { engine, info } = await opened();
    await add(engine, info, 'field:reward', 'field:topic', 'field:tags');
    const ask = (query: ViewQuery) => rowsOf(engine, info, query);
    assert.deepEqual(await ask({ sort: { column: REWARD, descending: true } }), [3, 0, 1, 2, 4]);
    assert.deepEqual(await ask({ sort: { column: REWARD, descending: false } }), [1, 0, 3, 2, 4]);
    assert.deepEqual(await ask({ sort: { column: TOPIC, descending: false } }), [1, 0, 2, 3, 4]);
    assert.deepEqual(await ask({ ranges: { [REWARD]: [-1, 2.5] } }), [0, 1]);
    assert.deepEqual(await ask({ values: { [TOPIC]: ['maths'] } }), [0, 2]);
    assert.deepEqual(await ask({ values: { [TAGS]: ['b'] }, ranges: { [REWARD]: [0, 9] } }), [0]);
    assert.deepEqual(await ask({ values: { [columnOf('field:other')]: ['b'] } }), []);
  });

  it('have histograms where they are numbers, without any scores', async () => {
    const { engine, info } = await opened();
    await add(engine, info, 'field:reward', 'field:topic');
    const found = await engine.request('dataset/histograms', { datasetId: info.datasetId, bins: 2 });
    assert.deepEqual(
      found.map(({ signal, min, max, counts }) => ({ signal, min, max, counts })),
      [{ signal: REWARD, min: -1, max: 7, counts: [2, 1] }],
    );
  });

  it('go into reports and exports with scores', async () => {
    const { engine, info } = await opened();
    const { datasetId } = info;
    const asked = { strategy: 'none', budget: 2, scorer: PRECOMPUTED } as const;
    await engine.request('dataset/select', { datasetId, ...asked });
    const before = await fixture.report(engine, info);
    assert.ok(before.rows.every((row) => !('signals' in row)));
    await add(engine, info, 'field:topic');
    const { rows } = await fixture.report(engine, info);
    assert.deepEqual(
      rows.map((row) => (row as { signals?: unknown }).signals),
      [{ 'field:topic': 'maths' }, { 'field:topic': 'code' }, { 'field:topic': 'maths' }, {}, {}],
    );
    const recipe = fixture.folder.path('pool.recipe.yaml');
    await engine.request('dataset/recipe', { datasetId, outputPath: recipe, overwrite: false, order: 'score' });
    assert.match(await readFile(recipe, 'utf8'), /\n {2}add:\n {4}- field:topic\n/);
    const outputPath = fixture.folder.path('scored.jsonl');
    const what = { rows: 'all', order: 'file', withScores: true, overwrite: false } as const;
    await engine.request('dataset/export', { datasetId, outputPath, ...what });
    const [first = ''] = (await readFile(outputPath, 'utf8')).split('\n');
    assert.deepEqual((JSON.parse(first) as { deita_signals: unknown }).deita_signals, { 'field:topic': 'maths' });
  });

  it('are taken away on request, and when the file is another', async () => {
    const { engine, info, path } = await opened();
    const { datasetId } = info;
    await add(engine, info, 'field:topic', 'field:reward');
    await engine.request('dataset/removeSignal', { datasetId, name: 'field:topic' });
    const left = await engine.request('dataset/open', { path });
    assert.deepEqual(
      left.signals?.map(({ name }) => name),
      ['field:reward'],
    );
    await fixture.folder.write('pool.jsonl', `${ROWS.slice(1).join('\n')}\n`);
    const changed = await engine.request('dataset/open', { path });
    assert.equal(changed.signals, undefined);
    assert.deepEqual(await rowsOf(engine, info, { sort: { column: REWARD, descending: true } }), [0, 1, 2]);
  });

  it('are there again when the dataset is opened again, where that is asked for, as long as the file is the same', async () => {
    const cache = fixture.folder.path('cache');
    const file = await fixture.folder.write('pool.jsonl', CONTENT);
    const reopened = async (showSignals: boolean) => {
      const engine = fixture.start(undefined, cache);
      const restored = new Promise<DatasetInfo>((resolve) => {
        engine.on('datasetChanged', (changed) => {
          if (changed.signals !== undefined) resolve(changed);
        });
      });
      return { engine, restored, info: await engine.request('dataset/open', { path: file, showSignals }) };
    };
    const first = await reopened(true);
    const added = await add(first.engine, first.info, 'field:reward', 'field:topic', 'field:tags', 'field:ok');
    const rows = await valuesShown(first.engine, added);
    await first.engine.request('dataset/removeSignal', { datasetId: added.datasetId, name: 'field:ok' });
    await first.engine.dispose();

    const second = await reopened(true);
    const { signals } = await second.restored;
    assert.deepEqual(
      signals,
      added.signals?.filter(({ name }) => name !== 'field:ok'),
    );
    const without = rows.map((values = {}) =>
      Object.fromEntries(Object.entries(values).filter(([n]) => n !== 'field:ok')),
    );
    assert.deepEqual(await valuesShown(second.engine, second.info), without);
    assert.deepEqual(
      await rowsOf(second.engine, second.info, { sort: { column: REWARD, descending: true } }),
      [3, 0, 1, 2, 4],
    );
    await second.engine.dispose();

    const plain = await reopened(false);
    await plain.engine.request('dataset/signals', { datasetId: plain.info.datasetId, names: ['turns'], rows: false });
    assert.equal((await plain.engine.request('dataset/open', { path: file })).signals, undefined);
    await plain.engine.dispose();

    await fixture.folder.write('pool.jsonl', `${ROWS.slice(1).join('\n')}\n`);
    const other = await reopened(true);
    await other.engine.request('dataset/signals', { datasetId: other.info.datasetId, names: ['turns'], rows: false });
    assert.equal((await other.engine.request('dataset/open', { path: file })).signals, undefined);
  });

  async function valuesShown(engine: Engine, { datasetId }: DatasetInfo) {
    await engine.request('view/set', { datasetId, viewId: 'added', query: {} });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'added', start: 0, count: 100 });
    return rows.map(({ added }) => added);
  }
});
