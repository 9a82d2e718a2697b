import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { CALIBRATION } from '../support/page/calibration/calibrationDriver';
import { describePage, describePageOf } from '../support/page/pageSuite';

const VOTED_ON = 'e1 52002';

/** In the page: whether nothing covers the upper edge of what has the focus. */
const isFocusOnTop = `(() => {
  const { left, top } = document.activeElement.getBoundingClientRect();
  return document.activeElement.contains(document.elementFromPoint(left + 2, top + 2));
})()`;

describePageOf(CALIBRATION, 'page that calibrates a threshold', (open) => {
  it('compares a sample at once, and shows what the threshold in use removes and the pairs on both sides of it', async () => {
    const driver = await open({ threshold: 0.8 });
    await driver.isAt('0.8');
    assert.deepEqual(await driver.requests('calibrate'), [{ seed: 1 }]);
    await driver.page.getByText('removes 400 rows of the sample (20.0%)').waitFor();
    await driver.above.getByText('0.8050', { exact: true }).waitFor();
    await driver.below.getByText('0.7950', { exact: true }).waitFor();
    assert.equal(await driver.above.getByRole('article').count(), 4);
    const marked = await driver.card('0.8050').locator('ins').allInnerTexts();
    assert.deepEqual([...new Set(marked.map((word) => word.trim()))].sort(), ['three', 'two']);
  });

  it('moves the threshold by keys and by dragging, and shows the pairs there', async () => {
    const driver = await open({});
    await driver.isAt('0.9');
    await driver.slider.focus();
    await driver.press('ArrowLeft');
    await driver.isAt('0.89');
    await driver.press('Shift+ArrowLeft');
    await driver.isAt('0.84');
    await driver.card('0.8450').getByText('Pair 15').first().waitFor();
    await driver.press('Home');
    await driver.isAt('0.3');
    await driver.press('End');
    await driver.isAt('1');
    const box = await driver.page.locator('.plot').boundingBox();
    assert.ok(box !== null);
    const at = (threshold: number): readonly [number, number] => [
      box.x + (box.width * (threshold - 0.3)) / 0.7,
      box.y + box.height / 2,
    ];
    await driver.page.mouse.move(...at(0.995));
    await driver.page.mouse.down();
    await driver.page.mouse.move(...at(0.7));
    await driver.isAt('0.7');
    await driver.page.mouse.up();
    await driver.page.mouse.move(...at(0.5));
    await driver.messagesHaveArrived();
    await driver.isAt('0.7');
    await driver.card('0.7050').getByText('Pair 29').first().waitFor();
  });

  it('tells what each threshold removes, and goes to one', async () => {
    const driver = await open({});
    const table = driver.page.getByRole('region', { name: 'What thresholds remove' });
    await table.getByRole('button', { name: '0.7', exact: true }).click();
    await driver.isAt('0.7');
    const cells = await table.getByRole('row', { name: /^0\.7/ }).getByRole('cell').allInnerTexts();
    assert.deepEqual(cells, ['600', '30.0%']);
    await driver.page.getByRole('button', { name: 'Recommended for the embedder: 0.9' }).click();
    await driver.isAt('0.9');
  });

  it('gives the dataset the threshold', async () => {
    const driver = await open({ threshold: 0.8 });
    await driver.isAt('0.8');
    assert.equal(await driver.useButton.getAttribute('disabled'), '');
    await driver.slider.focus();
    await driver.press('ArrowRight');
    await driver.isAt('0.81');
    await driver.useButton.click();
    await driver.toolbar.getByRole('button', { name: 'In Use' }).waitFor();
    assert.deepEqual(await driver.requests('useThreshold'), [{ threshold: 0.81 }]);
  });

  it('marks what is in use by what is typed elsewhere, and by what the embedder recommends once nothing is', async () => {
    const driver = await open({ threshold: 0.8 });
    const isInUse = (name: string): Promise<void> => driver.toolbar.getByRole('button', { name }).waitFor();
    await driver.isAt('0.8');
    await isInUse('In Use');
    await driver.emit('thresholdChanged', { threshold: 0.9 });
    await isInUse('Use This Threshold');
    await driver.isAt('0.8');
    await driver.emit('thresholdChanged', { threshold: 0.8 });
    await isInUse('In Use');
    await driver.emit('thresholdChanged', { threshold: null });
    await isInUse('Use This Threshold');
    await driver.page.getByRole('button', { name: 'Recommended for the embedder: 0.9' }).click();
    await isInUse('In Use');
  });

  it('takes votes, keeps that rows are not the same, and proposes the threshold between', async () => {
    const driver = await open({});
    await driver.vote('0.9150', 'Same').click();
    await driver.vote('0.8850', 'Not the same').click();
    await driver.page.getByRole('button', { name: 'By your votes: 0.9' }).click();
    await driver.isAt('0.9');
    assert.deepEqual(await driver.requests('tellApart'), [{ rows: [22, 23], areSame: false }]);
    await eventually(async () => {
      const saved = (await driver.requests('saveState')).at(-1) as { state: { votes: unknown[]; votedOn: string } };
      assert.deepEqual(
        saved.state.votes.map((vote) => (vote as { areSame: boolean }).areSame),
        [true, false],
      );
      assert.equal(saved.state.votedOn, VOTED_ON);
    });
    await driver.vote('0.8850', 'Not the same').click();
    await eventually(async () =>
      assert.deepEqual((await driver.requests('tellApart'))[1], { rows: [22, 23], areSame: true }),
    );
    assert.equal(await driver.vote('0.8850', 'Not the same').getAttribute('aria-pressed'), 'false');
    assert.equal(await driver.vote('0.9150', 'Same').getAttribute('aria-pressed'), 'true');
  });

  it('takes a vote back that could not be kept, and says why', async () => {
    const voteError = { code: 'outputFailed', message: 'The disk is full.' } as const;
    const driver = await open({ voteError });
    await driver.vote('0.8850', 'Not the same').click();
    await driver.page.getByRole('alert').getByText('The disk is full.').waitFor();
    assert.equal(await driver.vote('0.8850', 'Not the same').getAttribute('aria-pressed'), 'false');
  });

  it('is as it was left, votes included, where rows and embedder are the same', async () => {
    const votes = [{ rows: [22, 23] as const, cosineSimilarity: 0.885, areSame: false }];
    const state = { threshold: 0.88, seed: 4, votes, votedOn: VOTED_ON };
    const driver = await open({ state });
    await driver.isAt('0.88');
    assert.deepEqual(await driver.requests('calibrate'), [{ seed: 4 }]);
    assert.equal(await driver.vote('0.8850', 'Not the same').getAttribute('aria-pressed'), 'true');
    const other = await open({ state: { ...state, votedOn: 'e1 9' } });
    await other.isAt('0.88');
    assert.equal(await other.vote('0.8850', 'Not the same').getAttribute('aria-pressed'), 'false');
  });

  it('is there at once after another tab was in front, and draws other rows on request', async () => {
    const driver = await open({ compared: true });
    await driver.isAt('0.9');
    assert.deepEqual(await driver.requests('calibrate'), []);
    await driver.toolbar.getByRole('button', { name: 'Compare Other Rows' }).click();
    await eventually(async () => assert.deepEqual(await driver.requests('calibrate'), [{ seed: 2 }]));
  });

  it('forgets what it showed when the rows are others', async () => {
    const driver = await open({});
    await driver.isAt('0.9');
    await driver.emit('rowsChanged', null);
    await driver.page.getByText('The file has changed since its rows were compared.').waitFor();
    assert.equal(await driver.slider.count(), 0);
    await driver.toolbar.getByRole('button', { name: 'Compare Rows' }).click();
    await driver.isAt('0.9');
  });

  it('shows the progress of a job, which it does not disturb, and cancels it', async () => {
    const job = { stage: 'embed', done: 700, total: 2000, ratePerSecond: 310, remainingMs: 4000 } as const;
    const driver = await open({ job });
    await driver.toolbar.getByText('700 of 2,000').waitFor();
    assert.deepEqual(await driver.requests('calibrate'), []);
    await driver.toolbar.getByRole('button', { name: 'Cancel' }).click();
    await driver.toolbar.getByRole('button', { name: 'Compare Rows' }).click();
    await driver.isAt('0.9');
  });

  it('says why rows cannot be compared, and where there is nothing to choose by', async () => {
    const error = { code: 'usage', message: 'There is nothing to compare.' } as const;
    const driver = await open({ error });
    await driver.page.getByRole('alert').getByText('There is nothing to compare.').waitFor();
    const empty = await open({ empty: true });
    await empty.page.getByText('The sampled rows have no similarities').waitFor();
    assert.equal(await empty.useButton.getAttribute('disabled'), '');
  });

  it('goes to a row of the table, and shows texts as text, whatever they hold', async () => {
    const driver = await open({});
    await driver.slider.focus();
    await driver.press('Shift+ArrowLeft');
    await driver.card('0.8550').getByText('an image that is none').first().waitFor();
    assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
    await driver.card('0.8550').getByRole('button', { name: 'Line 30' }).click();
    await eventually(async () => assert.deepEqual(await driver.requests('showRow'), [{ rowIndex: 29 }]));
  });

  for (const [width, height] of [
    [1280, 800],
    [853, 533],
    [400, 300],
  ] as const) {
    it(`can be used at ${width} × ${height}`, async () => {
      const driver = await open({});
      await driver.page.setViewportSize({ width, height });
      await driver.isAt('0.9');
      await driver.vote('0.8850', 'Not the same').click();
      await eventually(async () => assert.equal((await driver.requests('tellApart')).length, 1));
      await driver.slider.focus();
      await driver.press('ArrowLeft');
      await driver.isAt('0.89');
      await driver.useButton.click();
      await driver.toolbar.getByRole('button', { name: 'In Use' }).waitFor();
      const sideways = await driver.page.evaluate(
        '[...document.querySelectorAll(".sections, .under-plot")].some((each) => each.scrollWidth > each.clientWidth)',
      );
      assert.equal(sideways, false);
    });

    it(`has what gets the focus in sight at ${width} × ${height}`, async () => {
      const driver = await open({});
      await driver.page.setViewportSize({ width, height });
      await driver.isAt('0.9');
      await driver.card('0.8650').getByRole('button', { name: 'Line 28' }).focus();
      while (!(await driver.hasFocus(driver.card('0.9050')))) {
        await driver.press('Shift+Tab');
        assert.equal(await driver.page.evaluate(isFocusOnTop), true, await driver.page.locator(':focus').innerText());
      }
    });
  }
});

describePage('table whose threshold is chosen by calibrating', (open) => {
  it('shows it at once, and keeps the budget that is typed', async () => {
    const driver = await open({ rows: 2000 });
    const budget = driver.page.getByRole('textbox', { name: 'Budget' });
    const threshold = driver.page.getByRole('textbox', { name: 'Threshold' });
    await budget.fill('300');
    await driver.emit('thresholdChosen', { threshold: 0.83 });
    await eventually(async () => assert.equal(await threshold.inputValue(), '0.83'));
    assert.equal(await budget.inputValue(), '300');
    await eventually(async () =>
      assert.deepEqual((await driver.requests('fieldsTyped')).at(-1), { fields: { budget: '300', threshold: '0.83' } }),
    );
  });
});
