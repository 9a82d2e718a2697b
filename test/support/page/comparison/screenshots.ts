import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeComparisonOptions } from './fakeComparisonHost';

/** `npx tsx test/support/page/comparison/screenshots.ts [name …]`: pictures of a comparison, in `artifacts/comparison/`. */

const COMPARED: FakeComparisonOptions = { rows: 2000, compared: true };
const WIDE = { width: 1280, height: 800 };

const SHOTS: readonly Shot<FakeComparisonOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `compared-${theme}`, theme, host: COMPARED, ...WIDE })),
  { name: 'narrow', host: COMPARED, width: 853, height: 533 },
  { name: 'small', host: COMPARED, width: 400, height: 300 },
  { name: 'empty', host: { rows: 10 }, ...WIDE },
  {
    name: 'job',
    host: { rows: 10, job: { stage: 'score', done: 1200, total: 14_131, ratePerSecond: 310, remainingMs: 41_000 } },
    ...WIDE,
  },
];

async function isThere(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Comparison' }).waitFor();
}

void takePictures('comparison', SHOTS, isThere, process.argv.slice(2));
