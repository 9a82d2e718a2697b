import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeExperimentsOptions } from './fakeExperimentsHost';

/** The page of experiments as a person meets it. */
export class ExperimentsDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeExperimentsOptions): Promise<ExperimentsDriver> {
    const driver = new ExperimentsDriver(await openPage(browser, { width: 1100, height: 760 }));
    await driver.page.goto(served.url(host));
    await driver.page.getByRole('heading').or(driver.page.getByRole('alert')).first().waitFor({ state: 'attached' });
    return driver;
  }

  button(name: string): Locator {
    return this.page.getByRole('toolbar').getByRole('button', { name });
  }

  /** Chooses an entry of the menu of what can be saved. */
  async save(entry: string): Promise<void> {
    await this.button('Save').click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  table(name: string): Locator {
    return this.page.getByRole('table', { name });
  }

  /** The cells of a table's body, row by row. */
  async cells(name: string): Promise<string[][]> {
    const rows = await this.table(name).locator('tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  }

  picture(title: string): Locator {
    return this.page.getByRole('img', { name: title });
  }
}

export const EXPERIMENTS: PageUnderTest<FakeExperimentsOptions, ExperimentsDriver> = {
  name: 'experiments',
  open: (browser, served, host) => ExperimentsDriver.open(browser, served, host),
};
