import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeSelectionsOptions } from './fakeSelectionsHost';

/** `npx tsx test/support/page/selections/screenshots.ts [name …]`: pictures of a comparison, in `artifacts/selections/`. */

const RUNS = ['deita', 'facility location, α 0.7'];
const COMPARED: FakeSelectionsOptions = { runs: RUNS, compared: true };
const WIDE = { width: 1280, height: 1400 };

const SHOTS: readonly Shot<FakeSelectionsOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `compared-${theme}`, theme, host: COMPARED, ...WIDE })),
  { name: 'narrow', host: COMPARED, width: 853, height: 533 },
  { name: 'small', host: COMPARED, width: 400, height: 300 },
  {
    name: 'listed',
    host: COMPARED,
    ...WIDE,
    act: async (page) => page.getByRole('button', { name: 'List the rows only in deita, not in random 1' }).click(),
  },
  { name: 'empty', host: { runs: [] }, width: 1280, height: 800 },
  {
    name: 'job',
    host: {
      runs: RUNS,
      current: true,
      job: { stage: 'embed', done: 1200, total: 14_131, ratePerSecond: 310, remainingMs: 41_000 },
    },
    width: 1280,
    height: 800,
  },
];

async function isThere(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Comparison' }).waitFor();
}

void takePictures('selections', SHOTS, isThere, process.argv.slice(2));
