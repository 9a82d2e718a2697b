import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HISTOGRAM_SIGNALS, isAddedColumn } from '../../../src/protocol/signals';
import { createEngine, type Engine } from '../../../src/engine/engine';
import { SORT_COLUMNS, type SortColumn, type ViewQuery } from '../../../src/protocol/views';
import type { DatasetInfo, RowSummary } from '../../../src/protocol/dataset';
import { STATUSES, type RowStatus } from '../../../src/selection/types';
import { poolRows, TemporaryFolder, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

const ROWS = 120;
/** The one that is no JSON. */
const BAD_ROW = 40;

describe('view', () => {
  const folder = new TemporaryFolder();
  let engine: Engine;
  let info: DatasetInfo;
  let fileOrder: RowSummary[];

  before(async () => {
    await folder.create();
    const rows: unknown[] = poolRows(ROWS, 30);
    rows[17] = {
      conversations: [
        { from: 'human', value: 'Two turns' },
        { from: 'gpt', value: 'a' },
        { from: 'human', value: 'Zebra' },
      ],
    };
    const lines = toJsonLines(rows).split('\n');
    lines[BAD_ROW] = 'no JSON';
    engine = createEngine({ cacheDir: null, modelDir: '', threads: null }, { models: new StubModels() });
    info = await engine.request('dataset/open', { path: await folder.write('pool.jsonl', lines.join('\n')) });
    const { datasetId } = info;
    const choice = { kind: 'built-in' } as const;
    await engine.request('dataset/select', { datasetId, budget: 20, threshold: 0.9, scorer: choice, embedder: choice });
    fileOrder = await rowsOf({});
  });

  after(async () => {
    await engine.dispose();
    await folder.remove();
  });

  async function rowsOf(query: ViewQuery): Promise<RowSummary[]> {
    const { datasetId } = info;
    const ended = new Promise<number>((resolve) => {
      engine.on('viewChanged', ({ viewId, searching, rowCount }) => {
        if (viewId === 'view' && searching === false) resolve(rowCount);
      });
    });
    const view = await engine.request('view/set', { datasetId, viewId: 'view', query });
    const count = view.searching === true ? await ended : view.rowCount;
    return engine.request('view/rows', { datasetId, viewId: 'view', start: 0, count });
  }

  /** What a row sorts by, told from its summary alone. */
  function keyOf(row: RowSummary, column: SortColumn): number | string | undefined {
    switch (column) {
      case 'line':
        return row.lineNumber;
      case 'rowNumber':
        return row.rowIndex;
      case 'instruction':
        return row.preview.toLowerCase().slice(0, 24);
      case 'response':
        return (row.responsePreview ?? '').toLowerCase().slice(0, 24);
      case 'status':
        return STATUSES.indexOf(row.status ?? 'unscored') * 1e6 + (row.rank ?? 0);
      case 'decision':
        return undefined; // Nothing is decided here.
      case 'nearDuplicate':
        return row.nearDuplicateOf?.cosineSimilarity;
      case 'group':
        return undefined; // None were looked for here.
      default:
        return isAddedColumn(column) ? undefined : row.values[column];
    }
  }

  function sorted(rows: readonly RowSummary[], column: SortColumn, descending: boolean): RowSummary[] {
    return [...rows].sort((a, b) => {
      const [keyA, keyB] = [keyOf(a, column), keyOf(b, column)];
      if (keyA === undefined || keyB === undefined) return Number(keyA === undefined) - Number(keyB === undefined);
      if (keyA === keyB) return 0;
      return keyA < keyB === descending ? 1 : -1;
    });
  }

  for (const column of SORT_COLUMNS) {
    for (const descending of [false, true]) {
      it(`sorts by ${column}, ${descending ? 'descending' : 'ascending'}`, async () => {
        assert.deepEqual(await rowsOf({ sort: { column, descending } }), sorted(fileOrder, column, descending));
      });
    }
  }

  it('filters by any statuses, ranges and text together, in any order', async () => {
    const query = fc.record(
      {
        statuses: fc.subarray([...STATUSES]),
        badRows: fc.constant(true),
        text: fc.constantFrom('', 'question number 1', 'TOPIC3', 'zebra', 'answer 77', 'nowhere', 'JSON'),
        ranges: fc.record({ evolScore: range(1, 36), complexityScore: range(1, 6) }, { requiredKeys: [] }),
        sort: fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<ViewQuery>;
    await fc.assert(
      fc.asyncProperty(query, async (wanted) => {
        const passing = fileOrder.filter((row) => passes(row, wanted));
        const { sort } = wanted;
        const expected = sort === undefined ? passing : sorted(passing, sort.column, sort.descending);
        assert.deepEqual(await rowsOf(wanted), expected);
      }),
      { numRuns: 100 },
    );
  });

  it('shows rows that were picked elsewhere alone, beside other filters and in any order', async () => {
    const rowSet = { name: 'mine', rows: [90, 3, 41, 3, ROWS + 5] };
    const indexes = async (query: ViewQuery): Promise<number[]> => (await rowsOf(query)).map((row) => row.rowIndex);
    assert.deepEqual(await indexes({ rowSet }), [3, 41, 90]);
    assert.deepEqual(await indexes({ rowSet, sort: { column: 'line', descending: true } }), [90, 41, 3]);
    assert.deepEqual(await indexes({ rowSet, text: 'number 41' }), [41]);
    assert.deepEqual(await indexes({ rowSet: { name: 'none', rows: [] } }), []);
    const ranked = { ...rowSet, isRanked: true } as const;
    assert.deepEqual(await indexes({ rowSet: ranked }), [90, 3, 41]);
    assert.deepEqual(await indexes({ rowSet: ranked, text: 'number 41' }), [41]);
    assert.deepEqual(await indexes({ rowSet: ranked, sort: { column: 'line', descending: false } }), [3, 41, 90]);
  });

  function passes(row: RowSummary, { statuses, badRows, text, ranges }: ViewQuery): boolean {
    const status: RowStatus = row.status ?? 'unscored';
    if (statuses !== undefined && statuses.length > 0 && !statuses.includes(status)) return false;
    if (badRows === true && row.rowIndex !== BAD_ROW) return false;
    for (const signal of HISTOGRAM_SIGNALS) {
      const limits = ranges?.[signal];
      if (limits === undefined || signal === 'similarity') continue;
      const value = row.values[signal];
      if (value === undefined || value < limits[0] || value > limits[1]) return false;
    }
    return textOf(row).includes((text ?? '').toLowerCase());
  }

  /** The text that the test wrote into the row. */
  function textOf({ rowIndex, preview }: RowSummary): string {
    if (rowIndex === 17) return 'two turns\na\nzebra';
    if (rowIndex === BAD_ROW) return `no json\n${preview.toLowerCase()}`;
    return `topic${rowIndex % 30} question number ${rowIndex}\nanswer ${rowIndex}`;
  }

  it('knows the place of every row, and which rows it hides', async () => {
    const { datasetId } = info;
    const shown = await rowsOf({ sort: { column: 'evolScore', descending: true }, statuses: ['nearDuplicate'] });
    const places = new Map(shown.map(({ rowIndex }, place) => [rowIndex, place]));
    for (const { rowIndex } of fileOrder) {
      const place = await engine.request('view/locate', { datasetId, viewId: 'view', rowIndex });
      assert.equal(place, places.get(rowIndex) ?? null);
    }
  });

  it('goes to the next and previous selected row in its own order', async () => {
    const { datasetId } = info;
    const order = await rowsOf({ sort: { column: 'complexityScore', descending: true } });
    const selected = order.filter(({ rank }) => rank !== undefined).map(({ rowIndex }) => rowIndex);
    const start = selected[3] ?? -1;
    for (const step of [1, -1] as const) {
      const row = await engine.request('row/adjacentSelected', { datasetId, rowIndex: start, step, viewId: 'view' });
      assert.equal(row?.rowIndex, selected[3 + step]);
    }
  });

  it('counts every row that has a value into its histogram', async () => {
    const histograms = await engine.request('dataset/histograms', { datasetId: info.datasetId, bins: 7 });
    assert.deepEqual(
      histograms.map(({ signal }) => signal),
      [...HISTOGRAM_SIGNALS],
    );
    const scored = fileOrder.filter(({ values }) => values.evolScore !== undefined);
    for (const { signal, counts, selectedCounts, min, max } of histograms) {
      if (signal === 'similarity' || isAddedColumn(signal)) continue;
      const values = scored.map((row) => row.values[signal] ?? Number.NaN);
      assert.deepEqual([min, max], [Math.min(...values), Math.max(...values)]);
      const expected = new Array<number>(7).fill(0);
      for (const value of values) {
        const bin = Math.min(6, Math.floor(((value - min) / (max - min)) * 7));
        expected[bin] = (expected[bin] ?? 0) + 1;
      }
      assert.deepEqual(counts, expected);
      assert.equal(sum(selectedCounts), 20);
    }
  });

  it('counts the rows that a view leaves apart, and none apart where it leaves all', async () => {
    const { datasetId } = info;
    const counted = (viewId: string) => engine.request('dataset/histograms', { datasetId, bins: 7, viewId });
    const ranges = { qualityScore: [0, 3] as const };
    await engine.request('view/set', { datasetId, viewId: 'apart', query: { ranges } });
    for (const { signal, counts, shownCounts = [] } of await counted('apart')) {
      if (signal === 'similarity' || isAddedColumn(signal)) continue;
      const left = fileOrder.filter(({ values: { qualityScore = 9 } }) => qualityScore <= 3);
      assert.ok(left.length > 0 && left.length < sum(counts), `${left.length}`);
      assert.equal(sum(shownCounts), left.length);
      assert.ok(shownCounts.every((count, bin) => count <= (counts[bin] ?? 0)));
    }
    await engine.request('view/set', { datasetId, viewId: 'apart', query: {} });
    assert.ok((await counted('apart')).every(({ shownCounts }) => shownCounts === undefined));
    assert.ok((await counted('none such')).every(({ shownCounts }) => shownCounts === undefined));
    await engine.request('view/close', { datasetId, viewId: 'apart' });
  });

  it('tells by its order whether any row stands elsewhere than before', async () => {
    const { datasetId } = info;
    const orderOf = async (query: ViewQuery): Promise<string> =>
      (await engine.request('view/set', { datasetId, viewId: 'order', query })).order;
    const byScore = { sort: { column: 'evolScore', descending: true } } as const;
    const descending = { sort: { column: 'line', descending: true } } as const;
    const queries: readonly ViewQuery[] = [{}, byScore, descending, { statuses: ['selected'] }];
    const orders: string[] = [];
    for (const query of queries) orders.push(await orderOf(query));
    assert.equal(new Set(orders).size, queries.length);
    for (const [index, query] of queries.entries()) assert.equal(await orderOf(query), orders[index]);
  });

  it('pages without gaps or repeats', async () => {
    const { datasetId } = info;
    const all = await rowsOf({ sort: { column: 'qualityScore', descending: false } });
    const paged: RowSummary[] = [];
    for (let start = 0; start < ROWS + 50; start += 33) {
      paged.push(...(await engine.request('view/rows', { datasetId, viewId: 'view', start, count: 33 })));
    }
    assert.deepEqual(paged, all);
  });

  function range(low: number, high: number): fc.Arbitrary<[number, number]> {
    const edge = fc.double({ min: low, max: high, noNaN: true });
    return fc.tuple(edge, edge).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
  }

  function sum(values: readonly number[]): number {
    return values.reduce((total, value) => total + value, 0);
  }
});
