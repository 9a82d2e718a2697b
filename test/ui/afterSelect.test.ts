import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const NEW = { rows: 2000, jobMs: 200 };

async function select(driver: TableDriver, budget: string): Promise<void> {
  await driver.page.getByRole('textbox', { name: 'Budget' }).fill(budget);
  await driver.press('Enter');
}

/** Waits until the first rows on screen have these ranks. */
async function startsWithRanks(driver: TableDriver, ...ranks: number[]): Promise<void> {
  await eventually(async () => {
    const shown = await driver.column('status');
    assert.deepEqual(
      shown.slice(0, ranks.length),
      ranks.map((rank) => `Selected, rank ${rank}`),
    );
  });
}

describePage('after a selection', (open) => {
  it('the rows stand by rank from the top, whichever row was the current one', async () => {
    const driver = await open(NEW);
    await driver.press('PageDown');
    await select(driver, '50');
    await startsWithRanks(driver, 1, 2, 3);
    const head = driver.page.getByRole('columnheader', { name: 'Status' });
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  });

  it('an order that was chosen stays', async () => {
    const driver = await open({ ...NEW, state: stateWith({ sort: { column: 'turns', descending: true } }) });
    await select(driver, '50');
    await driver.page.getByText('50 selected').waitFor();
    await driver.messagesHaveArrived();
    const queries = (await driver.requests('view/set')) as { readonly query: { readonly sort?: object } }[];
    for (const { query } of queries) assert.deepEqual(query.sort, { column: 'turns', descending: true });
  });

  it('that was made while the table was away, the rows stand by rank when it comes back', async () => {
    const driver = await open({ ...SCORED, state: { ...stateWith({}), seenSelection: null } });
    await startsWithRanks(driver, 1, 2);
    const state = await driver.savedState(({ seenSelection }) => typeof seenSelection === 'string');
    assert.deepEqual(state.query, { sort: { column: 'status', descending: false } });
  });

  it('a line says what it came to', async () => {
    const driver = await open(NEW);
    await select(driver, '50');
    const line = driver.page.getByRole('note', { name: 'Selection' });
    await line.waitFor();
    const text = (await line.textContent()) ?? '';
    assert.match(text, /^50 of 2,000 rows kept \(2\.5%\) · /);
    assert.match(text, /mean quality \d\.\d\d → \d\.\d\d · mean complexity \d\.\d\d → \d\.\d\d/);
    assert.match(text, /\d+ near-duplicates left out at τ 0\.90 · about [\d.]+K of [\d.]+K tokens$/);
    for (const width of [1400, 760, 400]) {
      await driver.page.setViewportSize({ width, height: 800 });
      await eventually(async () => {
        const heights = [line, driver.page.locator('.linked-line')].map(
          async (each) => (await each.boundingBox())?.height,
        );
        const [whole = NaN, room = NaN] = await Promise.all(heights);
        assert.ok(whole <= room, `${width} pixels wide: ${whole} pixels high where ${room} are seen`);
      });
    }
  });

  it('the counts are filters, switched on and off', async () => {
    const driver = await open(NEW);
    await select(driver, '50');
    const count = driver.page.getByRole('button', { name: '50 selected' });
    await count.click();
    await driver.hasRowCount(50);
    assert.equal(await count.getAttribute('aria-pressed'), 'true');
    await count.click();
    await driver.hasRowCount(2000);
  });
});

