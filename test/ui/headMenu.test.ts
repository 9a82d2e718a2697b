import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { DatasetInfo } from '../../src/protocol/dataset';
import type { PoolSignal } from '../../src/protocol/poolSignals';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const REWARD: PoolSignal = {
  ...{ name: 'field:reward', kind: 'number', scope: 'row', origin: 'imported', rowsWithValue: 300 },
  range: { min: -1, mean: 2, max: 7.25 },
};
const poolInfo = (signals: readonly PoolSignal[]): DatasetInfo => ({
  ...{ datasetId: 'fake', path: '/data/fake.jsonl', format: 'Alpaca', byteLength: 300_000, rowCount: 300 },
  ...{ contents: 'as opened', indexing: false, problemCount: 0, scored: false, selection: null, signals },
});
const head = ({ grid }: TableDriver, name: string): Locator => grid.getByRole('columnheader', { name });
const menu = ({ page }: TableDriver, name: string): Locator => page.getByRole('menu', { name: `Column ${name}` });
const choose = async (driver: TableDriver, column: string, entry: string | RegExp): Promise<void> => {
  await head(driver, column).getByRole('button').click({ button: 'right' });
  await menu(driver, column).getByText(entry).click();
  await menu(driver, column).waitFor({ state: 'detached' });
};

describePage('page: menu of a column', (open) => {
  it('sorts either way and back, and ticks the order that there is', async () => {
    const driver = await open(SCORED);
    const hasOrder = (sort: string): Promise<void> =>
      eventually(async () => assert.equal(await head(driver, 'Turns').getAttribute('aria-sort'), sort));
    await choose(driver, 'Turns', 'Ascending');
    await hasOrder('ascending');
    await choose(driver, 'Turns', 'Descending');
    await hasOrder('descending');
    await head(driver, 'Turns').getByRole('button').click({ button: 'right' });
    await driver.page.getByRole('menuitemcheckbox', { name: /Descending/, checked: true }).waitFor();
    await driver.press('Escape');
    await menu(driver, 'Turns').waitFor({ state: 'detached' });
    await eventually(async () => assert.equal(await driver.hasFocus(head(driver, 'Turns')), true));
    await choose(driver, 'Turns', 'Order of the File');
    await hasOrder('none');
  });

  it('fits and hides its column, by keys as well', async () => {
    const driver = await open(SCORED);
    await choose(driver, 'Turns', 'Fit Column');
    await driver.savedState((saved) => Object.keys(saved.columnWidths).join() === 'turns');
    await head(driver, 'Turns').getByRole('button').focus();
    await driver.press('Alt+ArrowDown');
    await menu(driver, 'Turns').waitFor();
    await driver.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await driver.hasColumns(['Line', 'Status', 'Evol', 'Complexity', 'Quality', 'Instruction', 'Near-dup. of']);
    await driver.gridHasFocus();
    await head(driver, 'Instruction').getByRole('button').click({ button: 'right' });
    assert.equal(await menu(driver, 'Instruction').getByRole('menuitem', { name: 'Hide Column' }).isDisabled(), true);
  });

  it('closes with its column, which leaves the focus to the table, and stays closed when it is back', async () => {
    const driver = await open({ rows: 300, signals: [REWARD] });
    const reward = head(driver, 'reward');
    await reward.getByRole('button').click({ button: 'right' });
    await menu(driver, 'reward').waitFor();
    await driver.emit('infoChanged', poolInfo([]));
    await menu(driver, 'reward').waitFor({ state: 'detached' });
    await driver.gridHasFocus();
    await driver.emit('infoChanged', poolInfo([REWARD]));
    await reward.waitFor();
    await driver.messagesHaveArrived();
    assert.equal(await menu(driver, 'reward').count(), 0);
    await reward.getByRole('button').focus();
    await driver.emit('infoChanged', poolInfo([]));
    await reward.waitFor({ state: 'detached' });
    await driver.gridHasFocus();
  });

  it('shows alone what has the current row’s value, where values filter', async () => {
    const driver = await open(SCORED);
    await driver.press('n');
    await eventually(async () => assert.equal(await driver.currentRow.getAttribute('data-status'), 'selected'));
    await choose(driver, 'Status', /^Show Only/);
    await driver.hasRowCount(200);
    assert.deepEqual(await driver.requests('view/set').then((sets) => sets.at(-1)), {
      query: { statuses: ['selected'] },
    });
    await head(driver, 'Quality').getByRole('button').click({ button: 'right' });
    await menu(driver, 'Quality').waitFor();
    assert.equal(
      await menu(driver, 'Quality')
        .getByText(/Show Only/)
        .count(),
      0,
    );
  });

  it('copies what the current row has in its column: texts whole, numbers with all digits', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    for (const column of ['Line', 'Instruction']) {
      await choose(driver, column, 'Copy the Current Row’s Value');
    }
    await driver.page.getByRole('status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
    await driver.hasAsked('copyText', 2);
    const [line, instruction] = (await driver.requests('copyText')) as { readonly text: string }[];
    assert.equal(line?.text, '2');
    const shown = (await driver.column('instruction'))[1] ?? '';
    assert.ok(shown !== '' && instruction?.text.replaceAll(/\s+/g, ' ').startsWith(shown.replace(/…$/, '')));
  });
});
