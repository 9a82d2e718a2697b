import type { CDPSession } from 'playwright-core';
import type { Workbench } from '../../support/workbench/workbench';
import { processFigures } from '../measuring/processFigures';
import { printTable } from '../table';
import { heapMb } from './pageFigures';
import type { TabChange, TabChanges } from './tabChanges';

/** What the window's process takes with so many tables hidden. */
interface HiddenMemory {
  readonly tables: number;
  /** In use after a collection. */
  readonly heapMb: number;
  readonly residentMb: number;
  /** Processes that show the window and its webviews. */
  readonly processes: number;
}

export interface HiddenTables {
  readonly memory: readonly HiddenMemory[];
  /** Going back to a table that was let go. */
  readonly letGo: readonly TabChange[];
}

/** Screens that are scrolled through in each table, whose rows its page then holds. */
const SCREENS = 120;
/** Until a page that is let go is gone. */
const SETTLE_MS = 3000;
const BACK = 5;

/** Opens tables one by one with a text in front, and goes back to those that were let go. @param text name of its tab */
export async function measureHiddenTables(
  workbench: Workbench,
  tabs: TabChanges,
  { files, text }: { readonly files: readonly string[]; readonly text: string },
): Promise<HiddenTables> {
  const session = await workbench.page.context().newCDPSession(workbench.page);
  // The first table also brings what all share.
  await open(workbench, files[0] ?? '');
  await workbench.runCommand('View: Close Editor');
  await workbench.tab(text).click();
  const memory = [await memoryWith(workbench, session, 0)];
  for (const [index, file] of files.entries()) {
    await open(workbench, file);
    await scroll(workbench);
    await tabs.hide(text);
    memory.push(await memoryWith(workbench, session, index + 1));
  }
  const letGo: TabChange[] = [];
  // Whichever is shown is hidden last: the one hidden longest is let go each time.
  for (const file of files.slice(0, BACK)) {
    letGo.push(await tabs.show(file));
    await tabs.hide(text);
    await pause(SETTLE_MS);
  }
  printTable(
    'Hidden tables: megabytes of the window',
    memory.map((figures) => ({ ...figures })),
  );
  printTable(
    'Changes of tab to a table that was let go: milliseconds since the press',
    letGo.map((change) => ({ ...change })),
  );
  return { memory, letGo };
}

async function open(workbench: Workbench, file: string): Promise<void> {
  await workbench.openFromMenu(file);
  // Whose rows are in front may still be another's.
  const { frame } = workbench.datasetEditor;
  await frame.getByRole('heading', { name: `Rows of ${file}` }).waitFor({ state: 'attached' });
  await workbench.waitForRows();
}

async function scroll({ page, datasetEditor }: Workbench): Promise<void> {
  await datasetEditor.focusTable();
  for (let screen = 0; screen < SCREENS; screen++) {
    await page.keyboard.press('PageDown');
    await datasetEditor.rowsHaveArrived();
  }
}

async function memoryWith({ page }: Workbench, session: CDPSession, tables: number): Promise<HiddenMemory> {
  await pause(SETTLE_MS);
  const heap = await heapMb(session);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('The window has no browser.');
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  await browser.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const figures = await Promise.all(renderers.map(({ id }) => processFigures(id)));
  const residentMb = figures.reduce((sum, each) => sum + each.residentMb, 0);
  return { tables, heapMb: heap, residentMb, processes: renderers.length };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
