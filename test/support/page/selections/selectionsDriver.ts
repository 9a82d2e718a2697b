import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeSelectionsOptions } from './fakeSelectionsHost';

/** The page that compares selections as a person meets it. */
export class SelectionsDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeSelectionsOptions): Promise<SelectionsDriver> {
    const driver = new SelectionsDriver(await openPage(browser, { width: 1280, height: 800 }));
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

  get figures(): Locator {
    return this.page.getByRole('table', { name: 'Figures' });
  }

  get overlap(): Locator {
    return this.page.getByRole('table', { name: 'Overlap' });
  }

  get curve(): Locator {
    return this.page.getByRole('region', { name: 'Budget curve' });
  }

  get rows(): Locator {
    return this.page.getByRole('region', { name: 'Rows only in one run' });
  }

  /** @param name of the bar, such as "mine, Turns: 3" */
  bar(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}: `) });
  }
}

export const SELECTIONS: PageUnderTest<FakeSelectionsOptions, SelectionsDriver> = {
  name: 'selections',
  open: (browser, served, host) => SelectionsDriver.open(browser, served, host),
};
