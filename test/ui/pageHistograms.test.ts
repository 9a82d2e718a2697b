import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

const figure = ({ page }: TableDriver, name: string): Locator => page.getByRole('figure', { name });
const tau = ({ page }: TableDriver): Locator => page.getByRole('slider', { name: 'Threshold τ of the next run' });
const threshold = ({ page }: TableDriver): Promise<string> =>
  page.locator('.threshold-field').evaluate((element) => (element as unknown as { readonly value: string }).value);

describePage('page: histograms', (open) => {
  it('has τ as a slider that is dragged, which types the threshold of the next run', async () => {
    const driver = await open(SCORED);
    await tau(driver).waitFor();
    assert.equal(await tau(driver).getAttribute('aria-valuetext'), '0.90');
    const plot = await figure(driver, 'Nearest similarity').locator('.plot').boundingBox();
    const handle = await tau(driver).boundingBox();
    assert.ok(plot !== null && handle !== null);
    await driver.page.mouse.move(handle.x + handle.width / 2, plot.y + 20);
    await driver.page.mouse.down();
    await driver.page.mouse.move(plot.x + plot.width * 0.7, plot.y + 20, { steps: 4 });
    await driver.page.mouse.up();
    await eventually(async () => assert.equal(await threshold(driver), '0.7'));
    assert.equal(await tau(driver).getAttribute('aria-valuenow'), '0.7');
    await driver.page
      .getByText('This result has other parameters: threshold 0.90. Run Select again.')
      .first()
      .waitFor();
    assert.deepEqual((await driver.requests('fieldsTyped')).at(-1), { fields: { budget: '200', threshold: '0.7' } });
    await driver.hasRowCount(2000);
  });

  it('moves τ by keys, and follows what is typed', async () => {
    const driver = await open(SCORED);
    await tau(driver).focus();
    await driver.press('ArrowLeft', 'Shift+ArrowLeft');
    await eventually(async () => assert.equal(await threshold(driver), '0.84'));
    await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('0.5');
    await eventually(async () => assert.equal(await tau(driver).getAttribute('aria-valuetext'), '0.50'));
    await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('no number');
    await tau(driver).waitFor({ state: 'detached' });
  });

  it('makes a range a condition of the selection in one step; similarities, which selections give, are none', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ ranges: { qualityScore: [3, 6] } }) });
    const action = driver.page.getByRole('button', { name: 'Select only rows with quality >= 2.98' });
    await action.click();
    await driver.page
      .getByText(/This result has other parameters: .*Run Select again\./)
      .first()
      .waitFor();
    assert.deepEqual(await driver.requests('selectOnly'), [{ signal: 'quality', bounds: { atLeast: 2.98 } }]);
    await driver.page.getByRole('slider', { name: 'Nearest similarity from' }).focus();
    await driver.press('ArrowRight');
    const similarities = figure(driver, 'Nearest similarity');
    await similarities.getByRole('button', { name: 'Clear Nearest similarity' }).waitFor();
    assert.equal(await similarities.getByRole('button', { name: /^Select only/ }).count(), 0);
  });

  it('counts the rows of the filter beside all rows, in every histogram, and says both of a range', async () => {
    const driver = await open(SCORED);
    await figure(driver, 'Complexity').waitFor();
    assert.equal(await driver.page.locator('.plot .shown').count(), 0);
    await driver.page.getByRole('button', { name: '200 selected' }).click();
    await driver.hasRowCount(200);
    await eventually(async () => assert.equal(await driver.page.locator('.plot .shown').count(), 4));
    await driver.page.getByRole('slider', { name: 'Complexity from' }).focus();
    for (let step = 0; step < 8; step++) await driver.press('Shift+ArrowRight');
    await eventually(async () => {
      const reading = (await figure(driver, 'Complexity').locator('.reading').textContent()) ?? '';
      const rowCount = Number(await driver.grid.getAttribute('aria-rowcount')) - 1;
      assert.ok(rowCount < 200 && reading.endsWith(` rows, ${rowCount} shown`), `${reading} of ${rowCount}`);
    });
    await driver.page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(async () => assert.equal(await driver.page.locator('.plot .shown').count(), 0));
  });

  it('has numbers along its axis, and cuts nothing of what a range comes to', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ ranges: { qualityScore: [3, 4] } }) });
    await eventually(async () =>
      assert.deepEqual(await figure(driver, 'Complexity').locator('.axis span').allTextContents(), [
        '1.00',
        '2.00',
        '4.00',
        '6.00',
      ]),
    );
    await driver.page.setViewportSize({ width: 932, height: 678 });
    const { left, right, needed, width } = await figure(driver, 'Quality')
      .locator('.reading')
      .evaluate((element) => {
        const text = element as unknown as { readonly scrollWidth: number; getBoundingClientRect(): Box };
        const box = text.getBoundingClientRect();
        return { left: box.left, right: box.right, needed: text.scrollWidth, width: box.width };
      });
    assert.ok(left >= 0 && right <= 932 && needed <= Math.ceil(width), JSON.stringify({ left, right, needed, width }));
  });

  it('never has a number of an axis in another, however narrow the page', async () => {
    const driver = await open(SCORED);
    await eventually(async () => assert.notEqual(await driver.page.locator('.axis .tick').count(), 0));
    for (const width of [1440, 1100, 805, 760, 600, 480]) {
      await driver.page.setViewportSize({ width, height: 800 });
      await eventually(async () => {
        const axes = await driver.page.locator('.axis').all();
        for (const axis of axes) assert.deepEqual(inOneAnother(await boxesOf(axis.locator('span'))), [], `${width} px`);
      });
    }
  });
});

/** Of the elements that are drawn, from left to right. */
async function boxesOf(spans: Locator): Promise<readonly Box[]> {
  const all = await spans.evaluateAll((elements) =>
    elements.map((element) =>
      (element as unknown as { getBoundingClientRect(): { toJSON(): Box } }).getBoundingClientRect().toJSON(),
    ),
  );
  return all.filter(({ width }) => width > 0).sort((a, b) => a.left - b.left);
}

function inOneAnother(boxes: readonly Box[]): readonly Box[] {
  return boxes.filter(({ left }, at) => at > 0 && left < (boxes[at - 1] as Box).right);
}
