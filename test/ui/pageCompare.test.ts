import assert from 'node:assert/strict';
import type { PageState } from '../../src/protocol/pages/tablePage';
import { eventually } from '../support/eventually';
import { ADDED_TO_DUPLICATES, LONG_OFFSET } from '../support/page/fakeDataset';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import type { TableDriver } from '../support/page/tableDriver';

const NEAR_DUPLICATES = { ...SCORED, state: stateWith({ statuses: ['nearDuplicate'] }) } as const;

describePage('page: near-duplicates side by side', (open) => {
  describe('d', () => {
    it('shows why a row is one, its words beside those of the other, and leaves the list as it is', async () => {
      const driver = await open(NEAR_DUPLICATES);
      const [line = ''] = await driver.column('line');
      const other = (await driver.page.locator('.row .jump').first().textContent()) ?? '';
      await driver.press('d');
      await comparedWith(driver, other);
      const why = await compared(driver).locator('.why').innerText();
      assert.match(why, /^Similarity 0\.9\d*, above the threshold τ = 0\.90\nOther instruction, /);
      assert.match(why, new RegExp(`Taken: line ${other} \\(.*left out: line ${line} \\(`));
      const [own, theirs] = await compared(driver).locator('.message-pair').first().locator('.side').all();
      assert.deepEqual(await own?.locator('ins').allInnerTexts(), [ADDED_TO_DUPLICATES]);
      assert.deepEqual(await theirs?.locator('ins').allInnerTexts(), []);
      await driver.isAtLine(line);
      assert.deepEqual((await driver.requests('view/set')).length, 1);
      await driver.press('d');
      await compared(driver).waitFor({ state: 'detached' });
    });

    it('stays on from row to row', async () => {
      const driver = await open(NEAR_DUPLICATES);
      await driver.press('d');
      for (let row = 1; row < 4; row++) {
        await driver.press('ArrowDown');
        const jump = driver.currentRow.and(driver.page.locator(`[aria-rowindex="${row + 2}"]`)).locator('.jump');
        await comparedWith(driver, (await jump.textContent()) ?? '');
      }
      await driver.gridHasFocus();
    });

    it('goes through the near-duplicates of a selected row, one after the other', async () => {
      const query = { statuses: ['nearDuplicate'], sort: { column: 'evolScore', descending: true } } as const;
      const driver = await open({ rows: 20_000, selected: 6000, state: stateWith(query) });
      const originals = await driver.page.locator('.row:not([hidden]) .jump').allTextContents();
      const original = originals.find((line, at) => originals.indexOf(line) !== at) ?? 'none twice';
      await driver.press('g');
      await driver.type(original.replace(',', ''));
      await driver.press('Enter');
      await driver.details.getByRole('heading', { name: `Line ${original}`, exact: true }).waitFor();
      const links = driver.details.locator('.near-duplicates .neighbour .jump');
      const lines = (await links.allInnerTexts()).map((text) => text.replace('line ', ''));
      assert.ok(lines.length > 1);
      for (const line of lines) {
        await driver.press('d');
        await comparedWith(driver, line);
      }
      await driver.press('d');
      await compared(driver).waitFor({ state: 'detached' });
    });

    it('says where a row has none', async () => {
      const driver = await open({ ...SCORED, state: stateWith({ statuses: ['notReached'] }) });
      await driver.press('d');
      await compared(driver).getByText('This row has no near-duplicate.').waitFor();
      await eventually(async () =>
        assert.equal(await driver.page.getByRole('status').textContent(), 'This row has no near-duplicate.'),
      );
    });

    it('opens details that are closed, and works in them', async () => {
      const driver = await open({ ...NEAR_DUPLICATES, state: { ...NEAR_DUPLICATES.state, detailsOpen: false } });
      await driver.press('d');
      await compared(driver).locator('.why').waitFor();
      await driver.press('Enter');
      await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
      await driver.press('d');
      await compared(driver).waitFor({ state: 'detached' });
      await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
    });
  });

  it('come from the list in the details, and go on to VS Code’s own comparison', async () => {
    const driver = await open(NEAR_DUPLICATES);
    const [line = ''] = await driver.column('line');
    const other = (await driver.page.locator('.row .jump').first().textContent()) ?? '';
    await driver.details.locator('.near-duplicates .neighbour').first().click();
    await comparedWith(driver, other);
    await compared(driver).getByRole('button', { name: 'Compare in Diff Editor' }).click();
    const rowOf = (text: string): number => Number(text.replace(',', '')) - 1;
    await eventually(async () =>
      assert.deepEqual(await driver.requests('deita.compareInDiffEditor'), [
        { rowIndex: rowOf(line), otherRowIndex: rowOf(other) },
      ]),
    );
  });

  it('are left for the other row and found again with filter, order and scroll as they were', async () => {
    const query = { statuses: ['nearDuplicate'], sort: { column: 'evolScore', descending: true } } as const;
    const driver = await open({ rows: 20_000, selected: 6000, state: stateWith(query) });
    await driver.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'd');
    await compared(driver).locator('.why').waitFor();
    await driver.grid.hover();
    await driver.page.mouse.wheel(0, 90);
    const place = await driver.savedState(({ topRow = 0 }) => !Number.isInteger(topRow));
    const line = (await driver.currentRow.locator('.line').textContent()) ?? '';
    await compared(driver)
      .getByRole('button', { name: /^Go to line/ })
      .click();
    await driver.savedState(({ query: left, topRow }) => left.statuses === undefined && topRow !== place.topRow);
    await driver.grid.focus();
    await driver.press('b');
    await driver.isAtLine(line);
    const back = await driver.savedState(({ topRow }) => topRow === place.topRow);
    assert.deepEqual(back.query, query);
  });

  it('keeps no place in the table from before the current row was gone to', async () => {
    const driver = await open(SCORED);
    await driver.press('End');
    const { topRow } = await driver.savedState(
      ({ currentRowIndex, topRow: top }) => currentRowIndex === 1999 && top !== undefined,
    );
    const saved = (await driver.requests('saveState')) as { readonly state: PageState }[];
    const places = saved
      .filter(({ state }) => state.currentRowIndex === 1999)
      .map(({ state }) => state.topRow ?? topRow);
    assert.deepEqual([...new Set(places)], [topRow]);
  });

  it('and the rows in sight come back when the page does', async () => {
    const state = { ...stateWith({}), currentRowIndex: 1000, topRow: 990.5, comparing: true };
    const driver = await open({ ...SCORED, state });
    await compared(driver).waitFor();
    await driver.savedState(({ topRow, comparing }) => topRow === 990.5 && comparing === true);
    assert.equal((await driver.column('line')).includes('991'), true);
    await driver.press('d');
    await driver.savedState(({ comparing }) => comparing === false);
  });

  for (const [width, sideBySide] of [
    [1400, true],
    [900, false],
  ] as const) {
    it(`stand ${sideBySide ? 'side by side' : 'one below the other'} in a page ${width} pixels wide`, async () => {
      const driver = await open({ ...NEAR_DUPLICATES, state: { ...NEAR_DUPLICATES.state, detailsShare: 0.4 } });
      await driver.page.setViewportSize({ width, height: 800 });
      await driver.press('d');
      const sides = compared(driver).locator('.message-pair').first().locator('.side');
      await eventually(async () => {
        const [own, other] = await Promise.all([sides.nth(0).boundingBox(), sides.nth(1).boundingBox()]);
        assert.ok(own !== null && other !== null);
        if (sideBySide) assert.ok(own.x + own.width <= other.x && own.y === other.y);
        else assert.ok(own.y + own.height <= other.y && Math.abs(own.x - other.x) < 1);
      });
    });
  }
});

