import assert from 'node:assert/strict';
import { WIDTH } from '../../src/wording/pictures/svg';
import { distributionsDrawing } from '../../src/wording/selections/distributionsDrawing';
import { eventually } from '../support/eventually';
import { HOSTILE_TEXTS } from '../support/page/fakeTexts';
import { describePageOf } from '../support/page/pageSuite';
import { fakeComparison } from '../support/page/selections/fakeComparison';
import { SELECTIONS } from '../support/page/selections/selectionsDriver';

const RUNS = ['mine', 'other'];

describePageOf(SELECTIONS, 'page that compares selections', (open) => {
  it('says what to do, and compares the runs that are chosen', async () => {
    const driver = await open({ runs: RUNS, current: true });
    await driver.page.getByText('Choose runs and compare them').waitFor();
    await driver.toolbar.getByRole('checkbox', { name: 'other' }).uncheck();
    await driver.compareButton.click();
    await driver.figures.waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ runs: ['current selection', 'mine'] }]);
    await driver.page
      .getByRole('status')
      .filter({ hasText: '2 runs compared with 4 baselines.' })
      .waitFor({ state: 'attached' });
  });

  it('compares nothing where nothing is chosen, and says so where there is no run', async () => {
    const driver = await open({ runs: [] });
    await driver.page.getByText('There is no selection to compare yet').waitFor();
    assert.equal(await driver.compareButton.getAttribute('disabled'), '');
    await driver.emit('runsChanged', { runs: [{ name: 'mine', isCurrent: false }] });
    await driver.toolbar.getByRole('checkbox', { name: 'mine' }).check();
    await driver.compareButton.click();
    await driver.figures.waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ runs: ['mine'] }]);
  });

  it('shows the figures of every run, and of the baselines', async () => {
    const driver = await open({ runs: RUNS, compared: true });
    const cells = (name: string): Promise<string[]> =>
      driver.figures
        .getByRole('row', { name: new RegExp(`^${name}`) })
        .getByRole('cell')
        .allInnerTexts();
    assert.deepEqual(await cells('mine'), ['600', '0.9000', '–', '50', '120,000', '12.00', '150.00', '1.50']);
    assert.deepEqual((await cells('random 1')).slice(0, 3), ['600', '0.8600', '0.4400']);
    assert.equal(await driver.figures.getByRole('row').count(), 1 + 6);
  });

  it('filters the table by a bar, and goes from bar to bar by arrow keys', async () => {
    const driver = await open({ runs: RUNS, compared: true });
    await driver.bar('other, Turns: 3').click();
    await eventually(async () =>
      assert.deepEqual(await driver.requests('filterBar'), [{ distribution: 2, run: 1, bar: 2 }]),
    );
    await driver.press('ArrowDown', 'ArrowLeft', 'Enter');
    await eventually(async () =>
      assert.deepEqual((await driver.requests('filterBar'))[1], { distribution: 2, run: 2, bar: 1 }),
    );
    await driver.press('Home', 'ArrowLeft', 'Enter');
    await eventually(async () =>
      assert.deepEqual((await driver.requests('filterBar'))[2], { distribution: 1, run: 2, bar: 11 }),
    );
  });

  it('has one tab stop for all bars, and says of each what it holds', async () => {
    const driver = await open({ runs: RUNS, compared: true });
    assert.equal(await driver.page.locator('.bar[tabindex="0"]').count(), 1);
    const name = await driver.bar('mine, Source: sharegpt').getAttribute('aria-label');
    assert.match(name ?? '', /^mine, Source: sharegpt: \d+ rows \(\d+\.\d%\)$/);
  });

  it('lists rows that only one run has, shows them all in the table, and goes to one', async () => {
    const driver = await open({ runs: RUNS, compared: true });
    await driver.overlap.getByRole('button', { name: 'List the rows only in other, not in mine' }).click();
    await driver.rows.getByText('250 rows only in other, not in mine: the first 100').waitFor();
    const pair = { a: 'other', b: 'mine' };
    assert.deepEqual(await driver.requests('rowsOnlyIn'), [pair]);
    await driver.rows.getByRole('button', { name: 'Show all in the table' }).click();
    await driver.rows.getByRole('button', { name: '1', exact: true }).focus();
    await driver.press('ArrowDown', 'Enter');
    await eventually(async () => {
      assert.deepEqual(await driver.requests('filterOnlyIn'), [pair]);
      assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 2 }]);
    });
  });

  it('draws what the strategy selects at the budgets that are typed', async () => {
    const driver = await open({ runs: RUNS });
    const budgets = driver.curve.getByRole('textbox', { name: /^Budgets/ });
    await budgets.fill('100, x');
    await eventually(async () => assert.equal(await budgets.getAttribute('aria-invalid'), 'true'));
    await budgets.press('Enter');
    await budgets.fill('50, 150');
    await budgets.press('Enter');
    await driver.curve.getByRole('img', { name: 'What the strategy selects at several budgets' }).waitFor();
    assert.deepEqual(await driver.requests('curve'), [{ budgets: [50, 150] }]);
    const cells = await driver.curve.getByRole('row', { name: /^150/ }).getByRole('cell').allInnerTexts();
    assert.deepEqual(cells, ['150', '27.00', '21', '0.857', '31,650']);
    assert.equal(await driver.curve.locator('.drawn .mark').count(), 2 * 4);
  });

  it('saves what it shows, drawing pictures itself', async () => {
    const driver = await open({ runs: RUNS, compared: true });
    const save = async (entry: string): Promise<void> => {
      await driver.toolbar.getByRole('button', { name: 'Save' }).click();
      await driver.page.getByRole('menuitem', { name: entry }).click();
    };
    await save('Data card as HTML…');
    await save('Distributions as PNG…');
    await save('Budget curve as PNG…');
    await eventually(async () => assert.equal((await driver.requests('save')).length, 3));
    const [card, figure, curve] = (await driver.requests('save')) as readonly { kind: string; png?: string }[];
    assert.deepEqual(card, { kind: 'card.html' });
    for (const [saved, kind, height] of [
      [figure, 'figure.png', distributionsDrawing(fakeComparison(RUNS)).height],
      [curve, 'curve.png', 380],
    ] as const) {
      assert.equal(saved?.kind, kind);
      const bytes = Buffer.from(saved.png ?? '', 'base64');
      assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * WIDTH, 2 * height]);
      assert.ok(bytes.length > 10_000, 'something is drawn');
    }
    await driver.page.getByRole('status').filter({ hasText: 'Wrote pool.curve.png' }).waitFor({ state: 'attached' });
  });

  it('offers nothing to save where nothing is shown', async () => {
    const driver = await open({ runs: RUNS });
    await driver.toolbar.getByRole('button', { name: 'Save' }).click();
    assert.equal(await driver.page.getByRole('menuitem').count(), 6);
    assert.equal(await driver.page.getByRole('menuitem', { disabled: false }).count(), 0);
  });

  it('makes comparison and curve again when the window was loaded again', async () => {
    const driver = await open({ runs: RUNS, reloaded: true });
    await driver.figures.waitFor();
    await driver.curve.getByRole('table').waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ runs: RUNS }]);
    assert.deepEqual(await driver.requests('curve'), [{ budgets: [100, 300, 600] }]);
  });

  it('shows the progress of a job and cancels it', async () => {
    const job = { stage: 'embed', done: 1200, total: 14_131, ratePerSecond: 310, remainingMs: 41_000 } as const;
    const driver = await open({ runs: RUNS, job });
    await driver.toolbar.getByText('1,200 of 14,131').waitFor();
    await driver.toolbar.getByRole('button', { name: 'Cancel' }).click();
    await driver.compareButton.waitFor();
    assert.equal((await driver.requests('deita.cancel')).length, 1);
  });

  it('says why runs cannot be compared', async () => {
    const error = { code: 'usage', message: 'Two runs have the same name.', hint: 'Rename one.' } as const;
    const driver = await open({ runs: RUNS, error });
    await driver.compareButton.click();
    await driver.page.getByRole('alert').getByText('Two runs have the same name.').waitFor();
    assert.equal(await driver.compareButton.isEnabled(), true);
  });

  it('shows texts as text, whatever they hold', async () => {
    const driver = await open({ runs: ['<b>bold</b>'], compared: true });
    await driver.figures.getByText('<b>bold</b>').waitFor();
    await driver.overlap
      .getByRole('button', { name: /List the rows only in <b>bold/ })
      .first()
      .click();
    assert.equal(await driver.rows.locator('tbody .wide').first().textContent(), HOSTILE_TEXTS.join(' '));
    await driver.page.getByText('<img src=x onerror="attacked=1">').waitFor();
    assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
  });

  for (const [width, height] of [
    [1280, 800],
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be used at ${width} × ${height}`, async () => {
      const driver = await open({ runs: RUNS, compared: true });
      await driver.page.setViewportSize({ width, height });
      const box = await driver.compareButton.boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height);
      await driver.bar('mine, Turns: 2').click();
      await eventually(async () => assert.equal((await driver.requests('filterBar')).length, 1));
      await driver.overlap.getByRole('button', { name: 'List the rows only in mine, not in other' }).click();
      await driver.rows.getByRole('button', { name: '3', exact: true }).click();
      await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 2 }]));
      const sideways = await driver.page.evaluate(
        'document.querySelector(".sections").scrollWidth > document.querySelector(".sections").clientWidth',
      );
      assert.equal(sideways, false);
    });
  }
});
