import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const says = ({ page }: TableDriver, text: string): Promise<void> =>
  page
    .locator('.review-progress')
    .and(page.getByText(text, { exact: true }))
    .waitFor();
const showsLine = ({ page }: TableDriver, line: number): Promise<void> =>
  page.locator(`.details-body[data-row="${line - 1}"]`).waitFor();

const detailsHaveFocus = ({ page }: TableDriver): Promise<void> => page.locator('.details-body:focus').waitFor();
const lineShown = async ({ page }: TableDriver): Promise<number> =>
  Number(await page.locator('.details-body').getAttribute('data-row')) + 1;

async function startReview(driver: TableDriver): Promise<void> {
  await driver.isAtLine('1');
  await driver.press('r');
  await says(driver, '0 of 2,000 decided');
  await detailsHaveFocus(driver);
}

describePage('page: reviewing rows one by one', (open) => {
  it('shows the row alone, decides by one key and goes on to the next, and says how far it is', async () => {
    const driver = await open(SCORED);
    await startReview(driver);
    assert.ok(await driver.page.locator('.table-host').isHidden());
    await showsLine(driver, 1);
    await driver.press('+');
    await says(driver, '1 of 2,000 decided');
    await showsLine(driver, 2);
    await driver.press('u');
    await showsLine(driver, 3);
    await driver.press('-');
    await says(driver, '2 of 2,000 decided');
    await showsLine(driver, 4);
    await driver.press('Control+z');
    await says(driver, '1 of 2,000 decided');
    await driver.page.getByRole('button', { name: 'Keep (+)' }).click();
    await says(driver, '2 of 2,000 decided');
    await showsLine(driver, 5);
  });

  it('passes over rows that are decided about already', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.press('ArrowDown');
    await driver.isAtLine('2');
    await driver.press('+');
    await driver.page.locator('.count[data-decided="keep"]').waitFor();
    await driver.press('r');
    await says(driver, '1 of 2,000 decided');
    await showsLine(driver, 3);
  });

  it('gives the table back with its filter, its place and the focus', async () => {
    const driver = await open(SCORED);
    await driver.isAtLine('1');
    await driver.page.locator('.count[data-status="selected"]').click();
    await driver.page.locator('.shown-count').waitFor();
    const shown = await driver.page.locator('.shown-count').textContent();
    await driver.grid.focus();
    await driver.press('r');
    await detailsHaveFocus(driver);
    // The row before is shown until the first one that passes the filter is known.
    await driver.page.locator('.details-body[data-row]:not([data-row="0"])').waitFor();
    const first = await lineShown(driver);
    await driver.press('+');
    await eventually(async () => assert.notEqual(await lineShown(driver), first));
    const line = await lineShown(driver);
    await driver.press('Escape');
    await driver.page.locator('.review-bar').waitFor({ state: 'detached' });
    await driver.isAtLine(line.toLocaleString('en'));
    assert.equal(await driver.page.locator('.shown-count').textContent(), shown);
    await driver.page.locator('.table-host :focus').waitFor();
    await driver.press('ArrowUp');
    await driver.isAtLine(first.toLocaleString('en'));
  });

  it('has every control in reach in a page of 400 by 300 pixels', async () => {
    const driver = await open(SCORED);
    await driver.page.setViewportSize({ width: 400, height: 300 });
    await startReview(driver);
    const buttons = driver.page.locator('.review-bar vscode-button');
    assert.equal(await buttons.count(), 5);
    const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()));
    boxes.forEach((box, at) => {
      const { x = -1, width = 0 } = box ?? {};
      const next = boxes[at + 1]?.x ?? 400;
      assert.ok(x >= 0 && width >= 20 && x + width <= next, `button ${at} from ${x} to ${x + width}, next at ${next}`);
    });
  });
});
