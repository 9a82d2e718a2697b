import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PageState } from '../../../src/protocol/pages/tablePage';
import { launchBrowser } from '../host/browser';
import type { FakeHostOptions } from './fakeHost';
import type { PageDriver } from './pageDriver';
import { servePage, type ServedPage } from './servePage';
import { TableDriver } from './tableDriver';

export const SCORED: FakeHostOptions = { rows: 2000, selected: 200 };

/** State of a file that was left with this order and filter. */
export function stateWith(query: PageState['query']): PageState {
  return { query, columnWidths: {}, detailsShare: 0.36, detailsOpen: true, currentRowIndex: null, histograms: true };
}

/** How the tests of a page begin: which page, and a driver of it once it is there. */
export interface PageUnderTest<Host extends object, Driver extends PageDriver> {
  readonly name: string;
  readonly open: (browser: Browser, served: ServedPage, host: Host) => Promise<Driver>;
}

/** Tests of a page in a browser, a fresh page each; a page that logs an error fails its test. */
export function describePageOf<Host extends object, Driver extends PageDriver>(
  { name, open }: PageUnderTest<Host, Driver>,
  title: string,
  tests: (open: (host: Host) => Promise<Driver>) => void,
): void {
  describe(title, () => {
    let browser: Browser;
    let served: ServedPage;
    let driver: Driver | undefined;

    before(async () => {
      [browser, served] = await Promise.all([launchBrowser(), servePage(name)]);
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
      driver = await open(browser, served, host);
      return driver;
    });
  });
}

const TABLE: PageUnderTest<FakeHostOptions, TableDriver> = {
  name: 'table',
  open: (browser, served, host) => TableDriver.open(browser, served, host),
};

/** Tests of the table. */
export function describePage(
  title: string,
  tests: (open: (host: FakeHostOptions) => Promise<TableDriver>) => void,
): void {
  describePageOf(TABLE, title, tests);
}
