import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeCalibrationOptions } from './fakeCalibrationHost';

/** The page that calibrates a threshold as a person meets it. */
export class CalibrationDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeCalibrationOptions): Promise<CalibrationDriver> {
    const driver = new CalibrationDriver(await openPage(browser, { width: 1100, height: 900 }));
    await driver.page.goto(served.url(host));
    await driver.toolbar.waitFor();
    return driver;
  }

  get toolbar(): Locator {
    return this.page.getByRole('group', { name: 'Calibration' });
  }

  get useButton(): Locator {
    return this.toolbar.getByRole('button', { name: /^(Use This Threshold|In Use)$/ });
  }

  get slider(): Locator {
    return this.page.getByRole('slider', { name: 'Threshold' });
  }

  get above(): Locator {
    return this.page.getByRole('region', { name: /^Just above/ });
  }

  get below(): Locator {
    return this.page.getByRole('region', { name: /^Just below/ });
  }

  /** @param similarity of the pair, such as "0.9050" */
  card(similarity: string): Locator {
    return this.page.getByRole('article', { name: `Pair of similarity ${similarity}`, exact: true });
  }

  vote(similarity: string, vote: 'Same' | 'Not the same'): Locator {
    return this.card(similarity).getByRole('button', { name: new RegExp(`^(✓ )?${vote}$`) });
  }

  /** Waits until a threshold is looked at, such as "0.9". */
  async isAt(threshold: string): Promise<void> {
    await this.page.locator(`[role="slider"][aria-valuenow="${threshold}"]`).waitFor({ state: 'attached' });
  }
}

export const CALIBRATION: PageUnderTest<FakeCalibrationOptions, CalibrationDriver> = {
  name: 'calibration',
  open: (browser, served, host) => CalibrationDriver.open(browser, served, host),
};
