import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openPage, launchBrowser } from '../support/host/browser';
import { servePage, type PageTheme, type ServedPage } from '../support/page/servePage';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const THEMES: readonly PageTheme[] = ['dark', 'light', 'highContrast', 'highContrastLight'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

interface AxeGlobals {
  readonly axe: { run(options: object): Promise<{ readonly violations: readonly Violation[] }> };
}

/** What is seen of a page before it is checked. */
interface Sight {
  readonly name: string;
  readonly page: string;
  readonly host: object;
  readonly arrive: (page: Page) => Promise<void>;
}

const SCORED = { rows: 2000, selected: 200 };
const COMPARED = { runs: ['deita', 'facility location, α 0.7'], compared: true };
const NEAR_DUPLICATES = {
  query: { statuses: ['nearDuplicate'] },
  columnWidths: {},
  detailsShare: 0.36,
  detailsOpen: true,
  currentRowIndex: null,
  histograms: true,
};

const SIGHTS: readonly Sight[] = [
  {
    name: 'the table before a run',
    page: 'table',
    host: { rows: 2000 },
    arrive: (page) => page.locator('.details h2').getByText('Line 1').waitFor(),
  },
  {
    name: 'the table after a run, with details',
    page: 'table',
    host: SCORED,
    arrive: (page) => page.getByRole('region', { name: 'Why these scores' }).waitFor(),
  },
  {
    name: 'two rows side by side',
    page: 'table',
    host: { ...SCORED, state: NEAR_DUPLICATES },
    arrive: async (page) => {
      await page.locator('.row .jump').first().waitFor();
      await page.keyboard.press('d');
      await page.locator('.compared .why').waitFor();
    },
  },
  {
    name: 'a review of rows one by one',
    page: 'table',
    host: SCORED,
    arrive: async (page) => {
      await page.locator('.row[aria-selected="true"]').waitFor();
      await page.keyboard.press('r');
      await page.locator('.details-body:focus').waitFor();
      await page.keyboard.press('+');
      await page.getByText('1 of 2,000 decided', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'a calibration',
    page: 'calibration',
    host: {},
    arrive: async (page) => {
      await page
        .getByRole('button', { name: /^Not the same$/ })
        .first()
        .click();
      await page.getByRole('button', { name: '✓ Not the same' }).waitFor();
    },
  },
  {
    name: 'a menu of the table',
    page: 'table',
    host: SCORED,
    arrive: async (page) => {
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'chains',
    page: 'chains',
    host: { chains: 40 },
    arrive: (page) => page.locator('.variant').first().waitFor(),
  },
  {
    name: 'a comparison of scorers',
    page: 'comparison',
    host: { rows: 400, compared: true },
    arrive: (page) => page.getByRole('table', { name: 'Agreement' }).waitFor(),
  },
  {
    name: 'a blind sheet',
    page: 'sheet',
    host: { items: 3, state: { annotator: 'Ann', item: 0, rendered: true } },
    arrive: (page) => page.getByRole('region', { name: 'Left answer' }).waitFor(),
  },
  {
    name: 'a selection beside its pool',
    page: 'composition',
    host: { selected: 600, note: 'This result has other parameters.' },
    arrive: (page) => page.getByRole('table', { name: 'Source' }).waitFor(),
  },
  {
    name: 'what can be counted beside a pool',
    page: 'composition',
    host: { selected: 600 },
    arrive: async (page) => {
      await page.getByRole('table', { name: 'Source' }).waitFor();
      await page.getByRole('button', { name: 'What is counted' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Source' }).waitFor();
    },
  },
  {
    name: 'a table with the menu of a column open',
    page: 'table',
    host: SCORED,
    arrive: async (page) => {
      await page.getByRole('region', { name: 'Why these scores' }).waitFor();
      await page.getByRole('columnheader', { name: 'Turns' }).getByRole('button').click({ button: 'right' });
      await page.getByRole('menu', { name: 'Column Turns' }).waitFor();
    },
  },
  {
    name: 'a match that was searched for',
    page: 'table',
    host: SCORED,
    arrive: async (page) => {
      await page.locator('.row[aria-selected="true"]').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('lighthouse');
      await page.keyboard.press('Enter');
      await page.locator('.find-place:not(:has(.codicon-modifier-spin)) .find-count').getByText(/^1 of/).waitFor();
    },
  },
  {
    name: 'the keys of the table',
    page: 'table',
    host: SCORED,
    arrive: async (page) => {
      await page.locator('.row[aria-selected="true"]').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'selections compared',
    page: 'selections',
    host: COMPARED,
    arrive: (page) => page.getByRole('table', { name: 'Overlap' }).waitFor(),
  },
  {
    name: 'rows that one of the selections has alone',
    page: 'selections',
    host: COMPARED,
    arrive: async (page) => {
      await page.getByRole('button', { name: 'List the rows only in deita, not in random 1' }).click();
      await page.getByRole('region', { name: 'Rows only in one run' }).waitFor();
    },
  },
  {
    name: 'selections before they are compared',
    page: 'selections',
    host: { runs: ['deita'], current: true },
    arrive: (page) => page.getByRole('group', { name: 'Comparison' }).waitFor(),
  },
  {
    name: 'experiments',
    page: 'experiments',
    host: { measured: [1000] },
    arrive: (page) => page.getByRole('table', { name: 'Runs' }).waitFor(),
  },
];

describe('pages by the rules of axe', () => {
  let browser: Browser;
  const served = new Map<string, ServedPage>();

  before(async () => {
    browser = await launchBrowser();
    for (const name of new Set(SIGHTS.map(({ page }) => page))) served.set(name, await servePage(name));
  });

  after(async () => {
    await browser.close();
    for (const page of served.values()) await page.stop();
  });

  for (const { name, page: pageName, host, arrive } of SIGHTS) {
    for (const theme of THEMES) {
      it(`${name}, ${theme}`, async () => {
        const page = await openPage(browser, { width: 1400, height: 800 });
        try {
          await page.goto(served.get(pageName)?.url(host, theme) ?? '');
          await arrive(page);
          assert.deepEqual(await violations(page), []);
        } finally {
          await page.close();
        }
      });
    }
  }
});

/** What breaks a rule, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => (globalThis as unknown as AxeGlobals).axe.run({}));
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}
