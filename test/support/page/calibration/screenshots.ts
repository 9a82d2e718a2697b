import type { Page } from 'playwright-core';
import { PAGE_THEMES, takePictures, type Shot } from '../pictures';
import type { FakeCalibrationOptions } from './fakeCalibrationHost';

/** `npx tsx test/support/page/calibration/screenshots.ts [name …]`: pictures of a calibration, in `artifacts/calibration/`. */

const WIDE = { width: 1100, height: 900 };

const SHOTS: readonly Shot<FakeCalibrationOptions>[] = [
  ...PAGE_THEMES.map((theme) => ({ name: `calibrated-${theme}`, theme, host: {}, ...WIDE, act: vote })),
  { name: 'narrow', host: {}, width: 853, height: 533 },
  { name: 'small', host: {}, width: 400, height: 300 },
  { name: 'tall', host: {}, width: 400, height: 800 },
  {
    name: 'job',
    host: { job: { stage: 'embed', done: 700, total: 2000, ratePerSecond: 310, remainingMs: 4000 } },
    ...WIDE,
  },
];

async function vote(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Same$/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Not the same$/ })
    .nth(5)
    .click();
  await page.getByText('By your votes').waitFor();
}

async function isThere(page: Page): Promise<void> {
  await page.getByText('Line 1').or(page.getByText('being compared')).first().waitFor();
}

void takePictures('calibration', SHOTS, isThere, process.argv.slice(2));
