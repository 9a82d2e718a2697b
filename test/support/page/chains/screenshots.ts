import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeChainsOptions } from './fakeChainsHost';

/** `npx tsx test/support/page/chains/screenshots.ts [name …]`: pictures of the page of chains, in `artifacts/chains/`. */

const RUN: FakeChainsOptions = { chains: 400 };
const WIDE = { width: 1280, height: 800 };

const SHOTS: readonly Shot<FakeChainsOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `run-${theme}`, theme, host: RUN, ...WIDE, act: correct })),
  { name: 'narrow', host: RUN, width: 853, height: 533, act: correct },
  { name: 'small', host: RUN, width: 400, height: 300 },
  { name: 'small-light', host: RUN, theme: 'light', width: 400, height: 300 },
  { name: 'running', host: { chains: 400, done: 12 }, theme: 'light', ...WIDE },
  { name: 'hostile', host: RUN, ...WIDE, act: (page) => press(page, 'j', 'j', 'j') },
  {
    name: 'failed',
    host: RUN,
    ...WIDE,
    act: async (page) => {
      await page.getByRole('combobox', { name: 'List chains' }).click();
      await page.getByRole('option', { name: /^Failed/ }).click();
    },
  },
  { name: 'filter', host: RUN, ...WIDE, act: (page) => page.getByRole('combobox', { name: 'List chains' }).click() },
  {
    name: 'error',
    host: {
      chains: 0,
      failure: {
        code: 'fileUnreadable',
        message: 'Line 3 of answers.jsonl is no answer.',
        hint: 'Take the damaged line away; the run goes on from what is left.',
      },
    },
    ...WIDE,
  },
];

/** To the third chain, its fourth step scored by hand and its fifth dropped. */
async function correct(page: Page): Promise<void> {
  await press(page, 'j', 'j', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', '3', 'ArrowDown', 'x', 'ArrowUp');
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
}

async function isThere(page: Page, { failure }: FakeChainsOptions): Promise<void> {
  if (failure === undefined) await page.locator('.variant').first().waitFor();
  else await page.getByRole('alert').waitFor();
}

void takePictures('chains', SHOTS, isThere, process.argv.slice(2));
