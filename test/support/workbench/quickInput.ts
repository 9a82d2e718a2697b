import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { LIMITS } from '../timeLimits';

const ATTEMPTS = 8;

/** What an attempt waits for each thing, in milliseconds: from one to the next longer, as no machine is too slow for all. */
const patience = (attempt: number): number => (attempt * LIMITS.wait) / 20;

/** The list and text field that drop from the top of the window: palette, go to line, file dialogs. */
export class QuickInput {
  private readonly widget: Locator;

  constructor(private readonly window: Page) {
    this.widget = window.locator('.quick-input-widget:visible');
  }

  private get input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  entry(text: string | RegExp): Locator {
    return this.widget.getByRole('option').getByText(text, { exact: true }).first();
  }

  /** Types a text over what is there. */
  async type(text: string, timeout?: number): Promise<void> {
    await this.input.fill(text, timeout === undefined ? {} : { timeout });
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
        const timeout = patience(attempt);
        await this.type(text, timeout);
        await this.entry(entry).click({ timeout });
        await this.entry(entry).waitFor({ state: 'hidden', timeout });
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
    await eventually(async () => assert.match(await this.input.inputValue(), expected));
  }

  /**
   * Types the path of a file over the one that a file dialog proposes; again where the dialog, which completes names
   * while it is typed in, put one between the letters.
   */
  async typePath(file: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.input.press('Control+A');
      await this.window.keyboard.type(file);
      try {
        await eventually(async () => assert.equal(await this.input.inputValue(), file), patience(attempt));
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  async accept(): Promise<void> {
    await this.window.keyboard.press('Enter');
  }

  /** Accepts what ends the questions; again where it is still there: a file dialog takes no key while it looks at the disk, nor while something else has the focus. */
  async acceptAndClose(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.input.press('Enter', { timeout: patience(attempt) });
        await this.widget.waitFor({ state: 'hidden', timeout: patience(attempt) });
        return;
      } catch (error) {
        if (await this.widget.isHidden()) return;
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }
}
