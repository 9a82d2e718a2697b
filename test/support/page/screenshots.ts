import type { Page } from 'playwright-core';
import type { FakeHostOptions } from './fakeHost';
import { TOOL_ROW } from './fakeDataset';
import { CHOSEN } from './fakeTraining';
import { PAGE_THEMES, takePictures, type Shot } from './pictures';

/** `npx tsx test/support/page/screenshots.ts [name …]`: pictures of the table's states, in `artifacts/table/`. */

const SELECTED: FakeHostOptions = { rows: 52_002, selected: 1000 };
const SORTED: FakeHostOptions = {
  ...SELECTED,
  state: {
    query: { sort: { column: 'evolScore', descending: true } },
    columnWidths: {},
    detailsShare: 0.36,
    currentRowIndex: null,
    histograms: true,
  },
};

const TRAINED: FakeHostOptions = {
  ...SELECTED,
  settings: { training: CHOSEN },
  state: { query: {}, columnWidths: {}, detailsShare: 0.4, currentRowIndex: 5, histograms: true, training: true },
};

/** Where everything is that a row's details fold. */
const AT_TOOL_ROW: FakeHostOptions = {
  ...SELECTED,
  state: { query: {}, columnWidths: {}, detailsShare: 0.5, currentRowIndex: TOOL_ROW, histograms: true },
};

const SHOTS: readonly Shot<FakeHostOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({
    name: `selected-${theme}`,
    theme,
    host: SORTED,
    act: (page: Page) => press(page, 'ArrowDown', 4),
  })),
  ...PAGE_THEMES.map((theme) => ({
    name: `training-${theme}`,
    theme,
    host: TRAINED,
    act: async (page: Page) => {
      await page.getByRole('button', { name: 'Count the tokens' }).click();
      await page.locator('.training-totals p').first().waitFor();
    },
  })),
  ...PAGE_THEMES.map((theme) => ({ name: `folds-${theme}`, theme, host: AT_TOOL_ROW, act: openFolds })),
  { name: 'first-visit', host: { rows: 52_002 } },
  { name: 'hostile', host: { rows: 400, selected: 100 }, act: (page) => press(page, 'ArrowDown', 5) },
  {
    name: 'job',
    host: { rows: 52_002, jobMs: 60_000 },
    act: async (page) => {
      await page.getByRole('button', { name: 'Select' }).first().click();
      await page.waitForTimeout(7000);
    },
  },
  {
    name: 'error',
    theme: 'light',
    host: {
      rows: 2000,
      jobMs: 10,
      jobError: {
        code: 'modelMissing',
        message: 'The scorer model is not there.',
        hint: 'Reinstall the extension, or choose precomputed scores.',
      },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Select' }).first().click();
      await page.getByRole('alert').getByText('Reinstall').waitFor();
    },
  },
  {
    name: 'filter',
    host: SORTED,
    act: async (page) => {
      const plot = page.getByRole('figure', { name: 'Quality' }).locator('.plot');
      const box = await plot.boundingBox();
      if (box === null) throw new Error('No plot.');
      await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.7, box.y + 10, { steps: 5 });
      await page.mouse.up();
    },
  },
  {
    name: 'nothing',
    host: { rows: 2000, selected: 100 },
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('no row has this');
      await page.getByText('No row matches').waitFor();
    },
  },
  {
    name: 'columns',
    host: SORTED,
    act: (page) => page.getByRole('button', { name: 'Columns' }).click(),
  },
  ...PAGE_THEMES.map((theme) => ({ name: `head-menu-${theme}`, theme, host: SORTED, act: openHeadMenu })),
  { name: 'head-menu-narrow', host: SORTED, width: 400, height: 800, act: openHeadMenu },
  {
    name: 'menu',
    host: SORTED,
    act: (page) => page.getByRole('button', { name: 'More actions' }).click(),
  },
  { name: 'empty-file', host: { rows: 0 } },
  {
    name: 'hover',
    theme: 'light',
    host: SORTED,
    act: async (page) => {
      await page.locator('.row').nth(6).locator('.instruction').hover();
      await page.getByRole('tooltip').waitFor();
    },
  },
  { name: 'near-duplicate', host: SORTED, act: (page) => press(page, 'ArrowDown', 2) },
  {
    name: 'bad-row',
    theme: 'light',
    host: { rows: 400, selected: 100 },
    act: async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.type('78');
      await page.keyboard.press('Enter');
    },
  },
  { name: 'smallest', host: SORTED, width: 220, height: 178 },
  { name: 'low', host: SORTED, width: 805, height: 411 },
  { name: 'narrow', host: SORTED, width: 400, height: 800, act: (page) => press(page, 'Enter', 1) },
  { name: 'sidebar', host: SORTED, width: 1090, height: 800 },
  { name: 'medium', theme: 'light', host: SORTED, width: 760, height: 800 },
  { name: 'million', host: { rows: 1_000_000, selected: 6000 }, act: (page) => press(page, 'End', 1) },
];

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count++) await page.keyboard.press(key);
}

async function openHeadMenu(page: Page): Promise<void> {
  await page.getByRole('columnheader', { name: 'Status' }).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
}

async function openFolds(page: Page): Promise<void> {
  const folds = page.locator('.details summary');
  await folds.first().waitFor();
  for (const fold of await folds.all()) await fold.click();
}

/** The table with its rows. */
async function rowsAreThere(page: Page, { rows }: FakeHostOptions): Promise<void> {
  await page.getByRole('grid').waitFor({ state: 'attached' });
  if (rows > 0) await page.locator('.row[data-status]').first().waitFor({ state: 'attached' });
}

void takePictures('table', SHOTS, rowsAreThere, process.argv.slice(2));
