import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeSheetOptions } from './fakeSheetHost';

/** `npx tsx test/support/page/sheet/screenshots.ts [name …]`: pictures of a blind sheet, in `artifacts/sheet/`. */

const WIDE = { width: 1100, height: 700 };
const JUDGED: FakeSheetOptions = { items: 40, state: { annotator: 'Ann', item: 2, rendered: true } };

const SHOTS: readonly Shot<FakeSheetOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `judged-${theme}`, theme, host: JUDGED, ...WIDE, act: vote })),
  { name: 'narrow', host: JUDGED, width: 480, height: 600 },
  { name: 'begin', host: { items: 40, finished: ['Bob'] }, ...WIDE },
  {
    name: 'result',
    host: { ...JUDGED, items: 3, finished: ['Ann', 'Bob'] },
    ...WIDE,
    act: (page) => page.getByRole('button', { name: /^Show the result/ }).click(),
  },
];

async function vote(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Left is better/ }).click();
  await page.getByRole('button', { name: 'Previous (k)' }).click();
  await page.getByRole('button', { name: /^✓ Left is better/ }).waitFor();
}

async function isThere(page: Page): Promise<void> {
  await page
    .getByRole('heading', { name: /Who judges|Prompt/ })
    .first()
    .waitFor();
}

void takePictures('sheet', SHOTS, isThere, process.argv.slice(2));
