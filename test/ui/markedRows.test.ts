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

  it('are copied by Ctrl+C, or the current row alone; in the details Ctrl+C is about text', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('Control+c');
    await driver.page.getByRole('status').filter({ hasText: '1 row copied' }).waitFor({ state: 'attached' });
    await driver.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['1', '2', '3']);
    await driver.press('Control+c');
    await driver.page.getByRole('status').filter({ hasText: '3 rows copied' }).waitFor({ state: 'attached' });
    await driver.press('Enter');
    await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
    await driver.press('Control+c');
    await driver.messagesHaveArrived();
    assert.deepEqual(await driver.requests('copyRows'), [{ rowIndex: 0, positions: [] }, { positions: [[0, 3]] }]);
  });

  it('are what a menu opened on one of them is about; opened elsewhere it is about that row', async () => {
    const driver = await open(SCORED);
    const row = (line: number) => driver.page.locator(`.row[aria-rowindex="${line + 1}"] .instruction`);
    await driver.isAtLine('1');
    await driver.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await areMarked(driver, ['1', '2', '3']);
    await row(2).click({ button: 'right' });
    await driver.emit('runCommand', { command: 'copyRows' });
    await driver.page.getByRole('status').filter({ hasText: '3 rows copied' }).waitFor({ state: 'attached' });
    await row(6).click({ button: 'right' });
    await areMarked(driver, ['6']);
    await driver.emit('runCommand', { command: 'keep' });
    await areKept(driver, '1 kept');
    const context = await driver.grid.getAttribute('data-vscode-context');
    assert.deepEqual(JSON.parse(context ?? ''), { webviewSection: 'rows', preventDefaultContextMenuItems: true });
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
