import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import type { FakeHostOptions } from '../support/page/fakeHost';
import { measure } from '../support/page/geometry';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';

/** What windows from 400 × 300 to 4K leave the page, with the side bar open and closed. */
const SIZES: readonly (readonly [width: number, height: number, rows: number])[] = [
  [220, 178, 3],
  [352, 178, 3],
  [400, 300, 8],
  [505, 411, 8],
  [640, 360, 8],
  [805, 411, 8],
  [790, 800, 8],
  [932, 678, 8],
  [1232, 678, 8],
  [1600, 1000, 8],
  [3840, 2000, 8],
];

/**
 * What windows from 853 × 533 to 4K leave the page at 200 %: half their size, less what VS Code has around it. The first
 * is smaller than the smallest window at 100 %.
 */
const ZOOMED: readonly (readonly [width: number, height: number, rows: number])[] = [
  [378, 144, 2],
  [592, 278, 8],
  [752, 378, 8],
  [1872, 958, 8],
];

const STATES: Readonly<Record<string, FakeHostOptions>> = {
  'before a run': { rows: 52_000 },
  'after a run': { rows: 52_000, selected: 1000 },
  'with a filter': {
    rows: 2000,
    selected: 200,
    state: stateWith({ statuses: ['nearDuplicate'], ranges: { qualityScore: [2, 6] } }),
  },
  'during a run': {
    rows: 2000,
    selected: 200,
    job: { stage: 'score', done: 1200, total: 2000, ratePerSecond: 210, remainingMs: 80_000 },
  },
  'without a known threshold': {
    rows: 2000,
    settings: { recommendedThreshold: null, scorerLabel: 'a-scorer-of-a-very-long-name and-another-one-just-as-long' },
  },
};

