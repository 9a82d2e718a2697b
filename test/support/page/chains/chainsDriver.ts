import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { eventually } from '../../eventually';
import { openPage } from '../../host/browser';
import { PageDriver } from '../pageDriver';
import type { PageUnderTest } from '../pageSuite';
import type { ServedPage } from '../servePage';
import type { FakeChainsOptions } from './fakeChainsHost';

/** The page of chains as a person meets it. */
export class ChainsDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeChainsOptions): Promise<ChainsDriver> {
    const driver = new ChainsDriver(await openPage(browser, { width: 1280, height: 800 }));
    await driver.page.goto(served.url(host));
    if (host.failure !== undefined) await driver.page.getByRole('alert').waitFor();
    else if (host.chains > 0) await driver.variants.first().waitFor();
    return driver;
  }

  get list(): Locator {
    return this.page.getByRole('listbox', { name: 'Chains' });
  }

  /** The chain that the keyboard is at in the list. */
  get currentEntry(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  get chain(): Locator {
    return this.page.getByRole('region', { name: 'Chain' });
  }

  get variants(): Locator {
    return this.chain.getByRole('article');
  }

  variant(step: number): Locator {
    return this.chain.getByRole('article', { name: `Step ${step}`, exact: true });
  }

  /** Takes an entry of one of the two lists of filters. */
  async filter(list: string, entry: RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).click();
    await this.page.getByRole('option', { name: entry }).click();
  }

  /** Waits until a chain is open and the keyboard is at it, by its place in the list, from 1. */
  async isAt(place: number): Promise<void> {
    await eventually(async () => {
      assert.equal(await this.currentEntry.getAttribute('aria-posinset'), String(place));
      const preview = (await this.currentEntry.locator('.entry-preview').textContent()) ?? '';
      const text = ((await this.variant(0).locator('.text').textContent()) ?? '').replace(/\s+/g, ' ');
      assert.ok(text.startsWith(preview.replace(/…$/, '')), `${text} is not ${preview}`);
    });
  }

  async hasVariantFocus(step: number): Promise<void> {
    await eventually(async () => assert.equal(await this.hasFocus(this.variant(step)), true, `step ${step}`));
  }

  async announces(text: string): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
  }
}

export const CHAINS: PageUnderTest<FakeChainsOptions, ChainsDriver> = {
  name: 'chains',
  open: (browser, served, host) => ChainsDriver.open(browser, served, host),
};
