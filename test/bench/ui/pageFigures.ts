import type { CDPSession, ElementHandle, Frame, Page } from 'playwright-core';
import type { DatasetEditor } from '../../support/workbench/datasetEditor';

interface Observed {
  deitaLongTasks: number[];
}

/** Long tasks and memory of the page in the webview, which shares its thread and heap with the workbench here. */
export class PageFigures {
  private constructor(
    private readonly frame: Frame,
    private readonly session: CDPSession,
  ) {}

  static async observe(page: Page, editor: DatasetEditor): Promise<PageFigures> {
    const table = (await editor.table.elementHandle()) as ElementHandle<unknown> | null;
    const frame = await table?.ownerFrame();
    if (frame === null || frame === undefined) throw new Error('The table has no frame.');
    await frame.evaluate(observeLongTasks);
    return new PageFigures(frame, await page.context().newCDPSession(page));
  }

  /** Milliseconds of the tasks of 50 ms and more since the last call, longest first. */
  async takeLongTasks(): Promise<number[]> {
    return this.frame.evaluate(() => {
      const tasks = (globalThis as unknown as Observed).deitaLongTasks.splice(0);
      return tasks.map(Math.round).sort((a, b) => b - a);
    });
  }

  /** JavaScript heap in use, after a collection. */
  heapMb(): Promise<number> {
    return heapMb(this.session);
  }
}

export async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** Runs in the page, where only tasks of its own count, not those of the window around it. */
function observeLongTasks(): void {
  interface Entry {
    readonly name: string;
    readonly duration: number;
  }
  type Callback = (list: { getEntries(): Entry[] }) => void;
  interface Observer {
    observe(options: { entryTypes: string[] }): void;
  }
  const page = globalThis as unknown as Observed & { PerformanceObserver: new (callback: Callback) => Observer };
  page.deitaLongTasks = [];
  new page.PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'self') page.deitaLongTasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}
