import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../src/protocol/dataset';
import { eventually } from '../support/eventually';
import { MOVED } from '../support/page/fakeView';
import { describePage, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const ROWS = 2000;
const PICKED = { name: 'mine', rows: [7, 30] };
const POOL = { rows: ROWS, movedBy: 3 };
const CHANGED: DatasetInfo = {
  ...{ datasetId: 'fake', path: '/data/fake.jsonl', format: 'Alpaca', byteLength: ROWS * 1000, rowCount: ROWS },
  ...{ contents: MOVED, indexing: false, problemCount: 6, scored: false, selection: null },
};

const areMarked = (driver: TableDriver, lines: readonly string[]): Promise<void> =>
  eventually(async () => assert.deepEqual(await driver.currentRow.locator('.line').allTextContents(), lines));

const showsLines = (driver: TableDriver, lines: readonly string[]): Promise<void> =>
  eventually(async () => assert.deepEqual(await driver.column('line'), lines));

/** How far below the top of the page the row is that has the focus. */
const heightOf = async ({ currentRow }: TableDriver): Promise<number> => (await currentRow.boundingBox())?.y ?? NaN;

describePage('page: rows of a file that has changed', (open) => {
  it('keeps the row that has the focus, at its height, and its details', async () => {
    const driver = await open(POOL);
    for (let row = 1; row < 5; row++) await driver.press('ArrowDown');
    await driver.isAtLine('5');
    await driver.details.getByText('Line 5', { exact: true }).waitFor();
    const height = await heightOf(driver);
    await driver.emit('infoChanged', CHANGED);
    await driver.isAtLine('8');
    await driver.details.getByText('Line 8', { exact: true }).waitFor();
    await eventually(async () => assert.equal(await heightOf(driver), height));
    await eventually(async () => assert.deepEqual((await driver.requests('currentRow')).at(-1), { rowIndex: 7 }));
  });

  it('asks for what it has once, in the words of the file as it was', async () => {
    const driver = await open(POOL);
    await driver.press('ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['2', '3']);
    await driver.emit('infoChanged', CHANGED);
    await areMarked(driver, ['5', '6']);
    await driver.emit('infoChanged', { ...CHANGED, problemCount: 7 });
    await driver.page.getByRole('button', { name: '7 bad rows' }).waitFor();
    await driver.messagesHaveArrived();
    assert.deepEqual(await driver.requests('view/moved'), [
      { since: 'as opened', rowIndexes: [2], positions: [[1, 3]] },
    ]);
  });

  it('keeps marked rows marked, for what is done to them next', async () => {
    const driver = await open(POOL);
    await driver.press('ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['2', '3']);
    await driver.emit('infoChanged', CHANGED);
    await areMarked(driver, ['5', '6']);
    await driver.press('+');
    await eventually(async () =>
      assert.deepEqual(await driver.requests('decide'), [{ kind: 'keep', positions: [[4, 6]] }]),
    );
  });

  it('marks nothing where nobody knows which rows they were', async () => {
    const driver = await open({ rows: ROWS });
    await driver.press('ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['2', '3']);
    await driver.emit('infoChanged', CHANGED);
    await areMarked(driver, ['3']);
  });

  it('keeps the rows that are looked at where the one with the focus is out of sight', async () => {
    const driver = await open(POOL);
    await driver.isAtLine('1');
    await driver.grid.hover();
    await driver.page.mouse.wheel(0, 10_000);
    await eventually(async () => assert.ok(Number((await driver.firstLine()).replaceAll(',', '')) > 100));
    let line = NaN;
    await eventually(async () => {
      const before = line;
      line = Number((await driver.firstLine()).replaceAll(',', ''));
      assert.equal(line, before, 'the table stands still');
    });
    await driver.emit('infoChanged', CHANGED);
    await eventually(async () => assert.equal(Number((await driver.firstLine()).replaceAll(',', '')), line + 3));
  });

  it('shows the rows that were picked elsewhere, wherever they stand, and all where nobody knows', async () => {
    const known = await open(POOL);
    await known.emit('filterRows', PICKED);
    await showsLines(known, ['8', '31']);
    await known.emit('infoChanged', CHANGED);
    await showsLines(known, ['11', '34']);
    const unknown = await open({ rows: ROWS });
    await unknown.emit('filterRows', PICKED);
    await showsLines(unknown, ['8', '31']);
    await unknown.emit('infoChanged', CHANGED);
    await unknown.hasRowCount(ROWS);
  });

  it('picks no rows by what they were in another file when the page comes back', async () => {
    const state = { ...stateWith({}), query: { rowSet: PICKED } };
    await showsLines(await open({ rows: ROWS, state: { ...state, contents: 'as opened' } }), ['8', '31']);
    await (await open({ rows: ROWS, state: { ...state, contents: 'before' } })).hasRowCount(ROWS);
  });
});
