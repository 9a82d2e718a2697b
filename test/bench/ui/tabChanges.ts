import type { CDPSession, ElementHandle, Frame } from 'playwright-core';
import type { Workbench } from '../../support/workbench/workbench';

/** Whole numbers of milliseconds from the press on the tab. */
export interface TabChange {
  /** The page's document is there: until then VS Code makes a webview for it. */
  readonly documentMs: number;
  /** Its script has come. */
  readonly scriptMs: number;
  /** Its rows are drawn. */
  readonly rowsMs: number;
  /** CPU time of the thread that window and page share, until then. */
  readonly cpuMs: number;
}

interface Observed {
  deitaPressedAt?: number;
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
    const { workbench } = this;
    const changes: TabChange[] = [];
    for (let time = 0; time < times; time++) {
      await workbench.tab(other).click();
      await workbench.datasetEditor.table.waitFor({ state: 'detached' });
      const cpuMs = await this.cpuMs();
      await workbench.tab(name).click();
      await workbench.waitForPage(workbench.datasetEditor.loadedRows.first());
      changes.push({ ...(await this.lastChange()), cpuMs: Math.round((await this.cpuMs()) - cpuMs) });
    }
    return changes;
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
    const pressedAt = await page.evaluate(() => (globalThis as Observed).deitaPressedAt ?? NaN);
    const { drawnAt, documentAt, scriptAt } = await timesOf(frame);
    const since = (at: number): number => Math.round(at - pressedAt);
    return { documentMs: since(documentAt), scriptMs: since(scriptAt), rowsMs: since(drawnAt) };
  }
}

function timesOf(frame: Frame): Promise<Record<'drawnAt' | 'documentAt' | 'scriptAt', number>> {
  return frame.evaluate(() => {
    const { timeOrigin } = performance;
    const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.js')) as unknown as
      { responseEnd: number } | undefined;
    return {
      drawnAt: (globalThis as Observed).deitaDrawnAt ?? NaN,
      documentAt: timeOrigin,
      scriptAt: timeOrigin + (script?.responseEnd ?? NaN),
    };
  });
}

/** Runs in the window, whose tabs change when they are pressed. */
function watchPresses(): void {
  const window = globalThis as unknown as Observed & {
    addEventListener(type: 'mousedown', listener: () => void, capture: boolean): void;
  };
  window.addEventListener(
    'mousedown',
    () => (window.deitaPressedAt = performance.timeOrigin + performance.now()),
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
