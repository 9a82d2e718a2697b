import type { Locator, Page } from 'playwright-core';

/** What the toolkit does to find out whether `:focus-visible` is known; it goes on without. */
const KNOWN_MESSAGE = /inline style violates/;

interface FocusableElement {
  matches(selector: string): boolean;
}

interface KeyGlobals {
  readonly document: { readonly activeElement: EventTarget };
  readonly KeyboardEvent: new (type: string, options: Readonly<Record<string, string | boolean>>) => Event;
}

interface HarnessGlobals {
  readonly hostLog: readonly { readonly method: string; readonly params: unknown }[];
  emitToPage(name: string, value: unknown): void;
  holdHost(gate: string): void;
  releaseHost(gate: string): void;
  hostEcho(): Promise<void>;
}

/** Any page as a person meets it, and what reached its host. */
export class PageDriver {
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !KNOWN_MESSAGE.test(message.text())) this.errors.push(message.text());
    });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Keys each of which finds the state of the one before drawn, with no frame shown in between. */
  async pressBetweenFrames(...keys: string[]): Promise<void> {
    await this.page.evaluate(async (pressed) => {
      const { document, KeyboardEvent: Pressed } = globalThis as unknown as KeyGlobals;
      for (const key of pressed) {
        document.activeElement.dispatchEvent(new Pressed('keydown', { key, bubbles: true, cancelable: true }));
        const { port1, port2 } = new MessageChannel();
        // The next task: all that was promised is done, and it comes before the next frame.
        const nextTask = new Promise((resolve) => port1.addEventListener('message', resolve, { once: true }));
        port1.start();
        port2.postMessage(null);
        await nextTask;
      }
    }, keys);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Parameters of all requests of one kind so far. */
  async requests(method: string): Promise<unknown[]> {
    const log = await this.page.evaluate(() => (globalThis as unknown as HarnessGlobals).hostLog);
    return log.filter((entry) => entry.method === method).map(({ params }) => params);
  }

  async emit(name: string, value: unknown): Promise<void> {
    await this.page.evaluate(
      ([event, content]) => (globalThis as unknown as HarnessGlobals).emitToPage(event as string, content),
      [name, value],
    );
  }

  /** Keeps the host from saying something, such as answers of a kind, until it is released. */
  async hold(gate: string): Promise<void> {
    await this.page.evaluate((held) => (globalThis as unknown as HarnessGlobals).holdHost(held), gate);
  }

  async release(gate: string): Promise<void> {
    await this.page.evaluate((held) => (globalThis as unknown as HarnessGlobals).releaseHost(held), gate);
  }

  /** Waits until the messages that are under way between page and host have arrived. */
  async messagesHaveArrived(): Promise<void> {
    await this.page.evaluate(() => (globalThis as unknown as HarnessGlobals).hostEcho());
  }

  hasFocus(locator: Locator): Promise<boolean> {
    return locator.evaluate((element) => (element as unknown as FocusableElement).matches(':focus-within'));
  }
}
