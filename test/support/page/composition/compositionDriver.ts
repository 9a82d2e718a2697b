import type { Browser, Locator } from 'playwright-core';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeCompositionOptions } from './fakeCompositionHost';

/** The page that shows a selection beside its pool, as a person meets it. */
export class CompositionDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeCompositionOptions): Promise<CompositionDriver> {
    const driver = new CompositionDriver(await openPage(browser, { width: 1280, height: 800 }));
    await driver.page.goto(served.url(host));
    await driver.toolbar.waitFor();
    return driver;
  }

  get toolbar(): Locator {
    return this.page.getByRole('group', { name: 'Pool and selection' });
  }

  table(signal: string): Locator {
    return this.page.getByRole('table', { name: signal, exact: true });
  }

  /** The texts of a line, from its label on. */
  line(signal: string, label: string): Locator {
    return this.table(signal)
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: label, exact: true }) });
  }

  /** @param name such as "Selected · Source: sharegpt" */
  part(name: string): Locator {
    return this.page.getByRole('button', { name: `${name}: ` });
  }

  async toggleSignal(name: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: 'What is counted' }).click();
    await this.page.getByRole('menuitemcheckbox', { name, exact: true }).click();
  }
}

export const COMPOSITION: PageUnderTest<FakeCompositionOptions, CompositionDriver> = {
  name: 'composition',
  open: (browser, served, host) => CompositionDriver.open(browser, served, host),
};
