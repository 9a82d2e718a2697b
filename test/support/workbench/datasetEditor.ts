import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { LIMITS } from '../timeLimits';
import { webviewIn } from './webview';

/** One row of the table as its cells read, by column title. */
export type ShownRow = Readonly<Record<string, string>>;

/** The dataset editor in front, found by the roles and names that its page gives to screen readers. */
export class DatasetEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get table(): Locator {
    return this.frame.getByRole('grid', { name: 'Dataset rows' });
  }

  get details(): Locator {
    return this.frame.getByRole('complementary', { name: 'Row details' });
  }

  /** Appears while the pointer rests on a row. */
  get card(): Locator {
    return this.frame.getByRole('tooltip');
  }

  get toolbar(): Locator {
    return this.frame.getByRole('toolbar', { name: 'Selection' });
  }

  get selectButton(): Locator {
    return this.toolbar.getByRole('button', { name: 'Select', exact: true });
  }

  get cancelButton(): Locator {
    return this.toolbar.getByRole('button', { name: 'Cancel', exact: true });
  }

  get budget(): Locator {
    return this.toolbar.getByRole('textbox', { name: /^Budget/ });
  }

  get threshold(): Locator {
    return this.toolbar.getByRole('textbox', { name: /^Threshold/ });
  }

  get counts(): Locator {
    return this.frame.locator('.counts');
  }

  /** What the line of counts says, one text a count. */
  countTexts(): Promise<string[]> {
    return this.counts.locator(':scope > *').allInnerTexts();
  }

  /** The row with the keyboard's focus. */
  get currentRow(): Locator {
    return this.table.locator('[role=row][aria-selected=true]');
  }

  /** The rows drawn that have come from the engine. */
  get loadedRows(): Locator {
    return this.table.locator('[data-view-index]:not([hidden]):not([aria-busy])');
  }

  /** The row at a position of the view (from 0), once it is in sight and loaded. */
  row(viewIndex: number): Locator {
    return this.table.locator(`[role=row][aria-rowindex="${viewIndex + 2}"]:not([aria-busy])`);
  }

  /** Chooses an entry of the toolbar's menu. */
  async chooseInMenu(entry: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: 'More actions' }).click();
    await this.frame.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /**
   * Presses Select and waits until the selection is done.
   * @param count of its rows; to be given where a selection is shown already, which stays until the new one is there
   */
  async select(count?: number): Promise<void> {
    await this.selectButton.click();
    await this.waitForSelection(count);
  }

  /** Waits until no job runs and a selection is there, of so many rows if that is said. */
  async waitForSelection(count?: number): Promise<void> {
    const hasText = count === undefined ? /\d selected/ : new RegExp(`(^|[^\\d,])${count} selected`);
    await this.counts.filter({ hasText }).waitFor({ timeout: LIMITS.start });
    await this.selectButton.waitFor();
  }

  async columns(): Promise<string[]> {
    return this.table.getByRole('columnheader').allInnerTexts();
  }

  async sortBy(column: string): Promise<void> {
    await this.table.getByRole('columnheader', { name: column }).getByRole('button').click();
  }

  /** Waits until every row in sight has its contents. */
  async rowsHaveArrived(): Promise<void> {
    const pending = this.table.locator('[data-view-index][aria-busy]:not([hidden])');
    await eventually(async () => assert.equal(await pending.count(), 0, 'rows are still on their way'));
  }

  /** The loaded rows in sight, top to bottom: what each cell says, hidden words for screen readers included. */
  async shownRows(): Promise<ShownRow[]> {
    const titles = (await this.columns()).map((title) => title.trim());
    const rows = await this.loadedRows.evaluateAll(readRows);
    return rows.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])));
  }

  async currentLine(): Promise<number> {
    return Number((await this.currentRow.getByRole('gridcell').first().innerText()).replaceAll(',', ''));
  }

  /** Position of the current row in the view, from 0. */
  async currentPosition(): Promise<number> {
    return Number(await this.currentRow.getAttribute('data-view-index'));
  }

  async waitForCurrentLine(lineNumber: number): Promise<void> {
    await this.currentRow.filter({ has: this.lineCell(lineNumber) }).waitFor();
  }

  /** Waits until the details pane, which follows a moment later, shows the current row. */
  async waitForDetails(): Promise<void> {
    await eventually(async () => {
      const name = `Line ${(await this.currentLine()).toLocaleString('en-US')}`; // Keys may still be on their way.
      assert.ok(await this.details.getByRole('heading', { name, exact: true }).isVisible(), `no details of ${name}`);
    });
  }

  /** Moves the keyboard to the table. */
  async focusTable(): Promise<void> {
    await this.table.focus();
  }

  async goToLine(lineNumber: number): Promise<void> {
    await this.focusTable();
    await this.window.keyboard.press('g');
    const field = this.frame.getByRole('textbox', { name: 'Go to line' });
    await field.fill(String(lineNumber));
    await field.press('Enter');
    await this.waitForCurrentLine(lineNumber);
  }

  private lineCell(lineNumber: number): Locator {
    return this.frame.getByRole('gridcell', { name: lineNumber.toLocaleString('en-US'), exact: true });
  }
}

/** Runs in the page; the few parts of its elements that are used are declared here. */
function readRows(elements: unknown[]): string[][] {
  type Row = { readonly dataset: { readonly viewIndex: string }; readonly children: Iterable<{ textContent: string }> };
  return (elements as Row[])
    .sort((a, b) => Number(a.dataset.viewIndex) - Number(b.dataset.viewIndex))
    .map((row) => Array.from(row.children, (cell) => cell.textContent.trim()));
}
