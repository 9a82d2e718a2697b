import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewIn } from './webview';

/** The page that compares scorers in front, found by the roles and names that it gives to screen readers. */
export class ComparisonEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get compareButton(): Locator {
    return this.frame.getByRole('button', { name: 'Compare', exact: true });
  }

  get agreement(): Locator {
    return this.frame.getByRole('table', { name: 'Agreement' });
  }

  get rows(): Locator {
    return this.frame.getByRole('region', { name: 'Rows' });
  }
}
