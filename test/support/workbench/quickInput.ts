import type { Locator, Page } from 'playwright-core';

/** The list and text field that drop from the top of the window: palette, go to line, file dialogs. */
export class QuickInput {
  private readonly widget: Locator;

  constructor(private readonly window: Page) {
    this.widget = window.locator('.quick-input-widget:visible');
  }

  entry(text: string): Locator {
    return this.widget.getByRole('option').getByText(text, { exact: true }).first();
  }

  /** Types a text over what is there. */
  async type(text: string): Promise<void> {
    await this.widget.locator('.quick-input-box input').fill(text);
  }

  /** Types a text and takes the entry that reads so. */
  async choose(text: string, entry: string): Promise<void> {
    await this.type(text);
    await this.entry(entry).click();
  }

  async accept(): Promise<void> {
    await this.window.keyboard.press('Enter');
  }
}