describePage('page: keyboard in the details', (open) => {
  it('reads a long row', async () => {
    const driver = await open(SCORED);
    await driver.press('g');
    await driver.type(String(LONG_OFFSET + 1));
    await driver.press('Enter');
    await driver.details.getByRole('heading', { name: `Line ${LONG_OFFSET + 1}`, exact: true }).waitFor();
    await driver.details.getByRole('button', { name: 'Rendered' }).click();
    await driver.details.getByRole('button', { name: /^Show all/ }).click();
    await driver.grid.focus();
    await driver.press('Enter');
    const body = driver.details.locator('.details-body');
    await eventually(async () => assert.equal(await driver.hasFocus(body), true));
    const scrolled = (): Promise<number> => body.evaluate((element) => (element as unknown as Scroller).scrollTop);
    for (const key of ['ArrowDown', 'PageDown', 'End']) {
      const before = await scrolled();
      await driver.press(key);
      await eventually(async () => assert.ok((await scrolled()) > before, key));
    }
    await driver.isAtLine(String(LONG_OFFSET + 1));
  });

  it('goes on to the next and the previous selected row, from its top', async () => {
    const driver = await open({ ...SCORED, state: stateWith({ statuses: ['selected'] }) });
    const lines = await driver.column('line');
    await driver.press('Enter');
    await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
    for (const [key, at] of [
      ['n', 1],
      ['n', 2],
      ['p', 1],
    ] as const) {
      await driver.press(key);
      await driver.details.getByRole('heading', { name: `Line ${lines[at]}`, exact: true }).waitFor();
      await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
    }
    await driver.press('Escape');
    await driver.gridHasFocus();
  });

  it('goes on where what had the focus gives way to something else', async () => {
    const driver = await open(NEAR_DUPLICATES);
    const body = driver.details.locator('.details-body');
    const hasFocus = (): Promise<void> => eventually(async () => assert.equal(await driver.hasFocus(body), true));
    const [line = ''] = await driver.column('line');
    const other = (await driver.page.locator('.row .jump').first().textContent()) ?? '';
    await driver.details.locator('.near-duplicates .neighbour').first().click();
    await comparedWith(driver, other);
    await hasFocus();
    await compared(driver).getByRole('button', { name: 'Compare in Diff Editor' }).focus();
    await driver.press('d');
    await compared(driver).waitFor({ state: 'detached' });
    await hasFocus();
    await driver.press('d');
    await compared(driver)
      .getByRole('button', { name: /^Go to line/ })
      .click();
    await driver.isAtLine(other);
    await hasFocus();
    await driver.press('b');
    await driver.isAtLine(line);
  });

  it('leaves Ctrl+A to the text: no rows are marked out of sight', async () => {
    const driver = await open(SCORED);
    await driver.press('Enter');
    await eventually(async () => assert.equal(await driver.hasFocus(driver.details), true));
    await driver.press('Control+a', '+');
    await driver.page.locator('.count[data-decided="keep"]').getByText('1 kept', { exact: true }).waitFor();
  });
});

interface Scroller {
  readonly scrollTop: number;
}

function compared(driver: TableDriver) {
  return driver.details.getByRole('region', { name: 'Comparison with a near-duplicate' });
}

async function comparedWith(driver: TableDriver, line: string): Promise<void> {
  await compared(driver).locator('.heads').getByText(`Line ${line}`, { exact: true }).waitFor();
}
