import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const rowAt = ({ page }: TableDriver, line: number): Locator => page.locator(`.row[aria-rowindex="${line + 1}"]`);
const count = ({ page }: TableDriver, filter: string): Locator => page.locator(`.count[data-decided="${filter}"]`);
const hasVerdict = (driver: TableDriver, line: number, verdict: 'keep' | 'drop' | ''): Promise<void> =>
  rowAt(driver, line).locator(`.decision[data-verdict="${verdict}"]`).waitFor();
const isCounted = (driver: TableDriver, filter: string, text: string): Promise<void> =>
  count(driver, filter)
    .and(driver.page.getByText(text, { exact: true }))
    .waitFor();

describePage('page: decisions by hand', (open) => {
  it('keeps and drops the current row by key, takes it back by the same key, and counts', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('+');
    await hasVerdict(driver, 1, 'keep');
    await isCounted(driver, 'keep', '1 kept');
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    await driver.press('-');
    await hasVerdict(driver, 2, 'drop');
    await isCounted(driver, 'drop', '1 dropped');
    await driver.press('-');
    await hasVerdict(driver, 2, '');
    await count(driver, 'drop').waitFor({ state: 'detached' });
  });

  it('decides about many rows at once, marked with Shift and Ctrl, and undoes that in one', async () => {
    const driver = await open(SCORED);
    const areMarked = (rows: number): Promise<void> =>
      eventually(async () => assert.equal(await driver.currentRow.count(), rows));
    await driver.isAtLine('1');
    await driver.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await areMarked(3);
    await rowAt(driver, 6).click({ modifiers: ['Control'] });
    await areMarked(4);
    await rowAt(driver, 2).click({ modifiers: ['Control'] });
    await areMarked(3);
    await driver.press('+');
    await isCounted(driver, 'keep', '3 kept');
    for (const line of [1, 3, 6]) await hasVerdict(driver, line, 'keep');
    await hasVerdict(driver, 2, '');
    await driver.press('Control+z');
    await count(driver, 'keep').waitFor({ state: 'detached' });
    await driver.press('Control+y');
    await isCounted(driver, 'keep', '3 kept');
    await driver.press('Escape');
    await areMarked(1);
    await rowAt(driver, 9).click({ modifiers: ['Shift'] });
    await areMarked(8);
  });

  it('writes notes and tags, shows them in the details, and filters by what is decided', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('m');
    await driver.details.getByText('look again').waitFor();
    await driver.press('t');
    await driver.details.getByText('maths').waitFor();
    await rowAt(driver, 1).locator('.decision', { hasText: 'maths' }).waitFor();
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    await driver.press('+');
    await isCounted(driver, 'keep', '1 kept');
    await count(driver, 'keep').click();
    await eventually(async () => assert.deepEqual(await driver.column('line'), ['2']));
    await count(driver, 'note').click();
    await eventually(async () => assert.deepEqual(await driver.column('line'), ['1', '2']));
  });

  it('goes on with the next undecided row where one leaves the list', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('+');
    await count(driver, 'undecided').click();
    await driver.grid.focus();
    await driver.isAtLine('2');
    await driver.press('ArrowDown');
    await driver.isAtLine('3');
    await driver.press('-');
    await driver.isAtLine('4');
    await driver.press('+');
    await driver.isAtLine('5');
  });

  it('says that the selection is from before rows were kept or dropped', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('+');
    const stale = driver.page.getByText('Rows were kept or dropped by hand since this selection.');
    await stale.waitFor();
    await driver.press('Control+z');
    await stale.waitFor({ state: 'detached' });
  });
});
