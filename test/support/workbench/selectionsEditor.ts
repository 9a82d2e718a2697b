import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewIn } from './webview';

/** The page that compares selections in front, found by the roles and names that it gives to screen readers. */
export class SelectionsEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get compareButton(): Locator {
    return this.frame.getByRole('button', { name: 'Compare', exact: true });
  }

  get figures(): Locator {
    return this.frame.getByRole('table', { name: 'Figures' });
  }

  get rows(): Locator {
    return this.frame.getByRole('region', { name: 'Rows only in one run' });
  }
}
