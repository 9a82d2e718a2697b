import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { contrast, type Colour } from '../support/contrast';
import { launchBrowser, openPage } from '../support/host/browser';
import { describePage, SCORED, stateWith } from '../support/page/pageSuite';
import { PAGE_THEMES } from '../support/page/pictures';
import { servePage, type ServedPage } from '../support/page/servePage';

/** WCAG for what is no text. */
const MINIMUM_CONTRAST = 3;

describe('page: marks of the current row', () => {
  let browser: Browser;
  let served: ServedPage;
  let page: Page | undefined;

  before(async () => {
    [browser, served] = await Promise.all([launchBrowser(), servePage('table')]);
  });

  afterEach(() => page?.close());

  after(async () => {
    await browser.close();
    await served.stop();
  });

  for (const theme of PAGE_THEMES) {
    it(`keep their colours, and are seen on the background of the selection, in ${theme}`, async () => {
      page = await openPage(browser, { width: 1400, height: 800 });
      await page.goto(served.url({ ...SCORED, state: stateWith({ statuses: ['selected'] }) }, theme));
      const row = page.locator('.row[aria-selected="true"][data-status="selected"]');
      await row.waitFor();
      await page.getByRole('grid').focus();
      for (const [name, property] of [
        ['.cell.status .codicon', 'color'],
        ['.cell.evolScore .bar', 'background'],
      ] as const) {
        const { behind, mark } = await row.locator(name).evaluate(readMark, property);
        const drawn = `${name}: ${mark.join(' ')} on ${behind.join(' ')}`;
        assert.ok(contrast(mark, behind) >= MINIMUM_CONTRAST, drawn);
        assert.ok(colourfulness(mark) > 0.2, drawn);
      }
    });
  }
});

describePage('page: cells of a row', (open) => {
  it('mark what is edited by hand, for screen readers as well', async () => {
    const state = stateWith({ sort: { column: 'decision', descending: false } });
    const driver = await open({ ...SCORED, state });
    const cell = driver.currentRow.locator('.cell.decision');
    assert.equal(await cell.locator('.codicon-edit').count(), 0);
    await driver.details.getByRole('button', { name: 'Edit Assistant' }).first().click();
    const field = driver.details.getByRole('textbox').first();
    await field.fill('Another answer.');
    await driver.details.getByRole('button', { name: 'Save Edit' }).click();
    await cell.locator('.codicon-edit').waitFor();
    assert.equal(await cell.locator('.visually-hidden').textContent(), 'Edited by hand');
    assert.equal(await cell.getAttribute('title'), 'Edited by hand');
  });

  it('keep the line that a row duplicates in sight, however narrow their column', async () => {
    const state = { ...stateWith({ statuses: ['nearDuplicate'] }), columnWidths: { nearDuplicate: 56 } };
    const driver = await open({ ...SCORED, state });
    const cell = driver.currentRow.locator('.cell.nearDuplicate');
    const link = cell.locator('.jump');
    await link.waitFor();
    const [outer, inner] = [await boxOf(cell), await boxOf(link)];
    assert.ok(inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width, JSON.stringify([outer, inner]));
    const line = (await link.textContent()) ?? '';
    await link.click();
    await driver.isAtLine(line);
  });
});

async function boxOf(element: Locator): Promise<{ x: number; width: number }> {
  const box = await element.boundingBox();
  assert.ok(box !== null);
  return box;
}

/** Runs in the page: the row's background, and a colour of an element on it, as they are drawn. */
function readMark(element: unknown, property: string): { behind: Colour; mark: Colour } {
  type Drawing = {
    fillStyle: string;
    fillRect(...box: number[]): void;
    getImageData(...box: number[]): { data: ArrayLike<number> };
  };
  const page = globalThis as unknown as {
    document: { body: unknown; createElement(name: string): { getContext(kind: string): Drawing } };
    getComputedStyle(of: unknown): { color: string; backgroundColor: string; backgroundImage: string };
  };
  const row = (element as { closest(css: string): unknown }).closest('.row');
  const { color, backgroundImage } = page.getComputedStyle(element);
  // A bar is drawn as a gradient from its colour to the same.
  const mark = property === 'color' ? color : (/(color|rgba?)\([^)]*\)/.exec(backgroundImage)?.[0] ?? '');
  const drawing = page.document.createElement('canvas').getContext('2d');
  const drawn: number[][] = [];
  for (const each of [
    page.getComputedStyle(page.document.body).backgroundColor,
    page.getComputedStyle(row).backgroundColor,
    mark,
  ]) {
    drawing.fillStyle = each;
    drawing.fillRect(0, 0, 1, 1);
    drawn.push(Array.from(drawing.getImageData(0, 0, 1, 1).data).slice(0, 3));
  }
  return { behind: drawn[1] as unknown as Colour, mark: drawn[2] as unknown as Colour };
}

/** From 0 for grey to 1. */
function colourfulness(colour: Colour): number {
  return (Math.max(...colour) - Math.min(...colour)) / 255;
}
