import assert from 'node:assert/strict';
import { FIRST_HOSTILE_ROW } from '../support/page/fakeDataset';
import { HOSTILE_TEXTS } from '../support/page/fakeTexts';
import { eventually } from '../support/eventually';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

describePage('page', (open) => {
  describe('running a selection', () => {
    it('shows progress, then the result', async () => {
      const driver = await open({ rows: 2000, jobMs: 300 });
      await driver.hold('jobEnd');
      await driver.page.getByText('Run Select to score them').waitFor();
      await driver.page.getByRole('textbox', { name: 'Budget' }).fill('50');
      await driver.press('Enter');
      await driver.page.getByRole('progressbar').waitFor();
      await driver.page.getByText(/^(Scoring row|Embedding row|Selecting:) /).waitFor();
      await driver.release('jobEnd');
      await driver.page.getByText('50 selected').waitFor();
      await driver.page.getByRole('figure', { name: 'Evol score' }).waitFor();
      await eventually(async () =>
        assert.ok((await driver.column('status')).some((text) => text.includes('Selected, rank'))),
      );
      assert.deepEqual(await driver.requests('deita.select'), [{ budget: 50, threshold: 0.9 }]);
    });

    it('can be cancelled and leaves everything usable', async () => {
      const driver = await open({ rows: 2000, jobMs: 60_000 });
      await driver.page.getByRole('button', { name: 'Select' }).first().click();
      await driver.page.getByRole('button', { name: 'Cancel' }).click();
      await driver.page.getByRole('button', { name: 'Select' }).first().waitFor();
      await driver.grid.focus();
      await driver.press('ArrowDown');
      await driver.isAtLine('2');
    });

    it('does not start with a budget or threshold that is none', async () => {
      const driver = await open({ rows: 2000 });
      await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('2');
      await driver.press('Enter');
      await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('0.8');
      await driver.press('Enter');
      await eventually(async () =>
        assert.deepEqual(await driver.requests('deita.select'), [{ budget: 1000, threshold: 0.8 }]),
      );
    });

    it('tells the host what is typed, as it is typed, and of a result that it belongs to other numbers', async () => {
      const driver = await open(SCORED);
      const note = driver.page.getByRole('note').getByText(/This result has other parameters/);
      const budget = driver.page.getByRole('textbox', { name: 'Budget' });
      await eventually(async () =>
        assert.deepEqual(await driver.requests('fieldsTyped'), [{ fields: { budget: '200', threshold: '' } }]),
      );
      assert.equal(await note.count(), 0);
      await budget.fill('300');
      await note.getByText('budget 200').waitFor();
      await eventually(async () =>
        assert.deepEqual((await driver.requests('fieldsTyped')).at(-1), { fields: { budget: '300', threshold: '' } }),
      );
      await budget.fill('200');
      await note.waitFor({ state: 'detached' });
    });

    it('asks for a threshold where none is known, and offers to calibrate it', async () => {
      const driver = await open({ rows: 2000, settings: { recommendedThreshold: null } });
      const select = driver.page.getByRole('button', { name: 'Select', exact: true }).first();
      assert.equal(await select.isDisabled(), true);
      await driver.page.getByRole('button', { name: 'Calibrate…' }).click();
      await eventually(async () => assert.equal((await driver.requests('deita.calibrateThreshold')).length, 1));
      await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('0.8');
      await driver.page.getByRole('button', { name: 'Calibrate…' }).waitFor({ state: 'detached' });
      await driver.press('Enter');
      await eventually(async () =>
        assert.deepEqual(await driver.requests('deita.select'), [{ budget: 1000, threshold: 0.8 }]),
      );
    });

    it('says what keeps settings from taking effect', async () => {
      const driver = await open({ rows: 2000, settings: { notices: ['The setting is ignored.'] } });
      await driver.page.getByRole('note', { name: 'Notices' }).getByText('The setting is ignored.').waitFor();
    });

    it('says once where nearly all rows are in a language that the default scorer does not know', async () => {
      const driver = await open({ ...SCORED, rowsOutsideLanguage: 1950 });
      await driver.page.getByRole('note').getByText('Nearly all rows (1,950 of 2,000) are in a language').waitFor();
      const known = await open({ ...SCORED, rowsOutsideLanguage: 20 });
      await known.currentRow.waitFor();
      assert.equal(await known.page.getByText('Nearly all rows').count(), 0);
    });

    it('shows bad rows alone, and all rows again, by their count', async () => {
      const driver = await open({ rows: 2000 });
      const count = driver.page.getByRole('button', { name: '6 bad rows' });
      await count.click();
      await driver.hasRowCount(6);
      assert.equal(await count.getAttribute('aria-pressed'), 'true');
      await count.click();
      await driver.hasRowCount(2000);
    });
  });

  describe('hover card', () => {
    it('says the same as the details, without taking the focus, until Escape', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ sort: { column: 'evolScore', descending: true } }) });
      await driver.page.locator('.row[aria-selected="true"] .instruction').hover();
      const card = driver.page.getByRole('tooltip');
      await card.waitFor();
      const text = (await card.textContent()) ?? '';
      assert.match(text, /^Line [\d,]+Instruction [^]+Response [^]+turn[^]+selected, rank 1 of 200/, 'texts first');
      assert.ok(
        text.includes((await driver.currentRow.locator('.instruction').textContent())?.replace(/…$/, '') ?? ''),
      );
      assert.ok(text.includes((await driver.currentRow.locator('.evolScore').textContent()) ?? 'none'));
      assert.equal(await driver.hasFocus(driver.grid), true);
      await driver.press('Escape');
      await card.waitFor({ state: 'detached' });
    });

    it('shows texts of several lines on one line each', async () => {
      const driver = await open(SCORED);
      await driver.isAtLine('1');
      await driver.currentRow.locator('.instruction').hover();
      const card = driver.page.getByRole('tooltip');
      await card.waitFor();
      assert.match((await card.textContent()) ?? '', /follows from it\. 1\. Keep [^\n]+arrives\. 2\. Reconcile/);
    });

    it('stays lean: why a row has its scores is said in the details alone', async () => {
      const driver = await open(SCORED);
      const reasons = driver.details.getByRole('region', { name: 'Why these scores' });
      await reasons.getByText('asks for 3 constraints and 1 form').first().waitFor();
      assert.match((await reasons.textContent()) ?? '', /\+0\.62[^]*−0\.21[^]*Quality[^]*−0\.40/i);
      await driver.page.locator('.row[aria-selected="true"] .instruction').hover();
      const card = driver.page.getByRole('tooltip');
      await card.waitFor();
      assert.doesNotMatch((await card.textContent()) ?? '', /asks for 3 constraints/);
    });

    it('comes by key and is read out', async () => {
      const driver = await open(SCORED);
      await driver.press('h');
      await driver.page.getByRole('tooltip').waitFor();
      await eventually(async () =>
        assert.match((await driver.page.getByRole('status').textContent()) ?? '', /evol score/),
      );
      await driver.press('h');
      await driver.page.getByRole('tooltip').waitFor({ state: 'detached' });
    });
  });

  describe('dataset text', () => {
    it('stays text in table, details and card', async () => {
      const driver = await open(SCORED);
      const rendered = driver.details.getByRole('button', { name: 'Rendered' });
      const inserted = driver.page
        .locator('.table, .details, .hover-card')
        .locator('img, script, svg, style, a, iframe');
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        await driver.press('g');
        await driver.type(String(FIRST_HOSTILE_ROW + index + 1));
        await driver.press('Enter');
        await driver.isAtLine(String(FIRST_HOSTILE_ROW + index + 1));
        assert.equal(await driver.currentRow.locator('.instruction').textContent(), text);
        await driver.details
          .getByRole('heading', { name: `Line ${FIRST_HOSTILE_ROW + index + 1}`, exact: true })
          .waitFor();
        await driver.details.locator('.message.user .markdown').first().waitFor();
        assert.equal(await inserted.count(), 0);
        await rendered.click();
        await eventually(async () => {
          assert.equal(await driver.details.locator('.message.user .text').first().textContent(), text);
        });
        await rendered.click();
        await driver.grid.focus();
        await driver.press('h');
        await driver.page.getByRole('tooltip').waitFor();
        await driver.press('Escape');
      }
      assert.equal(await inserted.count(), 0);
      assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
    });
  });

  describe('headers', () => {
    for (const width of [1400, 1050, 700]) {
      it(`show the whole name of the column that sorts, ${width} pixels wide`, async () => {
        const driver = await open(SCORED);
        await driver.page.setViewportSize({ width, height: 800 });
        await eventually(async () => assert.ok(((await driver.grid.boundingBox())?.width ?? Infinity) <= width));
        const headers = driver.grid.getByRole('columnheader');
        // Counted each time: columns that have no room leave after the first frames.
        for (let column = 0; column < (await headers.count()); column++) {
          const header = headers.nth(column);
          await header.getByRole('button').click();
          await eventually(async () => assert.notEqual(await header.getAttribute('aria-sort'), 'none'));
          const [needed, given] = await header.locator('.label').evaluate(readWidths);
          assert.ok(needed <= given, `${await header.textContent()}: ${given} of ${needed} pixels`);
        }
      });
    }
  });

  it('marks the histogram of similarities while some are being computed, and shows them when they are there', async () => {
    const driver = await open({ ...SCORED, holds: ['similarities'] });
    const mark = driver.page.getByRole('img', { name: /are being computed/ });
    await mark.waitFor();
    await driver.release('similarities');
    await mark.waitFor({ state: 'detached' });
    assert.equal((await driver.requests('dataset/histograms')).length, 2);
  });

  describe('state', () => {
    it('comes back as it was kept', async () => {
      const driver = await open({
        ...SCORED,
        state: {
          query: { sort: { column: 'evolScore', descending: true }, statuses: ['selected'] },
          columnWidths: { status: 150 },
          detailsShare: 0.5,
          detailsOpen: true,
          currentRowIndex: null,
          histograms: false,
        },
      });
      await driver.hasRowCount(200);
      const header = driver.page.getByRole('columnheader', { name: 'Status' });
      await eventually(async () => assert.equal((await header.boundingBox())?.width, 150));
      assert.equal(await driver.page.getByRole('figure').count(), 0);
      const pane = await driver.details.boundingBox();
      assert.equal(Math.round((pane?.width ?? 0) / 14), 50);
    });

    it('opens at the row where it was left, without a look at the first rows', async () => {
      const state = { ...stateWith({}), currentRowIndex: 54_321 };
      const driver = await open({ rows: 100_000, holds: ['view/locate'], state });
      await driver.hasAsked('view/locate');
      await driver.release('view/locate');
      await driver.isAtLine('54,322');
      const asked = (await driver.requests('view/rows')) as { readonly start: number }[];
      assert.ok(
        asked.every(({ start }) => Math.abs(start - 54_321) < 300),
        JSON.stringify(asked),
      );
    });

    it('keeps a filter that hides the row where it was left, and starts at the top', async () => {
      const state = { ...stateWith({ text: 'lighthouse' }), currentRowIndex: 1233 };
      const driver = await open({ ...SCORED, holds: ['view/locate', 'lastHits'], state });
      // The search ends while the page still asks where that row is.
      await driver.hasAsked('view/locate');
      await driver.release('lastHits');
      await driver.messagesHaveArrived();
      await driver.release('view/locate');
      await driver.page.getByText(/\d shown/).waitFor();
      const queries = (await driver.requests('view/set')) as { readonly query: object }[];
      assert.deepEqual(queries, [{ query: { text: 'lighthouse' } }]);
      assert.equal(await driver.currentRow.getAttribute('aria-rowindex'), '2');
    });

    it('is kept some time after a change', async () => {
      const driver = await open(SCORED);
      await driver.page.getByRole('columnheader', { name: 'Quality' }).getByRole('button').click();
      await driver.press('Shift+ArrowRight');
      await eventually(async () => {
        const saved = (await driver.requests('saveState')).at(-1) as { state: { query: object; columnWidths: object } };
        assert.deepEqual(saved.state.query, { sort: { column: 'qualityScore', descending: true } });
        assert.ok('qualityScore' in saved.state.columnWidths);
      });
    });

    it('tells the host which row is the current one', async () => {
      const driver = await open(SCORED);
      await driver.press('ArrowDown', 'ArrowDown');
      await eventually(async () => assert.deepEqual((await driver.requests('currentRow')).at(-1), { rowIndex: 2 }));
    });
  });

  describe('screen readers', () => {
    it('find a grid whose active row is there', async () => {
      const driver = await open(SCORED);
      await driver.press('ArrowDown');
      await driver.isAtLine('2');
      const active = await driver.grid.getAttribute('aria-activedescendant');
      const row = driver.page.locator(`#${active ?? 'none'}`);
      assert.equal(await row.getAttribute('aria-selected'), 'true');
      assert.equal(await row.getAttribute('aria-rowindex'), '3');
      assert.equal(await row.getByRole('gridcell').count(), await driver.grid.getByRole('columnheader').count());
    });

    it('find a name on everything that takes the focus', async () => {
      const driver = await open(SCORED);
      await driver.details.getByRole('heading').first().waitFor();
      const session = await driver.page.context().newCDPSession(driver.page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const focusable = nodes.filter((node) =>
        node.properties?.some(({ name, value }) => name === 'focusable' && value.value === true),
      );
      const nameless = focusable.filter(
        ({ name, role }) => role?.value !== 'RootWebArea' && String(name?.value ?? '') === '',
      );
      assert.ok(focusable.length > 20, `${focusable.length} focusable`);
      assert.deepEqual(
        nameless.map(({ role }) => String(role?.value)),
        [],
      );
    });

    it('hear status and rank in words', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ sort: { column: 'evolScore', descending: true } }) });
      await eventually(async () => assert.equal((await driver.column('status'))[0], 'Selected, rank 1'));
    });
  });
});

/** Runs in the page. */
function readWidths(label: unknown): [needed: number, given: number] {
  const { scrollWidth, clientWidth } = label as { readonly scrollWidth: number; readonly clientWidth: number };
  return [scrollWidth, clientWidth];
}
