import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { DatasetInfo } from '../../src/protocol/dataset';
import { eventually } from '../support/eventually';
import { describePage } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

/** Groups of lines 1, 5 and 9, of lines 2, 6 and 10, and of lines 3, 7 and 11. */
const GROUPED = { rows: 300, groups: 3 };
const NO_GROUPS: DatasetInfo = {
  ...{ datasetId: 'fake', path: '/data/fake.jsonl', format: 'Alpaca', byteLength: 300_000, rowCount: 300 },
  ...{ contents: 'as opened', indexing: false, problemCount: 0, scored: false, selection: null },
};
const head = ({ grid }: TableDriver): Locator => grid.getByRole('columnheader', { name: 'Group' });
/** What stands in the column in the first rows. */
const startsWith = (driver: TableDriver, ...groups: readonly string[]): Promise<void> =>
  eventually(async () => assert.deepEqual((await driver.column('group')).slice(0, groups.length), groups));
const hasLines = (driver: TableDriver, ...lines: readonly string[]): Promise<void> =>
  eventually(async () => assert.deepEqual(await driver.column('line'), lines));

describePage('page: groups of near-duplicates', (open) => {
  it('are a column with their number and size as soon as there are any', async () => {
    const driver = await open(GROUPED);
    await driver.hasColumns(['Line', 'Status', 'Instruction', 'Turns', 'Group']);
    await startsWith(driver, '1 · 3 rows', '2 · 3 rows', '3 · 3 rows', '', '1 · 3 rows');
    await driver.emit('infoChanged', NO_GROUPS);
    await driver.hasColumns(['Line', 'Instruction', 'Turns']);
  });

  it('are sorted by, the first group first, then the last one, rows in none last', async () => {
    const driver = await open(GROUPED);
    await head(driver).getByRole('button').click();
    await startsWith(driver, '1 · 3 rows', '1 · 3 rows', '1 · 3 rows', '2 · 3 rows');
    assert.deepEqual((await driver.column('line')).slice(0, 4), ['1', '5', '9', '2']);
    assert.equal(await head(driver).getAttribute('aria-sort'), 'ascending');
    await head(driver).getByRole('button').click();
    await eventually(async () => assert.equal(await head(driver).getAttribute('aria-sort'), 'descending'));
    assert.deepEqual((await driver.requests('view/set')).at(-1), {
      query: { sort: { column: 'group', descending: true } },
    });
  });

  it('show their rows alone by a click, on the row that was clicked, and all rows by another', async () => {
    const driver = await open(GROUPED);
    const link = (line: number): Locator =>
      driver.page.locator('.row:not(.pending)').filter({ has: driver.page.locator('.line', { hasText: new RegExp(`^${line}$`) }) }).getByRole('link'); // prettier-ignore
    await link(6).click();
    await hasLines(driver, '2', '6', '10');
    await driver.isAtLine('6');
    await driver.page.locator('.row-set', { hasText: /^Group 2$/ }).waitFor();
    await driver.page.getByText('3 shown').waitFor();
    const { query } = await driver.savedState((state) => state.query.rowSet !== undefined);
    assert.deepEqual(query, { rowSet: { name: 'Group 2', group: 2 } });
    await link(6).click();
    await driver.hasRowCount(300);
    await driver.isAtLine('6');
  });

  it('show their rows alone by key, from the menu of the column, beside other filters', async () => {
    const driver = await open({ ...GROUPED, selected: 30 });
    await driver.isAtLine('1');
    await driver.press('ArrowDown', 'ArrowDown');
    await driver.isAtLine('3');
    await head(driver).getByRole('button').focus();
    await driver.press('Alt+ArrowDown');
    await driver.page.getByRole('menuitem', { name: 'Show Only Rows with the Current Row’s Value' }).click();
    await hasLines(driver, '3', '7', '11');
    await driver.page.getByRole('button', { name: 'Clear filters' }).click();
    await driver.hasRowCount(300);
  });

  it('are no filter any more once they are gone', async () => {
    const driver = await open(GROUPED);
    await driver.page.getByRole('link', { name: '1 · 3 rows' }).first().click();
    await hasLines(driver, '1', '5', '9');
    await driver.emit('infoChanged', NO_GROUPS);
    await driver.hasRowCount(300);
    await driver.savedState(({ query }) => query.rowSet === undefined);
  });
});
