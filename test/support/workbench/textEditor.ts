import type { Locator, Page } from 'playwright-core';
import { LIMITS } from '../timeLimits';
import { QuickInput } from './quickInput';

const HOVER_MS = LIMITS.wait / 10;
const HOVER_ATTEMPTS = 5;
/** For a hover in sight to show what the extension has to say, on a machine that is busy with other things, too. */
export const HOVER_TEXT_MS = LIMITS.wait / 6;

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
    // An editor that opens takes the focus, and then what was meant for the list of lines is typed into the text.
    await this.window.locator('.editor-instance .monaco-editor.focused').waitFor();
    const input = new QuickInput(this.window);
    // "Go to line 5." or, in newer ones, "Press 'Enter' to go to line 5 or …".
    await input.openAndChoose('Control+G', `:${lineNumber}`, new RegExp(`go to line ${lineNumber}\\b`, 'i'));
    await this.waitForLine(lineNumber);
  }

  /**
   * Rests the pointer on the start of a line and looks at the hover. What moves in the editor meanwhile (decorations,
   * the line coming into view) takes a hover away: as a person would, it moves off the line, comes back and looks again.
   */
  async lookAtHover(lineNumber: number, look: (hover: Locator) => Promise<void>): Promise<void> {
    await this.goToLine(lineNumber);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.restOnCursor();
        await this.hover.waitFor({ timeout: HOVER_MS });
        await look(this.hover);
        return;
      } catch (error) {
        if (attempt === HOVER_ATTEMPTS) throw error;
        await this.window.mouse.move(0, 0);
      }
    }
  }

  private async restOnCursor(): Promise<void> {
    const cursor = await this.window.locator('.editor-instance .cursors-layer .cursor').first().boundingBox();
    if (cursor === null) throw new Error('The text editor shows no cursor.');
    await this.window.mouse.move(cursor.x + 12, cursor.y + cursor.height / 2);
    await this.window.mouse.move(cursor.x + 20, cursor.y + cursor.height / 2, { steps: 4 });
  }
}
