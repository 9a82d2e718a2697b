import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeComparisonOptions } from './fakeComparisonHost';

/** The page that compares scorers as a person meets it. */
export class ComparisonDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeComparisonOptions): Promise<ComparisonDriver> {
    const driver = new ComparisonDriver(await openPage(browser, { width: 1280, height: 800 }));
    await driver.page.goto(served.url(host));
    await driver.toolbar.waitFor();
    return driver;
  }

  get toolbar(): Locator {
    return this.page.getByRole('group', { name: 'Comparison' });
  }

  get compareButton(): Locator {
    return this.toolbar.getByRole('button', { name: 'Compare', exact: true });
  }

  get agreement(): Locator {
    return this.page.getByRole('table', { name: 'Agreement' });
  }

  get plot(): Locator {
    return this.page.locator('.scatter svg');
  }

  get rows(): Locator {
    return this.page.getByRole('region', { name: 'Rows' });
  }

  async choose(list: string, entry: RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).click();
    await this.page.getByRole('option', { name: entry }).click();
  }
}

export const COMPARISON: PageUnderTest<FakeComparisonOptions, ComparisonDriver> = {
  name: 'comparison',
  open: (browser, served, host) => ComparisonDriver.open(browser, served, host),
};
