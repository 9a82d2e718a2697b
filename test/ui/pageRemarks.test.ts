import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const NOT_SELECTED = { rows: 50 };

describePage('page: what a command came to', (open) => {
  it('is shown, without covering rows, where a line is not there', async () => {
    const driver = await open(SCORED);
    await driver.press('g');
    await driver.type('99999');
    await driver.press('Enter');
    await isShown(driver, 'No row starts at or after line 99,999.');
  });

  it('is shown where no row is selected, and where there is no way back', async () => {
    const driver = await open(NOT_SELECTED);
    await driver.press('n');
    await isShown(driver, 'No row is selected.');
    await driver.press('b');
    await isShown(driver, 'There is no jump to go back from.');
  });

  it('is shown after a copy, and where there is nothing to undo', async () => {
    const driver = await open(NOT_SELECTED);
    await driver.isAtLine('1');
    await driver.press('Control+c');
    await isShown(driver, '1 row copied');
    await driver.press('Control+z');
    await isShown(driver, 'There is no decision to undo.');
  });

  it('goes after some seconds, and comes again with the same words', async () => {
    const driver = await open(NOT_SELECTED);
    await driver.page.clock.install();
    await driver.press('n');
    await driver.page.clock.runFor(1000);
    await isShown(driver, 'No row is selected.');
    await driver.page.clock.runFor(10_000);
    await driver.remark.waitFor({ state: 'detached' });
    await driver.press('n');
    await driver.page.clock.runFor(1000);
    await isShown(driver, 'No row is selected.');
  });

  it('is shown in a review, too', async () => {
    const driver = await open(NOT_SELECTED);
    await driver.press('r');
    await driver.page.getByRole('toolbar', { name: 'Review' }).waitFor();
    await driver.press('Control+z');
    await isShown(driver, 'There is no decision to undo.');
  });
});

/** To eyes and, once only, to screen readers. */
async function isShown(driver: TableDriver, text: string): Promise<void> {
  await driver.remark.filter({ hasText: text }).waitFor();
  assert.equal(await driver.remark.textContent(), text);
  assert.equal(await driver.page.getByRole('status').textContent(), text);
  assert.equal(await driver.remark.getAttribute('aria-hidden'), 'true');
  const rows = driver.page.locator('.row:not([hidden])');
  if (await rows.first().isVisible()) {
    const [remark, row] = await Promise.all([placeOf(driver.remark), placeOf(driver.grid)]);
    assert.ok(remark.height > 10 && remark.y + remark.height <= row.y, JSON.stringify({ remark, row }));
  }
}

async function placeOf(locator: Locator): Promise<{ readonly y: number; readonly height: number }> {
  const place = await locator.boundingBox();
  assert.ok(place !== null);
  return place;
}
