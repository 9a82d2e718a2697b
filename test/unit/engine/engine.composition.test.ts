import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import { HAND_TAGS, type BarRows, type Composition, type SignalComposition } from '../../../src/protocol/composition';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

const SOURCES = ['forum', 'books', 'exams'];
const ROWS = poolRows(90).map((row, at) => ({
  ...row,
  source: SOURCES[at % 3],
  topic: at % 10 === 0 ? undefined : `topic ${at % 4}`,
  meta: { level: at % 5, note: `a note of its own about row ${at}` },
}));
const CONTENT = `${toJsonLines(ROWS)}{"instruction": \n`;
const BUDGET = 12;

describe('engine: a pool and its selection', () => {
  const fixture = new EngineFixture();

  async function opened() {
    const engine = fixture.start();
    const path = await fixture.folder.write('pool.jsonl', CONTENT);
    const info = await engine.request('dataset/open', { path, showDecisions: true });
    return { engine, info, path, datasetId: info.datasetId };
  }

  async function rowsOf(engine: Engine, { datasetId }: DatasetInfo, bar: Omit<BarRows, 'name'>): Promise<number[]> {
    const query = { rowSet: { name: 'bar', ...bar } };
    const { rowCount } = await engine.request('view/set', { datasetId, viewId: 'bar', query });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'bar', start: 0, count: rowCount });
    return rows.map(({ rowIndex }) => rowIndex);
  }

  async function selectedRows(engine: Engine, info: DatasetInfo): Promise<Set<number>> {
    const { rows } = await fixture.report(engine, info);
    return new Set(rows.flatMap(({ rowIndex, rank }) => (rank === undefined ? [] : [rowIndex])));
  }

  function of({ signals }: Composition, name: string): SignalComposition {
    const signal = signals.find((each) => each.signal === name);
    assert.ok(signal !== undefined, `${name} is among ${signals.map((each) => each.signal).join(', ')}`);
    return signal;
  }

  it('counts sources of both, and again for another selection', async () => {
    const { engine, info, datasetId } = await opened();
    for (const budget of [BUDGET, 2 * BUDGET]) {
      await select(engine, info, { budget });
      const selected = await selectedRows(engine, info);
      const composition = await engine.request('dataset/composition', { datasetId });
      assert.deepEqual([composition.pool, composition.selected], [90, budget]);
      const expected = SOURCES.map((source) => ({
        bar: { category: source },
        pool: 30,
        selected: [...selected].filter((row) => ROWS[row]?.source === source).length,
      }));
      const byName = (a: { bar: object }, b: { bar: object }) =>
        JSON.stringify(a.bar).localeCompare(JSON.stringify(b.bar));
      assert.deepEqual([...of(composition, 'source').bars].sort(byName), expected.sort(byName));
    }
  });

  it('shows the usual signals, and offers fields that have categories or numbers', async () => {
    const { engine, datasetId } = await opened();
    const { signals, offered, selected } = await engine.request('dataset/composition', { datasetId });
    assert.equal(selected, 0);
    assert.deepEqual(
      signals.map(({ signal }) => signal),
      ['source', 'language', 'turns', 'total-length'],
    );
    const fields = offered.filter((name) => name.startsWith('field:'));
    assert.deepEqual(fields, ['field:meta.level', 'field:topic']);
  });

  it('gives the rows of every bar of a field to the table, of pool and selection', async () => {
    const { engine, info, datasetId } = await opened();
    await select(engine, info, { budget: BUDGET });
    const selected = await selectedRows(engine, info);
    const signal = 'field:topic';
    const composition = await engine.request('dataset/composition', {
      datasetId,
      signals: [signal, 'field:meta.level'],
    });
    for (const { bar, pool, selected: inSelection } of of(composition, signal).bars) {
      if (!('category' in bar) && !('none' in bar)) assert.fail('few categories have a bar each');
      const topic = 'none' in bar ? undefined : bar.category;
      const expected = ROWS.flatMap((row, at) => (row.topic === topic ? [at] : []));
      assert.deepEqual(await rowsOf(engine, info, { signal, part: 'pool', bar }), expected);
      const chosen = expected.filter((row) => selected.has(row));
      assert.deepEqual(await rowsOf(engine, info, { signal, part: 'selected', bar }), chosen);
      assert.deepEqual([pool, inSelection], [expected.length, chosen.length]);
    }
    const level = of(composition, 'field:meta.level');
    assert.equal(level.kind, 'number');
    assert.deepEqual(
      level.bars.map(({ pool }) => pool),
      [18, 18, 18, 18, 18],
    );
  });

  it('follows tags given by hand, and edits', async () => {
    const { engine, info, datasetId } = await opened();
    const tag = (value: string, rowIndexes: number[]) =>
      engine.request('decisions/add', { datasetId, rowIndexes, decisions: [{ kind: 'tag', value }] });
    await tag('maths', [3, 4, 5]);
    await tag('hard', [5]);
    const { signals } = await engine.request('dataset/composition', { datasetId });
    assert.deepEqual(signals.at(-1), {
      signal: HAND_TAGS,
      kind: 'tags',
      bars: [
        { bar: { category: 'maths' }, pool: 3, selected: 0 },
        { bar: { category: 'hard' }, pool: 1, selected: 0 },
        { bar: { none: true }, pool: 87, selected: 0 },
      ],
    });
    const bar = { otherThan: ['maths'] };
    assert.deepEqual(await rowsOf(engine, info, { signal: HAND_TAGS, part: 'pool', bar }), [5]);
    const longest = async (): Promise<unknown> => {
      const composition = await engine.request('dataset/composition', { datasetId, signals: ['total-length'] });
      return of(composition, 'total-length').bars.at(-1)?.bar;
    };
    const before = await longest();
    const [text] = await engine.request('row/texts', { datasetId, rowIndex: 7 });
    assert.ok(text !== undefined);
    const texts = { [text.pointer]: 'many more words than any other row of this pool has' };
    await engine.request('decisions/edit', { datasetId, rowIndex: 7, texts });
    assert.notDeepEqual(await longest(), before);
  });

  it('reads the rows again once the file is another', async () => {
    const { engine, datasetId, path } = await opened();
    await engine.request('dataset/composition', { datasetId });
    await writeFile(path, toJsonLines(ROWS.map((row) => ({ ...row, source: 'one' }))));
    const again = await engine.request('dataset/open', { path });
    const composition = await engine.request('dataset/composition', {
      datasetId: again.datasetId,
      signals: ['source'],
    });
    assert.deepEqual(of(composition, 'source').bars, [{ bar: { category: 'one' }, pool: 90, selected: 0 }]);
  });

  it('passes over signals that are not there any more, and asks no model', async () => {
    const { engine, datasetId } = await opened();
    const signals = ['tags', 'no-signal', 'turns'];
    const composition = await engine.request('dataset/composition', { datasetId, signals });
    assert.deepEqual(
      composition.signals.map(({ signal }) => signal),
      ['turns'],
    );
  });

  it('ends when nobody waits for it any more', async () => {
    const { engine, datasetId } = await opened();
    const abort = new AbortController();
    const counting = engine.request('dataset/composition', { datasetId }, { signal: abort.signal });
    abort.abort();
    await assert.rejects(counting, { code: 'cancelled' });
    const { pool } = await engine.request('dataset/composition', { datasetId });
    assert.equal(pool, 90);
  });
});
