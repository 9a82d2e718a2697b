import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import type { FakeHostOptions } from '../support/page/fakeHost';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const NOT_SELECTED = { rows: 50 };
/** A frame or two of the page's time. */
const LOOK_MS = 50;
/** Longer than anything is shown. */
const OVER_MS = 10_000;

describePage('page: what a command came to', (open) => {
  /** With time that passes only while it is looked at: what is shown for seconds stays for as long as a test needs. */
  const openStill = async (host: FakeHostOptions): Promise<TableDriver> => {
    const driver = await open(host);
    await driver.isAtLine('1');
    await driver.page.clock.install();
    await driver.page.clock.pauseAt(Date.now() + 60_000);
    return driver;
  };

  it('is shown, without covering rows, where a line is not there', async () => {
    const driver = await openStill(SCORED);
    await driver.press('g');
    await driver.type('99999');
    await driver.press('Enter');
    await isShown(driver, 'No row starts at or after line 99,999.');
    const [remark, grid] = await Promise.all([driver.remark.boundingBox(), driver.grid.boundingBox()]);
    assert.ok(remark !== null && grid !== null);
    assert.ok(remark.height > 10 && remark.y + remark.height <= grid.y, JSON.stringify({ remark, grid }));
  });

  it('is shown where no row is selected, and where there is no way back', async () => {
    const driver = await openStill(NOT_SELECTED);
    await driver.press('n');
    await isShown(driver, 'No row is selected.');
    await driver.press('b');
    await isShown(driver, 'There is no jump to go back from.');
  });

  it('is shown after a copy, and where there is nothing to undo', async () => {
    const driver = await openStill(NOT_SELECTED);
    await driver.press('Control+c');
    await isShown(driver, '1 row copied');
    await driver.press('Control+z');
    await isShown(driver, 'There is no decision to undo.');
  });

  it('goes after some seconds, and comes again with the same words', async () => {
    const driver = await openStill(NOT_SELECTED);
    await driver.press('n');
    await isShown(driver, 'No row is selected.');
    await driver.page.clock.runFor(OVER_MS);
    await driver.remark.waitFor({ state: 'detached' });
    await driver.press('n');
    await isShown(driver, 'No row is selected.');
  });

  it('is shown in a review, too', async () => {
    const driver = await openStill(NOT_SELECTED);
    await driver.press('r');
    const review = driver.page.getByRole('toolbar', { name: 'Review' });
    await eventually(async () => {
      await driver.page.clock.runFor(LOOK_MS);
      assert.ok(await review.isVisible());
    });
    await driver.press('Control+z');
    await isShown(driver, 'There is no decision to undo.');
    assert.ok(await review.isVisible());
  });
});

/** To eyes and, once only, to screen readers. */
async function isShown(driver: TableDriver, text: string): Promise<void> {
  await eventually(async () => {
    await driver.page.clock.runFor(LOOK_MS);
    assert.deepEqual(await driver.remark.allTextContents(), [text]);
  });
  assert.ok(await driver.remark.isVisible());
  assert.equal(await driver.remark.getAttribute('aria-hidden'), 'true');
  assert.equal(await driver.page.getByRole('status').textContent(), text);
}
