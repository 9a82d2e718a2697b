import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewIn } from './webview';

/** The page in front that shows a selection beside its pool, found by the roles and names that it gives to screen readers. */
export class CompositionEditor {
  constructor(private readonly window: Page) {}

  /** The page inside the webview. */
  get frame(): FrameLocator {
    return webviewIn(this.window);
  }

  get toolbar(): Locator {
    return this.frame.getByRole('group', { name: 'Pool and selection' });
  }

  table(signal: string): Locator {
    return this.frame.getByRole('table', { name: signal, exact: true });
  }

  /** @param name such as "Selected · Source: forum" */
  part(name: string): Locator {
    return this.frame.getByRole('button', { name: `${name}: ` });
  }

  /** Rows of a part, as its name tells them. */
  async rowsOf(name: string): Promise<number> {
    const label = (await this.part(name).getAttribute('aria-label')) ?? '';
    return Number(/: ([\d,]+) · /.exec(label)?.[1]?.replaceAll(',', ''));
  }
}
