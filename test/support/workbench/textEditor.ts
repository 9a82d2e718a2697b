import type { Locator, Page } from 'playwright-core';
import { QuickInput } from './quickInput';

/** The text editor in front. */
export class TextEditor {
  constructor(private readonly window: Page) {}

  get hover(): Locator {
    return this.window.locator('.monaco-hover:visible .monaco-hover-content').first();
  }

  /** "Ln 12, Col 1" of the status bar. */
  get position(): Locator {
    return this.window.locator('.statusbar-item').filter({ hasText: /^Ln \d+, Col \d+/ });
  }

  async currentLine(): Promise<number> {
    return Number(/Ln (\d+)/.exec(await this.position.innerText())?.[1]);
  }

  async waitForLine(lineNumber: number): Promise<void> {
    await this.position.filter({ hasText: `Ln ${lineNumber},` }).waitFor();
  }

  async goToLine(lineNumber: number): Promise<void> {
    const input = new QuickInput(this.window);
    await input.openAndChoose('Control+G', `:${lineNumber}`, `Go to line ${lineNumber}.`);
    await this.waitForLine(lineNumber);
  }

  /** Rests the pointer on the start of a line and waits for the hover. */
  async hoverLine(lineNumber: number): Promise<Locator> {
    await this.goToLine(lineNumber);
    const cursor = await this.window.locator('.editor-instance .cursors-layer .cursor').first().boundingBox();
    if (cursor === null) throw new Error('The text editor shows no cursor.');
    await this.window.mouse.move(cursor.x + 12, cursor.y + cursor.height / 2);
    await this.window.mouse.move(cursor.x + 20, cursor.y + cursor.height / 2, { steps: 4 });
    await this.hover.waitFor();
    return this.hover;
  }
}
