import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PageState } from '../../../src/protocol/pages/tablePage';
import { launchBrowser } from '../host/browser';
import type { FakeHostOptions } from './fakeHost';
import { PageDriver } from './pageDriver';
import { servePage, type ServedPage } from './servePage';

export const SCORED: FakeHostOptions = { rows: 2000, selected: 200 };

/** State of a file that was left with this order and filter. */
export function stateWith(query: PageState['query']): PageState {
  return { query, columnWidths: {}, detailsShare: 0.36, detailsOpen: true, currentRowIndex: null, histograms: true };
}

/** Tests of the page in a browser, a fresh page each; a page that logs an error fails its test. */
export function describePage(
  title: string,
  tests: (open: (host: FakeHostOptions) => Promise<PageDriver>) => void,
): void {
  describe(title, () => {
    let browser: Browser;
    let served: ServedPage;
    let driver: PageDriver | undefined;

    before(async () => {
      [browser, served] = await Promise.all([launchBrowser(), servePage()]);
    });

    after(async () => {
      await browser.close();
      await served.stop();
    });

    afterEach(async () => {
      await driver?.page.close();
      assert.deepEqual(driver?.errors, []);
    });

    tests(async (host) => {
      driver = await PageDriver.open(browser, served, host);
      return driver;
    });
  });
}
