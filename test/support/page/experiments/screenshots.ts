import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeExperimentsOptions } from './fakeExperimentsHost';

/** `npx tsx test/support/page/experiments/screenshots.ts [name …]`: pictures of experiments, in `artifacts/experiments/`. */

const WIDE = { width: 1100, height: 1300 };

const SHOTS: readonly Shot<FakeExperimentsOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `story-${theme}`, theme, host: {}, ...WIDE })),
  { name: 'laptop', host: {}, width: 1280, height: 720 },
  { name: 'narrow', host: {}, width: 400, height: 700 },
  { name: 'half', host: { measured: [1000] }, ...WIDE, height: 2600 },
  { name: 'empty', host: { empty: true }, width: 900, height: 500 },
  { name: 'hostile', host: { hostile: true }, width: 900, height: 700 },
];

async function isThere(page: Page): Promise<void> {
  await page.getByRole('toolbar').waitFor();
}

void takePictures('experiments', SHOTS, isThere, process.argv.slice(2));
