import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewIn } from './webview';

/** The page of a run's chains in front, found by the roles and names that it gives to screen readers. */
export class ChainsEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get list(): Locator {
    return this.frame.getByRole('listbox', { name: 'Chains' });
  }

  get chain(): Locator {
    return this.frame.getByRole('region', { name: 'Chain' });
  }

  variant(step: number): Locator {
    return this.chain.getByRole('article', { name: `Step ${step}`, exact: true });
  }

  /** One of the four numbers by its title. */
  figure(title: string): Locator {
    return this.frame.locator('.figure').filter({ hasText: title });
  }

  /** Waits until a chain is open. */
  async hasLoaded(): Promise<void> {
    await this.variant(0).waitFor();
  }
}
