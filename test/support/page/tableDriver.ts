import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type { PageMethod } from '../../../src/protocol/pages/pageMessages';
import type { PageState, TablePage } from '../../../src/protocol/pages/tablePage';
import { eventually } from '../eventually';
import { openPage } from '../host/browser';
import type { FakeHostOptions } from './fakeHost';
import { PageDriver } from './pageDriver';
import type { ServedPage } from './servePage';

/** The table as a person meets it: keys, pointer, what is on screen; and what reached the host. */
export class TableDriver extends PageDriver {
  static async open(browser: Browser, served: ServedPage, host: FakeHostOptions): Promise<TableDriver> {
    const driver = new TableDriver(await openPage(browser, { width: 1400, height: 800 }));
    await driver.page.goto(served.url(host));
    await driver.grid.waitFor();
    if (host.rows > 0 && host.holds === undefined)
      await driver.page.locator('.row[data-status]').first().waitFor({ state: 'attached' });
    return driver;
  }

  get grid(): Locator {
    return this.page.getByRole('grid');
  }

  get currentRow(): Locator {
    return this.page.locator('.row[aria-selected="true"]');
  }

  get details(): Locator {
    return this.page.getByRole('complementary', { name: 'Row details' });
  }

  /** What a command came to, for as long as it is shown. */
  get remark(): Locator {
    return this.page.locator('.remark');
  }

  /** Line number of the row with the keyboard's focus, as shown. */
  async isAtLine(line: string): Promise<void> {
    await eventually(async () => assert.equal(await this.currentRow.locator('.line').textContent(), line));
  }

  /** Line number of the row with the keyboard's focus once it has left the first place; a key's effect shows a frame later. */
  async lineAfterLeavingTheTop(): Promise<string> {
    const elsewhere = this.page.locator('.row:not(.pending):not([aria-rowindex="2"])');
    return (await this.currentRow.and(elsewhere).locator('.line').textContent()) ?? '';
  }

  /** Texts of a column in the rows on screen, from top to bottom, without rows that are still to come. */
  async column(name: string): Promise<string[]> {
    const cells = await this.page.locator('.row:not([hidden]):not(.pending)').evaluateAll((rows, cell) => {
      type Measured = { getBoundingClientRect(): { top: number }; querySelector(css: string): { textContent: string } };
      const measured = rows as unknown as Measured[];
      return measured.map(
        (row) => [row.getBoundingClientRect().top, row.querySelector(`.${cell}`).textContent] as const,
      );
    }, name);
    return cells.sort(([a], [b]) => a - b).map(([, text]) => text);
  }

  /** Evol scores of the rows on screen. */
  async scores(): Promise<number[]> {
    return (await this.column('evolScore')).filter((text) => text !== '–').map(Number);
  }

  /** Waits until the rows on screen stand in the order of their scores, largest first. */
  async isSortedByScore(): Promise<void> {
    await eventually(async () => {
      const shown = await this.scores();
      assert.ok(shown.length > 10);
      assert.deepEqual(
        shown,
        shown.toSorted((a, b) => b - a),
      );
    });
  }

  /** Number of rows in the view, as told to a screen reader. */
  async hasRowCount(count: number): Promise<void> {
    await eventually(async () => assert.equal(await this.grid.getAttribute('aria-rowcount'), String(count + 1)));
  }

  /** Waits until the table has these columns. */
  async hasColumns(labels: readonly string[]): Promise<void> {
    await eventually(async () => {
      const shown = await this.grid.getByRole('columnheader').locator('.label').allTextContents();
      assert.deepEqual(shown, labels);
    });
  }

  /** Waits until a state has been kept that is as wanted. */
  async savedState(isWanted: (state: PageState) => boolean): Promise<PageState> {
    let state: PageState | undefined;
    await eventually(async () => {
      const saved = (await this.requests('saveState')) as { readonly state: PageState }[];
      state = saved.at(-1)?.state;
      assert.ok(state !== undefined && isWanted(state), JSON.stringify(state));
    });
    return state as unknown as PageState;
  }

  /** Waits until the page has asked for something so many times. */
  async hasAsked(method: PageMethod<TablePage>, times = 1): Promise<void> {
    await eventually(async () => assert.ok((await this.requests(method)).length >= times, method));
  }

  /** Line number of the first row on screen, once rows are there. */
  async firstLine(): Promise<string> {
    let line: string | undefined;
    await eventually(async () => assert.ok((line = (await this.column('line'))[0]) !== undefined));
    return line ?? '';
  }

  async gridHasFocus(): Promise<void> {
    await eventually(async () => assert.equal(await this.hasFocus(this.grid), true));
  }
}
