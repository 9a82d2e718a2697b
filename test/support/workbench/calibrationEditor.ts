import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewIn } from './webview';

/** The page that calibrates a threshold in front, found by the roles and names that it gives to screen readers. */
export class CalibrationEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get slider(): Locator {
    return this.frame.getByRole('slider', { name: 'Threshold' });
  }

  get useButton(): Locator {
    return this.frame.getByRole('button', { name: 'Use This Threshold' });
  }

  get pairs(): Locator {
    return this.frame.getByRole('article', { name: /^Pair of similarity/ });
  }
}