describePage('page: layout', (open) => {
  for (const [state, host] of Object.entries(STATES)) {
    it(`keeps rows in sight and controls apart in every size, ${state}`, async () => {
      const driver = await open(host);
      for (const [width, height, rows] of SIZES) {
        await driver.page.setViewportSize({ width, height });
        await eventually(async () => {
          const { faults, wholeRows } = await measure(driver.page);
          assert.deepEqual(faults, [], `${width} × ${height}`);
          assert.ok(wholeRows >= rows, `${wholeRows} rows in ${width} × ${height}`);
        });
      }
    });
  }

  it('keeps rows in sight and controls apart at 200 %, in every size of window that leaves a page', async () => {
    const driver = await open({ rows: 52_000, selected: 1000 });
    // What zooming does: half the pixels each way, twice as dense.
    const zoom = await driver.page.context().newCDPSession(driver.page);
    for (const [width, height, rows] of ZOOMED) {
      const metrics = { width, height, deviceScaleFactor: 2, mobile: false };
      await zoom.send('Emulation.setDeviceMetricsOverride', metrics);
      await eventually(async () => {
        assert.deepEqual(await driver.page.evaluate('[innerWidth, innerHeight, devicePixelRatio]'), [width, height, 2]);
        const { faults, wholeRows } = await measure(driver.page);
        assert.deepEqual(faults, [], `${width} × ${height}`);
        assert.ok(wholeRows >= rows, `${wholeRows} rows in ${width} × ${height}`);
      });
    }
  });

  // Of a window of 400 × 300 with both side bars open VS Code leaves the editor 12 pixels.
  it('leaves a strip beside wide side bars to the rows alone', async () => {
    const driver = await open({ rows: 52_000, selected: 1000 });
    for (const width of [179, 100, 50, 12]) {
      await driver.page.setViewportSize({ width, height: 178 });
      await eventually(async () => {
        const { faults, wholeRows } = await measure(driver.page);
        assert.deepEqual(faults, [], `${width} pixels`);
        assert.ok(wholeRows >= 5, `${wholeRows} rows in ${width} pixels`);
      });
      assert.equal(await driver.page.locator('.toolbar').isVisible(), false);
    }
    await driver.page.setViewportSize({ width: 180, height: 178 });
    await driver.page.locator('.toolbar').waitFor();
  });

  it('has everything in its menu that a narrow toolbar has no room for', async () => {
    const driver = await open(SCORED);
    const asText = driver.page.locator('.toolbar').getByRole('button', { name: 'Open as Text' });
    assert.equal(await asText.count(), 0, 'the tab has a button for it');
    await driver.page.setViewportSize({ width: 220, height: 178 });
    const menu = driver.page.getByRole('menu', { name: 'More actions' });
    const button = driver.page.getByRole('button', { name: 'More actions' });
    await button.click();
    await menu.getByRole('menuitem', { name: 'Open as Text' }).click();
    await menu.waitFor({ state: 'detached' });
    await driver.hasAsked('currentRow');
    await eventually(async () => assert.equal((await driver.requests('deita.openAsText')).length, 1));
    await button.press('Enter');
    await driver.press('End');
    assert.equal(await menu.getByRole('menuitem', { name: /^Keys/ }).evaluate(isFocused), true);
    await driver.press('Home', 'ArrowDown', 'Enter');
    await eventually(async () => assert.equal((await driver.requests('deita.export')).length, 1));
    await button.press('Enter');
    await driver.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await eventually(async () => assert.equal(await driver.hasFocus(button), true));
  });

  it('reads a row in place of the table where there is no room beside it, until Escape', async () => {
    const driver = await open(SCORED);
    await driver.page.setViewportSize({ width: 400, height: 300 });
    await driver.details.waitFor({ state: 'detached' });
    await driver.grid.focus();
    await driver.press('ArrowDown', 'Enter');
    await driver.details.getByRole('heading', { name: 'Line 2', exact: true }).waitFor();
    await driver.grid.waitFor({ state: 'hidden' });
    await driver.press('Escape');
    await driver.details.waitFor({ state: 'detached' });
    await driver.gridHasFocus();
    await driver.isAtLine('2');
    await driver.page.setViewportSize({ width: 1400, height: 800 });
    await driver.details.getByRole('heading', { name: 'Line 2', exact: true }).waitFor();
  });

  describe('columns', () => {
    it('are those of which there is something to show', async () => {
      const driver = await open({ rows: 2000 });
      await driver.hasColumns(['Line', 'Status', 'Instruction', 'Turns']);
      await driver.page.getByRole('textbox', { name: 'Budget' }).fill('50');
      await driver.press('Enter');
      await driver.page.getByText('50 selected').waitFor();
      await driver.hasColumns([
        'Line',
        'Status',
        'Evol',
        'Complexity',
        'Quality',
        'Instruction',
        'Turns',
        'Near-dup. of',
      ]);
    });

    it('are hidden and shown by the menu, an order by one with it, and so they stay', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ sort: { column: 'turns', descending: true } }) });
      const choose = async (entry: string): Promise<void> => {
        await driver.page.getByRole('button', { name: 'Columns' }).click();
        await driver.page.getByRole('menuitemcheckbox', { name: entry }).click();
      };
      await choose('Turns');
      await eventually(async () => assert.deepEqual((await driver.requests('view/set')).at(-1), { query: {} }));
      await choose('Response');
      const shown = ['Line', 'Status', 'Evol', 'Complexity', 'Quality', 'Instruction', 'Response', 'Near-dup. of'];
      await driver.hasColumns(shown);
      assert.match((await driver.column('response'))[0] ?? '', /\w/);
      const state = await driver.savedState((saved) => saved.columns?.visible['response'] === true);
      const again = await open({ ...SCORED, state });
      await again.hasColumns(shown);
    });

    it('are moved by keys and by dragging their heads, which does not sort', async () => {
      const driver = await open(SCORED);
      const head = (name: string) => driver.grid.getByRole('columnheader', { name });
      await head('Turns').getByRole('button').focus();
      await driver.press('Alt+Shift+ArrowLeft');
      const moved = ['Line', 'Status', 'Evol', 'Complexity', 'Quality', 'Turns', 'Instruction', 'Near-dup. of'];
      await driver.hasColumns(moved);
      await eventually(async () => assert.equal(await driver.hasFocus(head('Turns')), true));
      const [from, to] = [await head('Evol').boundingBox(), await head('Quality').boundingBox()];
      assert.ok(from !== null && to !== null);
      await driver.page.mouse.move(from.x + 30, from.y + 10);
      await driver.page.mouse.down();
      await driver.page.mouse.move(to.x + to.width - 8, to.y + 10, { steps: 5 });
      await driver.page.mouse.up();
      await driver.hasColumns([
        'Line',
        'Status',
        'Complexity',
        'Quality',
        'Evol',
        'Turns',
        'Instruction',
        'Near-dup. of',
      ]);
      assert.equal(await head('Evol').getAttribute('aria-sort'), 'none');
    });

    it('fit what they show after a double click on the edge; the instruction takes what is left again', async () => {
      const driver = await open(SCORED);
      const head = (name: string) => driver.grid.getByRole('columnheader', { name });
      const widthOf = async (name: string): Promise<number> => (await head(name).boundingBox())?.width ?? 0;
      const before = await widthOf('Instruction');
      await head('Instruction').getByRole('button').focus();
      await driver.press('Shift+ArrowLeft', 'Shift+ArrowLeft');
      await eventually(async () => assert.equal(await widthOf('Instruction'), before - 32));
      await head('Instruction').locator('.column-edge').dblclick();
      await eventually(async () => assert.equal(await widthOf('Instruction'), before));
      await head('Turns').locator('.column-edge').dblclick();
      await eventually(async () => assert.ok((await widthOf('Turns')) < 56));
      const [needed, given] = await head('Turns').locator('.label').evaluate(readWidths);
      assert.ok(needed <= given, `${given} of ${needed} pixels`);
    });
  });

  it('shows rows of two and three lines, with the current row where it was', async () => {
    const driver = await open(SCORED);
    const heightOf = async (): Promise<number> => (await driver.currentRow.boundingBox())?.height ?? 0;
    assert.equal(await heightOf(), 22);
    await driver.page.getByRole('button', { name: 'Columns' }).click();
    await driver.page.getByRole('menuitemcheckbox', { name: 'Rows of Three Lines' }).click();
    await eventually(async () => assert.equal(await heightOf(), 58));
    await driver.grid.focus();
    await driver.press('End');
    await driver.isAtLine('2,000');
    const [last, grid] = [await driver.currentRow.boundingBox(), await driver.grid.boundingBox()];
    assert.ok(last !== null && grid !== null && last.y + last.height <= grid.y + grid.height + 1);
    await driver.savedState((saved) => saved.rowLines === 3);
  });
});

/** Runs in the page. */
function isFocused(element: unknown): boolean {
  return (element as { matches(selector: string): boolean }).matches(':focus');
}

/** Runs in the page: the width that a text needs, and the one it has. */
function readWidths(element: unknown): [number, number] {
  const { scrollWidth, clientWidth } = element as { scrollWidth: number; clientWidth: number };
  return [scrollWidth, clientWidth];
}
