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

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of CPU time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const TRACED = { includedCategories: ['toplevel', '__metadata'] };

/**
 * CPU milliseconds of the longest task on a window's main thread while some work goes on. The clock also counts the
 * time in which others, such as the threads that draw without a graphics card, had the cores.
 */
export async function longestTaskCpuMs(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The window has no browser.');
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { ...TRACED, recordMode: 'recordAsMuchAsPossible' },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return longestIn(events);
}

function longestIn(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const names = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const mainThreads = new Set(names.map(threadOf));
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && mainThreads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('The trace has no task of a page.');
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
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
