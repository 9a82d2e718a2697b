import type { CDPSession, ElementHandle } from 'playwright-core';
import type { Workbench } from '../../support/workbench/workbench';

/** Whole numbers of milliseconds from the press on the tab. */
export interface TabChange {
  /** The webview is in the picture. */
  readonly webviewMs: number;
  /** Its rows are drawn. */
  readonly rowsMs: number;
  /** CPU time of the thread that window and page share, until then. */
  readonly cpuMs: number;
}

interface Observed {
  deitaPressedAt?: number;
  deitaShownAt?: number | undefined;
  deitaDrawnAt?: number;
}

/**
 * Times how long a dataset's tab takes to show its rows again, by the clocks of the window and of the page: whoever
 * drives the window looks too seldom for that.
 */
export class TabChanges {
  private constructor(
    private readonly workbench: Workbench,
    private readonly session: CDPSession,
  ) {}

  /** To be called before the dataset is opened: pages are watched from their first moment on. */
  static async watch(workbench: Workbench): Promise<TabChanges> {
    const { page } = workbench;
    await page.context().addInitScript(watchRows);
    await page.evaluate(watchPresses);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new TabChanges(workbench, session);
  }

  /** Goes to another tab and back, so many times. @param other name of that tab */
  async measure(name: string, other: string, times: number): Promise<TabChange[]> {
    const changes: TabChange[] = [];
    for (let time = 0; time < times; time++) {
      await this.hide(other);
      changes.push(await this.show(name));
    }
    return changes;
  }

  /** Goes to a tab that is no table. */
  async hide(other: string): Promise<void> {
    const { workbench } = this;
    await workbench.tab(other).click();
    await workbench.datasetEditor.table.waitFor({ state: 'detached' });
  }

  /** Goes from such a tab to that of a table. */
  async show(name: string): Promise<TabChange> {
    const { workbench } = this;
    const cpuMs = await this.cpuMs();
    await workbench.tab(name).click();
    await workbench.waitForRows();
    return { ...(await this.lastChange()), cpuMs: Math.round((await this.cpuMs()) - cpuMs) };
  }

  private async cpuMs(): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  }

  private async lastChange(): Promise<Omit<TabChange, 'cpuMs'>> {
    const { page, datasetEditor } = this.workbench;
    const table = (await datasetEditor.table.elementHandle()) as ElementHandle<unknown> | null;
    const frame = await table?.ownerFrame();
    if (frame === null || frame === undefined) throw new Error('The table has no frame.');
    await frame.waitForFunction(() => (globalThis as Observed).deitaDrawnAt !== undefined);
    await page.waitForFunction(() => (globalThis as Observed).deitaShownAt !== undefined);
    // Of a page that was kept the rows have been there all the time.
    const drawnAt = await frame.evaluate(() => (globalThis as Observed).deitaDrawnAt ?? NaN);
    const { pressedAt, shownAt } = await page.evaluate(() => {
      const { deitaPressedAt = NaN, deitaShownAt = NaN } = globalThis as Observed;
      return { pressedAt: deitaPressedAt, shownAt: deitaShownAt };
    });
    const since = (at: number): number => Math.round(at - pressedAt);
    return { webviewMs: since(shownAt), rowsMs: since(Math.max(shownAt, drawnAt)) };
  }
}

/** Runs in the window, whose tabs change when they are pressed: notes when a webview is first in the picture then. */
function watchPresses(): void {
  const window = globalThis as unknown as Observed & {
    readonly document: { querySelectorAll(selector: string): Iterable<unknown> };
    addEventListener(type: 'mousedown', listener: () => void, capture: boolean): void;
    getComputedStyle(element: unknown): { readonly visibility: string };
    requestAnimationFrame(next: () => void): void;
  };
  window.addEventListener(
    'mousedown',
    () => {
      window.deitaPressedAt = performance.timeOrigin + performance.now();
      window.deitaShownAt = undefined;
      const timer = setInterval(() => {
        const webviews = [...window.document.querySelectorAll('iframe.webview.ready')];
        if (!webviews.some((webview) => window.getComputedStyle(webview).visibility === 'visible')) return;
        clearInterval(timer);
        window.requestAnimationFrame(() =>
          setTimeout(() => (window.deitaShownAt = performance.timeOrigin + performance.now()), 0),
        );
      }, 4);
    },
    true,
  );
}

/**
 * Runs in every frame before anything else: notes when rows are first in the picture. It looks again and again, as VS
 * Code writes the page's document anew, which ends whatever observes it.
 */
function watchRows(): void {
  const frame = globalThis as unknown as Observed & {
    readonly document: { querySelector(selector: string): unknown };
    requestAnimationFrame(next: () => void): void;
  };
  const timer = setInterval(() => {
    if (frame.document.querySelector('[data-view-index]:not([hidden]):not([aria-busy])') === null) return;
    clearInterval(timer);
    frame.requestAnimationFrame(() =>
      setTimeout(() => (frame.deitaDrawnAt = performance.timeOrigin + performance.now()), 0),
    );
  }, 4);
}
