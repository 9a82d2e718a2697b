import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const areMarked = (driver: TableDriver, lines: readonly string[]): Promise<void> =>
  eventually(async () => assert.deepEqual(await driver.currentRow.locator('.line').allTextContents(), lines));
const areKept = ({ page }: TableDriver, text: string): Promise<void> =>
  page.locator('.count[data-decided="keep"]').getByText(text, { exact: true }).waitFor();

describePage('page: marked rows', (open) => {
  it('stay marked while they stand where they are', async () => {
    const driver = await open(SCORED);
    await driver.press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['3', '4']);
    await driver.press('+');
    await areKept(driver, '2 kept');
    await driver.page.locator('.row .decision[data-verdict="keep"]').nth(1).waitFor();
    await areMarked(driver, ['3', '4']);
    await driver.press('t');
    await driver.page.locator('.count[data-decided="tag"]').getByText('2 tagged', { exact: true }).waitFor();
  });

  it('are no longer once other rows stand in their places: the next key is for the current row alone', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ sort: { column: 'decision', descending: false } }) });
    await driver.press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['3', '4']);
    await driver.press('+');
    await areKept(driver, '2 kept');
    await eventually(async () => assert.deepEqual((await driver.column('line')).slice(0, 4), ['3', '4', '1', '2']));
    await areMarked(driver, ['4']);
    await driver.press('t');
    await driver.page.locator('.count[data-decided="tag"]').getByText('1 tagged', { exact: true }).waitFor();
  });
});
