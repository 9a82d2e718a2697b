import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { COMPARISON } from '../support/page/comparison/comparisonDriver';
import { HOSTILE_TEXTS } from '../support/page/fakeTexts';
import { describePageOf } from '../support/page/pageSuite';

describePageOf(COMPARISON, 'page that compares scorers', (open) => {
  it('says what to do, and compares what is chosen at the budget that is typed', async () => {
    const driver = await open({ rows: 400 });
    await driver.page.getByText('Choose two scorers and compare them').waitFor();
    await driver.toolbar.getByRole('textbox', { name: /^Budget/ }).fill('150');
    await driver.page.getByRole('button', { name: 'Swap A and B' }).click();
    await driver.compareButton.click();
    await driver.agreement.waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ a: 'precomputed', b: 'built-in', budget: 150 }]);
    await driver.page
      .getByRole('status')
      .filter({ hasText: 'Spearman of evol scores: 0.64.' })
      .waitFor({ state: 'attached' });
  });

  it('does not begin with a budget that is none', async () => {
    const driver = await open({ rows: 400 });
    const budget = driver.toolbar.getByRole('textbox', { name: /^Budget/ });
    await budget.fill('0');
    await budget.press('Enter');
    await eventually(async () => assert.equal(await budget.getAttribute('aria-invalid'), 'true'));
    await budget.fill('7');
    await budget.press('Enter');
    await driver.agreement.waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ a: 'built-in', b: 'precomputed', budget: 7 }]);
  });

  it('shows how the scorers agree on each score, and the one that is chosen in the plot', async () => {
    const driver = await open({ rows: 400, compared: true });
    const cells = await driver.agreement
      .getByRole('row', { name: /^Quality/ })
      .getByRole('cell')
      .allInnerTexts();
    assert.deepEqual(cells, ['0.38', '0.21', '−0.31', '400']);
    const summary = (): Promise<string | null> => driver.plot.getAttribute('aria-label');
    assert.equal(await summary(), 'Evol score of 400 rows by Heuristic default and by Precomputed: Spearman 0.64.');
    await driver.page.getByRole('button', { name: 'Quality' }).click();
    await eventually(async () => assert.match((await summary()) ?? '', /^Quality of 400 rows .* 0\.38\.$/));
    assert.deepEqual(await driver.plot.locator('.across').allTextContents(), ['1', '2', '3', '4', '5', '6']);
  });

  it('reads the point under the pointer and goes to its row', async () => {
    const driver = await open({ rows: 1, compared: true });
    const box = await driver.plot.locator('.point').first().boundingBox();
    assert.ok(box !== null);
    await driver.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await driver.page.getByText(/^Line 1: A 5\.00, B /).waitFor();
    await driver.page.mouse.down();
    await driver.page.mouse.up();
    await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 0 }]));
  });

  it('lists the rows that the scorers rank furthest apart, and what only one selection has', async () => {
    const driver = await open({ rows: 400, compared: true });
    await driver.rows.getByText('Of the 383 rows with the highest evol scores 380 are the same').waitFor();
    assert.deepEqual(await driver.rows.locator('tbody tr td:first-child').allInnerTexts(), [
      '6',
      '103',
      '200',
      '297',
      '394',
    ]);
    await driver.choose('List rows', /^Only in B’s selection \(3\)/);
    await eventually(async () =>
      assert.deepEqual(await driver.rows.locator('tbody tr td:first-child').allInnerTexts(), ['5', '6', '7']),
    );
  });

  it('walks those rows by arrow keys and goes to one with Enter', async () => {
    const driver = await open({ rows: 400, compared: true });
    await driver.rows.getByRole('button', { name: '6', exact: true }).focus();
    await driver.press('ArrowDown', 'ArrowDown');
    await eventually(async () =>
      assert.equal(await driver.hasFocus(driver.rows.getByRole('button', { name: '200', exact: true })), true),
    );
    await driver.plot.locator('.pointed').waitFor();
    await driver.press('Enter');
    await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 199 }]));
  });

  it('shows texts as text, whatever they hold', async () => {
    const driver = await open({ rows: 400, compared: true });
    const shown = await driver.rows.locator('tbody .wide').first().textContent();
    assert.equal(shown, HOSTILE_TEXTS.join(' '));
    assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
  });

  it('takes a trained scorer from a folder', async () => {
    const driver = await open({ rows: 400 });
    await driver.choose('Scorer B', /^Trained scorer in a folder/);
    const shown = driver.page.getByRole('combobox', { name: 'Scorer B' });
    await eventually(async () =>
      assert.equal(await shown.evaluate((list) => (list as unknown as { readonly value: string }).value), 'trained'),
    );
    await driver.compareButton.click();
    await driver.agreement.waitFor();
    assert.deepEqual(await driver.requests('compare'), [{ a: 'built-in', b: 'trained', budget: 6000 }]);
  });

  it('shows the progress of a job and cancels it', async () => {
    const job = { stage: 'score', done: 1200, total: 14_131, ratePerSecond: 310, remainingMs: 41_000 } as const;
    const driver = await open({ rows: 400, job });
    await driver.page.getByText('Scoring row 1,200 of 14,131').waitFor();
    await driver.toolbar.getByRole('button', { name: 'Cancel' }).click();
    await driver.compareButton.waitFor();
    assert.equal((await driver.requests('deita.cancel')).length, 1);
  });

  it('says why scorers cannot be compared', async () => {
    const error = { code: 'scoresMissing', message: 'No row carries scores.', hint: 'Choose another scorer.' } as const;
    const driver = await open({ rows: 400, error });
    await driver.compareButton.click();
    await driver.page.getByRole('alert').getByText('No row carries scores.').waitFor();
    assert.equal(await driver.compareButton.isEnabled(), true);
  });

  for (const [width, height] of [
    [1280, 800],
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be used at ${width} × ${height}`, async () => {
      const driver = await open({ rows: 400, compared: true });
      await driver.page.setViewportSize({ width, height });
      for (const name of ['Compare', 'Swap A and B']) {
        const box = await driver.toolbar.getByRole('button', { name, exact: true }).boundingBox();
        assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, name);
      }
      const box = await driver.page.getByRole('combobox', { name: 'Scorer B' }).boundingBox();
      assert.ok(box !== null && box.width >= 80);
      await driver.rows.getByRole('button', { name: '394', exact: true }).click();
      await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 393 }]));
    });
  }
});
