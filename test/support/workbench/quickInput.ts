import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';

const ATTEMPTS = 10;
const ATTEMPT_MS = 3000;

/** The list and text field that drop from the top of the window: palette, go to line, file dialogs. */
export class QuickInput {
  private readonly widget: Locator;

  constructor(private readonly window: Page) {
    this.widget = window.locator('.quick-input-widget:visible');
  }

  entry(text: string | RegExp): Locator {
    return this.widget.getByRole('option').getByText(text, { exact: true }).first();
  }

  /** Types a text over what is there. */
  async type(text: string, timeout?: number): Promise<void> {
    await this.widget.locator('.quick-input-box input').fill(text, timeout === undefined ? {} : { timeout });
  }

  /** Types a text and takes the entry that reads so. */
  async choose(text: string, entry: string): Promise<void> {
    await this.type(text);
    await this.entry(entry).click();
  }

  /**
   * Presses the key that opens the list, types, and takes the entry; again where the list closed, as it does when
   * an editor takes the focus, or where the entry is not there yet, as while an extension is being loaded.
   */
  async openAndChoose(key: string, text: string, entry: string | RegExp): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.window.keyboard.press(key);
      try {
        await this.type(text, ATTEMPT_MS);
        await this.entry(entry).click({ timeout: ATTEMPT_MS });
        await this.entry(entry).waitFor({ state: 'hidden', timeout: ATTEMPT_MS });
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await this.window.keyboard.press('Escape');
      }
    }
  }

  /** Opens the list by a key, types, and takes what stands first, which is to be this entry, as Enter alone does. */
  async openAndTakeFirst(key: string, text: string, entry: string): Promise<void> {
    await this.window.keyboard.press(key);
    await this.type(text);
    const first = this.widget.locator('.monaco-list-row.focused[data-index="0"]');
    await first.getByText(entry, { exact: true }).first().waitFor();
    await this.accept();
  }

  /** Waits until the text field holds a text, as the proposal of a file dialog. */
  async waitForText(expected: RegExp): Promise<void> {
    const input = this.widget.locator('.quick-input-box input');
    await eventually(async () => assert.match(await input.inputValue(), expected));
  }

  async accept(): Promise<void> {
    await this.window.keyboard.press('Enter');
  }

  /** Accepts what ends the questions; again where it is still there: a file dialog takes no key while it looks at the disk, nor while something else has the focus. */
  async acceptAndClose(): Promise<void> {
    const input = this.widget.locator('.quick-input-box input');
    for (let attempt = 1; ; attempt++) {
      try {
        await input.press('Enter', { timeout: ATTEMPT_MS });
        await this.widget.waitFor({ state: 'hidden', timeout: ATTEMPT_MS });
        return;
      } catch (error) {
        if (await this.widget.isHidden()) return;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }
}
