import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../src/protocol/dataset';
import type { PoolSignal } from '../../src/protocol/poolSignals';
import { eventually } from '../support/eventually';
import { describePage, stateWith } from '../support/page/pageSuite';

const ROW = { scope: 'row', origin: 'imported', rowsWithValue: 300 } as const;
const HOSTILE = 'x"] .row{display:none} <b>';
const SIGNALS: readonly PoolSignal[] = [
  { ...ROW, name: 'field:reward', kind: 'number', range: { min: -1, mean: 2, max: 7.25 } },
  {
    ...ROW,
    name: `field:${HOSTILE}`,
    kind: 'category',
    mostFrequent: [
      { value: 'maths', rows: 200 },
      { value: '<img src=x onerror=alert(1)>', rows: 100 },
    ],
  },
];
const HOST = { rows: 300, signals: SIGNALS };
const NO_SIGNALS: DatasetInfo = {
  ...{ datasetId: 'fake', path: '/data/fake.jsonl', format: 'Alpaca', byteLength: 300_000, rowCount: 300 },
  ...{ contents: 'as opened', indexing: false, problemCount: 0, scored: false, selection: null },
};

describePage('page: added signals', (open) => {
  it('are columns, with where they come from in their heads', async () => {
    const driver = await open(HOST);
    await driver.hasColumns(['Line', 'Status', 'reward', HOSTILE, 'Instruction', 'Turns']);
    const head = driver.page.getByRole('columnheader', { name: 'reward' }).getByRole('button');
    assert.match(
      (await head.getAttribute('title')) ?? '',
      /^field:reward\nOrigin: a field of the row\n300 rows have a value/,
    );
    const first = driver.page.locator('.row:not(.pending) .cell.added');
    await eventually(async () => assert.deepEqual((await first.allTextContents()).slice(0, 2), ['1.5', 'maths']));
  });

  it('are sorted by, largest first', async () => {
    const driver = await open(HOST);
    const head = driver.page.getByRole('columnheader', { name: 'reward' });
    await head.getByRole('button').click();
    await eventually(async () => assert.equal(await head.getAttribute('aria-sort'), 'descending'));
    const state = await driver.savedState(({ query }) => query.sort !== undefined);
    assert.deepEqual(state.query.sort, { column: 'signal:field:reward', descending: true });
  });

  it('are filtered by a click on a bar, on and off; their values are text', async () => {
    const driver = await open(HOST);
    const bars = driver.page.getByRole('figure', { name: HOSTILE });
    const [maths, image] = [bars.getByRole('button', { name: /^maths/ }), bars.getByRole('button', { name: /^<img/ })];
    await image.click();
    await eventually(async () => assert.equal(await image.getAttribute('aria-pressed'), 'true'));
    const column = `signal:field:${HOSTILE}`;
    const state = await driver.savedState(({ query }) => query.values !== undefined);
    assert.deepEqual(state.query.values, { [column]: ['<img src=x onerror=alert(1)>'] });
    await image.click();
    await eventually(async () => assert.equal(await image.getAttribute('aria-pressed'), 'false'));
    assert.equal(await maths.getAttribute('aria-pressed'), 'false');
    assert.equal(await driver.page.locator('img').count(), 0);
  });

  it('take the order and the filters by them along where they go, or were left in another session', async () => {
    const gone = { 'signal:field:gone': ['x'] } as const;
    const kept = { [`signal:field:${HOSTILE}`]: ['maths'] } as const;
    const query = { sort: { column: 'signal:field:gone', descending: true }, values: { ...gone, ...kept } } as const;
    const driver = await open({ ...HOST, state: stateWith(query) });
    assert.deepEqual((await driver.requests('view/set'))[0], { query: { values: kept } });
    await driver.emit('infoChanged', NO_SIGNALS);
    await driver.savedState((state) => state.query.values === undefined);
    assert.deepEqual((await driver.requests('view/set')).at(-1), { query: {} });
  });

  it('are added from the menu of columns', async () => {
    const driver = await open(HOST);
    await driver.page.getByRole('button', { name: 'Columns' }).click();
    await driver.page.getByRole('menuitem', { name: 'Add Signal…' }).click();
    await eventually(async () => assert.equal((await driver.requests('deita.addSignal')).length, 1));
  });

  it('says that rows carry scores which the run would not go by, and takes them by one click', async () => {
    const read = { turns: 2000, turnsWithoutResponse: 0, probablyMisread: false, openingsLeftOut: 0 };
    const driver = await open({
      rows: 2000,
      reading: { ...read, rejectedRows: 0, unreadKeys: [], rowsWithScores: 9 },
    });
    await driver.page.getByText('Rows carry scores (complexity_scores, quality_scores). ').waitFor();
    await driver.page.getByRole('button', { name: 'Use the scores in the rows' }).click();
    await driver.page.getByText('Run Select to score them').waitFor();
    assert.deepEqual(await driver.requests('useCarriedScores'), [null]);
  });
});
