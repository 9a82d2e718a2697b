import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeCompositionOptions } from './fakeCompositionHost';

/** `npx tsx test/support/page/composition/screenshots.ts [name …]`: pictures of the page, in `artifacts/composition/`. */

const STALE = 'This result has other parameters: budget 6,000. Run Select again.';
const MANY = { signals: ['source', 'turns', 'field:category', 'total-length', 'hand-tags'], unfolded: [] };
const COUNTED: FakeCompositionOptions = { selected: 600, note: STALE, state: MANY };

const SHOTS: readonly Shot<FakeCompositionOptions>[] = [
  ...PAGE_THEMES.flatMap((theme) => [
    { name: `wide-${theme}`, theme, host: COUNTED, width: 1600, height: 1000 },
    { name: `narrow-${theme}`, theme, host: COUNTED, width: 853, height: 533 },
    { name: `small-${theme}`, theme, host: COUNTED, width: 400, height: 300 },
  ]),
  { name: 'nothing-selected', host: { selected: 0 }, width: 1280, height: 800 },
  {
    name: 'menu',
    host: COUNTED,
    width: 853,
    height: 533,
    act: async (page) => page.getByRole('button', { name: 'What is counted' }).click(),
  },
  {
    name: 'job',
    host: { ...COUNTED, job: { stage: 'score', done: 1200, total: 6000, ratePerSecond: 310, remainingMs: 16_000 } },
    width: 853,
    height: 533,
  },
];

async function isThere(page: Page): Promise<void> {
  await page.getByRole('figure').first().waitFor();
}

void takePictures('composition', SHOTS, isThere, process.argv.slice(2));
