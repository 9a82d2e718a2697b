import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { COMPOSITION } from '../support/page/composition/compositionDriver';
import { walkByKeys } from '../support/page/keyboardReach';
import { describePageOf } from '../support/page/pageSuite';

describePageOf(COMPOSITION, 'page that shows a selection beside its pool', (open) => {
  it('shows the usual signals, shares and counts of both side by side', async () => {
    const driver = await open({ selected: 600 });
    const cells = driver.line('Source', 'sharegpt').getByRole('cell');
    await cells.first().waitFor();
    assert.deepEqual(await cells.allInnerTexts(), ['2,400 · 40.0%', '60 · 10.0%', '▼ 0.25×\nunder-represented']);
    await driver.toolbar.getByText('600 of 6,000 rows are selected (10.0%)').waitFor();
    const figures = await driver.page.getByRole('figure').all();
    const names = await Promise.all(figures.map((figure) => figure.getAttribute('aria-label')));
    assert.deepEqual(names, ['Source', 'Language', 'Turns', 'Total length', 'Tags by hand']);
    assert.deepEqual(await driver.requests('count'), [{ signals: null }]);
    const heads = await driver.table('Turns').getByRole('columnheader').allInnerTexts();
    assert.deepEqual(heads, ['Turns', 'Pool', 'Selected', 'Ratio']);
  });

  it('draws both on one scale, with a mark where the pool’s share ends', async () => {
    const driver = await open({ selected: 600 });
    const line = driver.line('Source', 'ultrachat');
    await line.waitFor();
    const widths = async (selector: string): Promise<number> =>
      (await line.locator(selector).boundingBox())?.width ?? 0;
    const track = await widths('.selected .track');
    // 30% and 20% of the rows, where the largest share is 40%.
    assert.ok(Math.abs((await widths('.pool .bar')) / track - 0.75) < 0.02);
    assert.ok(Math.abs((await widths('.selected .bar')) / track - 0.5) < 0.02);
    const [mark, start] = await Promise.all(
      ['.pool-mark', '.selected .track'].map((each) => line.locator(each).boundingBox()),
    );
    assert.ok(mark && start && Math.abs((mark.x - start.x) / track - 0.75) < 0.02);
  });

  it('filters the table by a share, of the pool or of the selection, by click or by keys', async () => {
    const driver = await open({ selected: 600 });
    await driver.part('Selected · Source: ultrachat').click();
    await eventually(async () =>
      assert.deepEqual(await driver.requests('filterBar'), [
        { signal: 'source', part: 'selected', bar: { category: 'ultrachat' } },
      ]),
    );
    await driver.press('ArrowLeft', 'ArrowUp', 'Enter', 'End', 'ArrowDown', 'Enter');
    await eventually(async () =>
      assert.deepEqual((await driver.requests('filterBar')).slice(1), [
        { signal: 'source', part: 'pool', bar: { category: 'sharegpt' } },
        { signal: 'language', part: 'pool', bar: { category: 'en' } },
      ]),
    );
    assert.equal(await driver.page.locator('.part[tabindex="0"]').count(), 1);
  });

  it('asks for the others of what it shows, and for more when they are unfolded', async () => {
    const driver = await open({ selected: 600, state: { signals: ['field:category'], unfolded: [] } });
    await driver.part('Pool · category: others').click();
    const shown = Array.from({ length: 8 }, (_, at) => `category ${at + 1}`);
    await eventually(async () =>
      assert.deepEqual(await driver.requests('filterBar'), [
        { signal: 'field:category', part: 'pool', bar: { otherThan: shown } },
      ]),
    );
    await driver.page.getByRole('button', { name: 'Show 22 more' }).click();
    await driver.part('Pool · category: category 30').waitFor();
    await driver.page.getByRole('button', { name: 'Show fewer', expanded: true }).waitFor();
    await eventually(async () =>
      assert.deepEqual((await driver.requests('saveState')).at(-1), {
        state: { signals: ['field:category'], unfolded: ['field:category'] },
      }),
    );
  });

  it('counts the signals that are chosen, which are kept, and the usual ones again', async () => {
    const driver = await open({ selected: 600 });
    await driver.table('Source').waitFor();
    await driver.toggleSignal('category');
    await driver.table('category').waitFor();
    await driver.toggleSignal('Language');
    await driver.table('Language').waitFor({ state: 'detached' });
    const signals = ['source', 'turns', 'total-length', 'hand-tags', 'field:category'];
    assert.deepEqual((await driver.requests('count')).at(-1), { signals });
    await eventually(async () =>
      assert.deepEqual((await driver.requests('saveState')).at(-1), { state: { signals, unfolded: [] } }),
    );
    await driver.toolbar.getByRole('button', { name: 'What is counted' }).click();
    await driver.page.getByRole('menuitem', { name: 'The usual ones' }).click();
    await driver.table('Language').waitFor();
    assert.deepEqual((await driver.requests('count')).at(-1), { signals: null });
  });

  it('gives up a count when other signals are chosen meanwhile', async () => {
    const driver = await open({ selected: 600 });
    await driver.table('Source').waitFor();
    await driver.hold('count');
    await driver.toggleSignal('category');
    await driver.toggleSignal('level');
    await eventually(async () => assert.equal((await driver.requests('(cancel)')).length, 1));
    await driver.release('count');
    await driver.table('level').waitFor();
  });

  it('follows another selection after the count that is under way, and says that it did', async () => {
    const driver = await open({ selected: 600 });
    await driver.toolbar.getByText('600 of 6,000').waitFor();
    await driver.hold('count');
    for (const state of ['second', 'third', 'fourth']) {
      await driver.emit('shownChanged', { isThere: true, note: null, state });
    }
    await eventually(async () => assert.equal((await driver.requests('count')).length, 2));
    await driver.emit('shownChanged', { isThere: true, note: null, state: 'fifth' });
    await driver.release('count');
    await driver.page
      .getByRole('status')
      .filter({ hasText: '400 of 6,000 rows are selected' })
      .waitFor({ state: 'attached' });
    assert.equal((await driver.requests('(cancel)')).length, 0);
  });

  it('does not count again where the same rows are selected', async () => {
    const driver = await open({ selected: 600 });
    await driver.table('Source').waitFor();
    await driver.emit('shownChanged', { isThere: true, note: 'Other numbers.', state: 'first' });
    await driver.page.getByRole('note').getByText('Other numbers.').waitFor();
    await driver.messagesHaveArrived();
    assert.equal((await driver.requests('count')).length, 1);
  });

  it('says that the selection is of other numbers, and shows the pool alone where nothing is selected', async () => {
    const driver = await open({ selected: 0 });
    await driver.page.getByRole('note').getByText('Nothing is selected yet').waitFor();
    await driver.table('Source').waitFor();
    assert.deepEqual(await driver.table('Source').getByRole('columnheader').allInnerTexts(), ['Source', 'Pool']);
    await driver.part('Pool · Source: wizardlm').focus();
    await driver.press('ArrowRight', 'Enter');
    await eventually(async () => assert.equal((await driver.requests('filterBar')).length, 1));
  });

  it('shows that rows are being read, and the progress of a job, which can be cancelled', async () => {
    const job = { stage: 'score', done: 1200, total: 14_131, ratePerSecond: 310, remainingMs: 41_000 } as const;
    const driver = await open({ selected: 600, job });
    await driver.toolbar.getByText('8%').waitFor();
    await driver.toolbar.getByRole('button', { name: 'Cancel' }).click();
    await driver.toolbar.getByRole('progressbar').waitFor({ state: 'detached' });
    await driver.emit('readingChanged', { ...job, stage: 'read', done: 7000 });
    await driver.toolbar.getByText('49%').waitFor();
    assert.equal(await driver.toolbar.getByRole('button', { name: 'Cancel' }).count(), 0);
    await driver.emit('readingChanged', null);
    await driver.toolbar.getByRole('progressbar').waitFor({ state: 'detached' });
  });

  it('says why rows cannot be counted', async () => {
    const error = { code: 'fileChanged', message: 'The file changed.', hint: 'Try again.' } as const;
    const driver = await open({ selected: 600, error });
    await driver.page.getByRole('alert').getByText('The file changed.').waitFor();
  });

  it('shows texts as text, whatever they hold', async () => {
    const driver = await open({ selected: 600 });
    await driver.page.getByRole('rowheader', { name: '<img src=x onerror="attacked=1">' }).waitFor();
    assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
  });

  it('is reached by keys, all of it', async () => {
    const driver = await open({ selected: 600, state: { signals: ['field:category'], unfolded: [] } });
    await driver.table('category').waitFor();
    await driver.toolbar.getByRole('button', { name: 'What is counted' }).focus();
    const { stops } = await walkByKeys(driver.page);
    assert.equal(stops.length, 3, stops.join(', ')); // The menu's button, a share, the fold.
  });

  for (const [width, height] of [
    [1600, 1000],
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be used at ${width} × ${height}`, async () => {
      const driver = await open({ selected: 600, note: 'This result has other parameters. Run Select again.' });
      await driver.page.setViewportSize({ width, height });
      const menu = await driver.toolbar.getByRole('button', { name: 'What is counted' }).boundingBox();
      assert.ok(menu !== null && menu.x >= 0 && menu.x + menu.width <= width && menu.y + menu.height <= height);
      await driver.part('Selected · Turns: 2').click();
      await eventually(async () => assert.equal((await driver.requests('filterBar')).length, 1));
      const sideways = await driver.page.evaluate(
        'document.querySelector(".sections").scrollWidth > document.querySelector(".sections").clientWidth',
      );
      assert.equal(sideways, false);
    });
  }
});
