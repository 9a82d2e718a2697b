import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { eventually } from '../../eventually';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeSheetOptions } from './fakeSheetHost';

/** The blind sheet as a person meets it. */
export class SheetDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeSheetOptions): Promise<SheetDriver> {
    const driver = new SheetDriver(await openPage(browser, { width: 1100, height: 760 }));
    await driver.page.goto(served.url(host));
    await driver.page.getByRole('heading').or(driver.page.getByRole('alert')).first().waitFor({ state: 'attached' });
    return driver;
  }

  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'Your name' });
  }

  get result(): Locator {
    return this.page.getByRole('region', { name: 'Result' });
  }

  vote(name: RegExp): Locator {
    return this.page.getByRole('group', { name: 'Vote' }).getByRole('button', { name });
  }

  async begin(name: string): Promise<void> {
    await this.name.fill(name);
    await this.page.keyboard.press('Enter');
  }

  /** Waits until an item can be voted on, by its number from 1. */
  async isAt(number: number, undecided: string): Promise<void> {
    await this.page.getByRole('heading', { name: `Prompt ${number} of` }).waitFor();
    await this.page.getByRole('region', { name: 'Prompt', exact: true }).getByText(`number ${number}`).waitFor();
    await this.page.getByText(undecided).waitFor();
    await eventually(async () => assert.equal(await this.vote(/^(✓ )?Tie/).isEnabled(), true));
  }
}

export const SHEET: PageUnderTest<FakeSheetOptions, SheetDriver> = {
  name: 'sheet',
  open: (browser, served, host) => SheetDriver.open(browser, served, host),
};
