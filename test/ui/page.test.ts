import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/host/browser';
import type { FakeHostOptions } from '../support/page/fakeHost';
import { FIRST_HOSTILE_ROW } from '../support/page/fakeDataset';
import { HOSTILE_TEXTS } from '../support/page/fakeTexts';
import { eventually, PageDriver } from '../support/page/pageDriver';
import { servePage, type ServedPage } from '../support/page/servePage';

const SCORED: FakeHostOptions = { rows: 2000, selected: 200 };

describe('dataset page in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let served: ServedPage;
  let driver: PageDriver;

  before(async () => {
    [browser, served] = await Promise.all([launchBrowser(), servePage()]);
  });

  after(async () => {
    await browser.close();
    await served.stop();
  });

  afterEach(async () => {
    await driver.page.close();
    assert.deepEqual(driver.errors, []);
  });

  async function open(host: FakeHostOptions): Promise<PageDriver> {
    driver = await PageDriver.open(browser, served, host);
    return driver;
  }

  describe('keyboard', () => {
    it('walks the rows', async () => {
      await open(SCORED);
      await driver.isAtLine('1');
      await driver.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp');
      await driver.isAtLine('3');
      await driver.press('End');
      await driver.isAtLine('2,000');
      await driver.press('PageUp');
      await eventually(async () => {
        const line = Number((await driver.currentRow.locator('.line').textContent())?.replace(',', ''));
        assert.ok(line < 1990 && line > 1900, `${line}`);
      });
      await driver.press('Control+Home');
      await driver.isAtLine('1');
    });

    it('opens details with Enter, moves the focus there and back with Escape', async () => {
      await open(SCORED);
      await driver.page.getByRole('button', { name: 'Hide details' }).click();
      await driver.grid.focus();
      await driver.press('ArrowDown', 'Enter');
      await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
      await driver.details.getByRole('heading', { name: 'Line 2', exact: true }).waitFor();
      await driver.press('Escape');
      assert.equal(await driver.hasFocus(driver.grid), true);
    });

    it('jumps to the near-duplicate and back', async () => {
      await open({ ...SCORED, state: stateWith({ statuses: ['nearDuplicate'] }) });
      const link = driver.page.locator('.row .jump').first();
      const target = (await link.textContent()) ?? '';
      const [from = ''] = await driver.column('line');
      await driver.press('d');
      await driver.isAtLine(target);
      await driver.details.getByRole('heading', { name: `Line ${target}`, exact: true }).waitFor();
      await driver.press('b');
      await driver.isAtLine(from);
    });

    it('counts Alt+Left once when the workbench forwards it as a command too', async () => {
      await open(SCORED);
      await driver.press('g');
      await driver.type('500');
      await driver.press('Enter');
      await driver.isAtLine('500');
      await driver.press('g');
      await driver.type('900');
      await driver.press('Enter');
      await driver.isAtLine('900');
      await Promise.all([driver.press('Alt+ArrowLeft'), driver.emit('runCommand', { command: 'goBack' })]);
      await driver.isAtLine('500');
    });

    it('goes to the next and the previous selected row', async () => {
      await open({ ...SCORED, state: stateWith({ sort: { column: 'line', descending: false } }) });
      await driver.press('n');
      await eventually(async () => assert.equal(await driver.currentRow.getAttribute('data-status'), 'selected'));
      const first = (await driver.currentRow.locator('.line').textContent()) ?? '';
      await driver.press('n');
      await eventually(async () => assert.notEqual(await driver.currentRow.locator('.line').textContent(), first));
      await driver.press('p');
      await driver.isAtLine(first);
    });

    it('finds with / and Ctrl+F, and Escape takes the filter off', async () => {
      await open(SCORED);
      await driver.press('/');
      await driver.type('lighthouse');
      await driver.press('Enter');
      await eventually(async () => {
        const texts = await driver.column('instruction');
        assert.ok(texts.length > 0 && texts.every((text) => text.includes('lighthouse')));
      });
      assert.equal(await driver.hasFocus(driver.grid), true);
      await driver.press('Control+f', 'Escape');
      await driver.hasRowCount(2000);
      assert.equal(await driver.hasFocus(driver.grid), true);
    });
  });

  describe('sorting and filtering', () => {
    it('sorts by a header: largest first, smallest first, file order', async () => {
      await open(SCORED);
      const header = driver.page.getByRole('columnheader', { name: 'Evol' });
      const scores = async (): Promise<number[]> =>
        (await driver.column('evolScore')).filter((text) => text !== '–').map(Number);
      await header.getByRole('button').click();
      await eventually(async () => {
        const shown = await scores();
        assert.ok(shown.length > 10);
        assert.deepEqual(
          shown,
          shown.toSorted((a, b) => b - a),
        );
      });
      assert.equal(await header.getAttribute('aria-sort'), 'descending');
      await header.getByRole('button').click();
      await eventually(async () =>
        assert.deepEqual(
          await scores(),
          (await scores()).toSorted((a, b) => a - b),
        ),
      );
      assert.equal(await header.getAttribute('aria-sort'), 'ascending');
      await header.getByRole('button').click();
      await eventually(async () => assert.equal((await driver.column('line'))[0], '1'));
      assert.equal(await header.getAttribute('aria-sort'), 'none');
    });

    it('filters by status', async () => {
      await open(SCORED);
      await driver.page.getByRole('combobox', { name: 'Show rows with status' }).click();
      await driver.page.getByRole('option', { name: 'Selected' }).click();
      await driver.hasRowCount(200);
      await driver.page.getByText('200 shown').waitFor();
      await driver.page.getByRole('button', { name: 'Clear filters' }).click();
      await driver.hasRowCount(2000);
    });

    it('offers a way out when nothing matches', async () => {
      await open(SCORED);
      await driver.press('/');
      await driver.type('no row says this');
      await driver.page.getByText('No row matches the filter.').waitFor();
      await driver.page.getByRole('button', { name: 'Clear Filters', exact: true }).click();
      await driver.hasRowCount(2000);
    });

    it('filters the range dragged over a histogram, exactly the rows it counts', async () => {
      await open(SCORED);
      const figure = driver.page.getByRole('figure', { name: 'Quality' });
      const box = await figure.locator('.plot').boundingBox();
      assert.ok(box);
      await driver.page.mouse.move(box.x + box.width * 0.4, box.y + 20);
      await driver.page.mouse.down();
      await driver.page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
      const reading = (await figure.locator('.reading').textContent()) ?? '';
      await driver.page.mouse.up();
      const counted = Number(/: ([\d,]+) rows/.exec(reading)?.[1]?.replace(',', ''));
      assert.ok(counted > 0 && counted < 2000, reading);
      await driver.hasRowCount(counted);
      await figure.getByRole('button', { name: 'Clear Quality' }).click();
      await driver.hasRowCount(2000);
    });

    it('filters a range by keyboard as well', async () => {
      await open(SCORED);
      const handle = driver.page.getByRole('slider', { name: 'Complexity from' });
      await handle.focus();
      await driver.press('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await eventually(async () => {
        const count = Number(await driver.grid.getAttribute('aria-rowcount')) - 1;
        assert.ok(count > 0 && count < 1990, `${count}`);
      });
      await driver.press('Escape');
      await driver.hasRowCount(2000);
    });

    it('shows a row that a filter hides when it is asked for', async () => {
      await open({ ...SCORED, state: stateWith({ text: 'lighthouse' }) });
      await driver.emit('reveal', { rowIndex: 1233 });
      await driver.isAtLine('1,234');
      await driver.hasRowCount(2000);
    });
  });

  describe('a million rows', () => {
    it('reaches the last row, the middle, any line', async () => {
      await open({ rows: 1_000_000 });
      await driver.press('End');
      await driver.isAtLine('1,000,000');
      assert.equal((await driver.column('line')).at(-1), '1,000,000');
      await driver.grid.evaluate((grid) => {
        const scroller = grid as unknown as { scrollTop: number; scrollHeight: number };
        scroller.scrollTop = scroller.scrollHeight / 2;
      });
      await eventually(async () => {
        const line = Number((await driver.column('line'))[0]?.replaceAll(',', ''));
        assert.ok(Math.abs(line - 500_000) < 100, `${line}`);
      });
      await driver.press('g');
      await driver.type('765432');
      await driver.press('Enter');
      await driver.isAtLine('765,432');
    });

    it('cancels the pages scrolled past and fetches the ones in sight', async () => {
      await open({ rows: 1_000_000, delayMs: 300 });
      for (const part of [0.2, 0.4, 0.6, 0.8]) {
        await driver.grid.evaluate((grid, share) => {
          const scroller = grid as unknown as { scrollTop: number; scrollHeight: number };
          scroller.scrollTop = scroller.scrollHeight * share;
        }, part);
        await driver.page.waitForTimeout(60);
      }
      await eventually(async () => {
        const line = Number((await driver.column('line'))[0]?.replaceAll(',', ''));
        assert.ok(Math.abs(line - 800_000) < 100, `${line}`);
      });
      const cancelled = await driver.requests('(cancel)');
      assert.ok(cancelled.length >= 2, `${cancelled.length} cancelled`);
    });
  });

  describe('running a selection', () => {
    it('shows progress, then the result', async () => {
      await open({ rows: 2000, jobMs: 1500 });
      await driver.page.getByText('Run Select to score them').waitFor();
      await driver.page.getByRole('textbox', { name: 'Budget' }).fill('50');
      await driver.press('Enter');
      await driver.page.getByRole('progressbar').waitFor();
      await driver.page.getByText(/^(Scoring|Embedding|Selecting) /).waitFor();
      await driver.page.getByText('50 selected').waitFor();
      await driver.page.getByRole('figure', { name: 'Evol score' }).waitFor();
      await eventually(async () =>
        assert.ok((await driver.column('status')).some((text) => text.includes('Selected, rank'))),
      );
      assert.deepEqual(await driver.requests('select'), [{ budget: 50, threshold: 0.9 }]);
    });

    it('can be cancelled and leaves everything usable', async () => {
      await open({ rows: 2000, jobMs: 60_000 });
      await driver.page.getByRole('button', { name: 'Select' }).first().click();
      await driver.page.getByRole('button', { name: 'Cancel' }).click();
      await driver.page.getByRole('button', { name: 'Select' }).first().waitFor();
      await driver.grid.focus();
      await driver.press('ArrowDown');
      await driver.isAtLine('2');
    });

    it('does not start with a budget or threshold that is none', async () => {
      await open({ rows: 2000 });
      await driver.page.getByRole('textbox', { name: 'Threshold' }).fill('2');
      await driver.press('Enter');
      assert.deepEqual(await driver.requests('select'), []);
    });

    it('says what went wrong and what to do', async () => {
      const jobError = { code: 'modelMissing', message: 'The model is missing.', hint: 'Reinstall.' } as const;
      await open({ rows: 2000, jobMs: 1, jobError });
      await driver.page.getByRole('button', { name: 'Select' }).first().click();
      await driver.page.getByRole('alert').getByText('The model is missing. Reinstall.').waitFor();
      await driver.page.getByRole('button', { name: 'Dismiss' }).click();
      await eventually(async () => assert.equal(await driver.page.getByRole('alert').textContent(), ''));
    });
  });

  describe('hover card', () => {
    it('says the same as the details, without taking the focus, until Escape', async () => {
      await open({ ...SCORED, state: stateWith({ sort: { column: 'evolScore', descending: true } }) });
      await driver.page.locator('.row[aria-selected="true"] .instruction').hover();
      const card = driver.page.getByRole('tooltip');
      await card.waitFor();
      const text = (await card.textContent()) ?? '';
      assert.match(text, /selected, rank 1 of 200/);
      assert.ok(text.includes((await driver.currentRow.locator('.evolScore .number').textContent()) ?? 'none'));
      assert.equal(await driver.hasFocus(driver.grid), true);
      await driver.press('Escape');
      await card.waitFor({ state: 'detached' });
    });

    it('comes by key and is read out', async () => {
      await open(SCORED);
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
      await open(SCORED);
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        await driver.press('g');
        await driver.type(String(FIRST_HOSTILE_ROW + index + 1));
        await driver.press('Enter');
        await driver.isAtLine(String(FIRST_HOSTILE_ROW + index + 1));
        assert.equal(await driver.currentRow.locator('.instruction').textContent(), text);
        await eventually(async () => {
          assert.equal(await driver.details.locator('.message.user .text').first().textContent(), text);
        });
        await driver.press('h');
        await driver.page.getByRole('tooltip').waitFor();
        await driver.press('Escape');
      }
      const inserted = driver.page.locator('.table, .details, .hover-card').locator('img, script, svg, style, a');
      assert.equal(await inserted.count(), 0);
      assert.equal(await driver.page.evaluate(() => 'attacked' in globalThis), false);
    });
  });

  describe('state', () => {
    it('comes back as it was kept', async () => {
      await open({
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
      const status = await driver.page.getByRole('columnheader', { name: 'Status' }).boundingBox();
      assert.equal(status?.width, 150);
      assert.equal(await driver.page.getByRole('figure').count(), 0);
      const pane = await driver.details.boundingBox();
      assert.equal(Math.round((pane?.width ?? 0) / 14), 50);
    });

    it('is kept some time after a change', async () => {
      await open(SCORED);
      await driver.page.getByRole('columnheader', { name: 'Quality' }).getByRole('button').click();
      await driver.press('Shift+ArrowRight');
      await eventually(async () => {
        const saved = (await driver.requests('saveState')).at(-1) as { state: { query: object; columnWidths: object } };
        assert.deepEqual(saved.state.query, { sort: { column: 'qualityScore', descending: true } });
        assert.ok('qualityScore' in saved.state.columnWidths);
      });
    });

    it('tells the host which row is the current one', async () => {
      await open(SCORED);
      await driver.press('ArrowDown', 'ArrowDown');
      await eventually(async () => assert.deepEqual((await driver.requests('currentRow')).at(-1), { rowIndex: 2 }));
    });
  });

  describe('screen readers', () => {
    it('find a grid whose active row is there', async () => {
      await open(SCORED);
      await driver.press('ArrowDown');
      await driver.isAtLine('2');
      const active = await driver.grid.getAttribute('aria-activedescendant');
      const row = driver.page.locator(`#${active ?? 'none'}`);
      assert.equal(await row.getAttribute('aria-selected'), 'true');
      assert.equal(await row.getAttribute('aria-rowindex'), '3');
      assert.equal(await row.getByRole('gridcell').count(), await driver.grid.getByRole('columnheader').count());
    });

    it('find a name on everything that takes the focus', async () => {
      await open(SCORED);
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
      await open({ ...SCORED, state: stateWith({ sort: { column: 'evolScore', descending: true } }) });
      assert.equal((await driver.column('status'))[0], 'Selected, rank 1');
    });
  });
});

function stateWith(query: NonNullable<FakeHostOptions['state']>['query']): NonNullable<FakeHostOptions['state']> {
  return { query, columnWidths: {}, detailsShare: 0.36, detailsOpen: true, currentRowIndex: null, histograms: true };
}