describePage('the budget', (open) => {
  it('is a share of the rows, and still one once the selection is there', async () => {
    const driver = await open(NEW);
    await select(driver, '10%');
    await driver.page.getByText('200 selected').waitFor();
    assert.deepEqual(await driver.requests('deita.select'), [{ budget: -1, budgetShare: 10, threshold: 0.9 }]);
    assert.equal(await driver.page.getByText('other parameters').count(), 0);
  });

  it('is a number of tokens', async () => {
    const driver = await open(NEW);
    await select(driver, '2M tokens');
    await eventually(async () =>
      assert.deepEqual(await driver.requests('deita.select'), [
        { budget: -1, budgetTokens: 2_000_000, threshold: 0.9 },
      ]),
    );
  });

  it('that is none of these is marked, and Select does nothing', async () => {
    const driver = await open(NEW);
    await select(driver, '10 pieces');
    await driver.page.locator('vscode-text-field.number-field[aria-invalid="true"]').waitFor();
    const button = driver.page.getByRole('button', { name: 'Select', exact: true });
    await eventually(async () => assert.equal(await button.isDisabled(), true));
    await driver.messagesHaveArrived();
    assert.deepEqual(await driver.requests('deita.select'), []);
  });
});

describePage('while rows are scored', (open) => {
  it('scores appear as they come', async () => {
    const driver = await open({ rows: 2000, jobMs: 60_000 });
    await select(driver, '50');
    await driver.page.getByRole('columnheader', { name: 'Evol' }).waitFor();
    await eventually(async () => assert.ok((await driver.scores()).length > 0));
    assert.equal(await driver.page.getByRole('button', { name: 'Cancel' }).count(), 1);
  });

  it('what is kept after a cancel is shown and said', async () => {
    const driver = await open({ rows: 2000, jobMs: 60_000 });
    await select(driver, '50');
    await eventually(async () => assert.ok((await driver.scores()).length > 0));
    await driver.page.getByRole('button', { name: 'Cancel' }).click();
    const line = driver.page.getByRole('note').filter({ hasText: 'scored and kept' });
    await line.waitFor();
    const [, scored = ''] = /^\s*([\d,]+) of 2,000 rows are scored/.exec((await line.textContent()) ?? '') ?? [];
    assert.ok(Number(scored.replace(',', '')) > 0, scored);
    assert.ok((await driver.scores()).length > 0);
    await driver.page.getByRole('figure', { name: 'Evol score' }).waitFor();
  });
});

describePage('a file that was saved after its selection', (open) => {
  const CHANGED = { ...SCORED, jobMs: 100, fileChanged: { added: 1, edited: 2, removed: 0 } };

  it('shows the selection before, greyed, with what changed', async () => {
    const driver = await open(CHANGED);
    const line = driver.page.getByRole('note').filter({ hasText: 'The file changed' });
    await line.waitFor();
    assert.match((await line.textContent()) ?? '', /since the selection: 1 new, 2 edited\./);
    assert.match((await driver.page.locator('.counts.stale').textContent()) ?? '', /200 selected/);
    await eventually(async () => assert.ok((await driver.column('status')).some((text) => text.includes('rank'))));
    const colours = await driver.page
      .locator('.row[data-status="selected"] .cell.status .codicon, .counts.stale')
      .evaluateAll(coloursOf);
    assert.equal(new Set(colours).size, 1, colours.join());
  });

  it('has rows to export before a selection, too', async () => {
    const driver = await open({ rows: 2000 });
    await driver.isAtLine('1');
    await driver.page.getByRole('button', { name: 'More actions' }).click();
    await driver.page.getByRole('menuitem', { name: 'Export…' }).click();
    await eventually(async () => assert.equal((await driver.requests('deita.export')).length, 1));
  });

  it('runs again with what the fields hold', async () => {
    const driver = await open(CHANGED);
    await driver.page.getByRole('button', { name: 'Run again' }).click();
    await driver.page.getByRole('note', { name: 'Selection' }).waitFor();
    await driver.page.getByText('The file changed').waitFor({ state: 'detached' });
    assert.deepEqual(await driver.requests('deita.select'), [{ budget: 200, threshold: 0.9 }]);
  });
});

/** Runs in the page. */
function coloursOf(elements: unknown[]): string[] {
  const { getComputedStyle } = globalThis as unknown as {
    getComputedStyle: (element: unknown) => { readonly color: string };
  };
  return elements.map((element) => getComputedStyle(element).color);
}
