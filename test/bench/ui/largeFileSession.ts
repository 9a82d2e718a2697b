import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatasetEditor } from '../../support/workbench/datasetEditor';
import type { Workbench } from '../../support/workbench/workbench';
import type { Ratio } from '../bench';
import { RARE_WORD } from '../generated/generatedFiles';
import { median } from '../measuring/cost';
import { againstLimit } from '../measuring/limits';
import { printTable } from '../table';
import type { Delay, HostFigures } from './hostFigures';
import { heapMb, longestTaskCpuMs, PageFigures } from './pageFigures';
import type { TabChange, TabChanges } from './tabChanges';

export interface UiShape {
  readonly rows: number;
  readonly rowBytes: number;
  readonly dimensions: number;
  readonly budget: number;
}

interface UiStep {
  readonly name: string;
  readonly wallMs: number;
  /** Tasks of the page of 50 ms and more. */
  readonly longTasksMs: readonly number[];
  readonly hostDelayMs: Delay;
  readonly hostMb: number;
  readonly engineMb: number;
  readonly heapMb: number;
}

/** Once a second the host's probe writes what it has seen. */
const PROBE_MS = 1200;
/** Until VS Code's own extensions have started. */
const SETTLE_MS = 10_000;
/** Four seconds at sixty frames a second. */
const THUMB_STEPS = 240;
const TAB_CHANGES = 10;
/** The tab beside the table's, named as VS Code does. */
export const TEXT = 'Untitled-1';
const PATIENCE = { timeout: 600_000 };

export class LargeFileSession {
  private readonly steps: UiStep[] = [];
  private readonly editor: DatasetEditor;
  private page: PageFigures | undefined;
  private before = { hostMb: 0, heapMb: 0 };
  private enginePeakMb = 0;
  private nativeModules: string[] = [];
  private activationMs = NaN;
  private scrollingTaskCpuMs = 0;
  private tabChanges: readonly TabChange[] = [];

  constructor(
    private readonly workbench: Workbench,
    private readonly host: HostFigures,
    private readonly tabs: TabChanges,
    private readonly shape: UiShape & { readonly file: string },
  ) {
    this.editor = workbench.datasetEditor;
  }

  async run() {
    const session = await this.workbench.page.context().newCDPSession(this.workbench.page);
    await pause(SETTLE_MS);
    this.before = { hostMb: (await this.host.memory()).hostMb, heapMb: await heapMb(session) };
    await this.step('open: first rows', () => this.open());
    await this.step('open: all rows', () => this.waitForAllRows(), 'scale-opened');
    await this.step('wheel', () => this.wheel());
    await this.step('thumb', () => this.dragThumb());
    // By themselves: recording a trace takes time from the cores that draw.
    await this.step('wheel, traced', () => this.traced(() => this.wheel()));
    await this.step('thumb, traced', () => this.traced(() => this.dragThumb()));
    await this.step('End key', () => this.goToEnd(), 'scale-end');
    await this.step('go to line', () => this.editor.goToLine(Math.floor(this.shape.rows * 0.7654)));
    await this.step('score and select', () => this.select(), 'scale-selected');
    await this.step('sort by score', () => this.sort(), 'scale-sorted');
    await this.step('changes of tab', () => this.changeTabs());
    await this.step('filter by status', () => this.filterByStatus());
    await this.step('text filter', () => this.filterByText(), 'scale-filtered');
    await this.step('export', () => this.export(), 'scale-exported');
    this.nativeModules = this.host.nativeModules;
    this.enginePeakMb = (await this.host.memory()).enginePeakMb;
    this.activationMs = await this.readActivationMs();
    this.print();
    const { before, enginePeakMb, nativeModules, activationMs, scrollingTaskCpuMs, tabChanges, steps } = this;
    return { before, enginePeakMb, nativeModules, activationMs, scrollingTaskCpuMs, tabChanges, steps };
  }

  get ratios(): Ratio[] {
    const last = this.steps.at(-1);
    const scrolling = this.steps.filter(({ name }) => name === 'wheel' || name === 'thumb');
    const longest = Math.max(0, ...scrolling.flatMap(({ longTasksMs }) => longTasksMs));
    const opened = this.steps.find(({ name }) => name === 'End key');
    const selecting = this.steps.find(({ name }) => name === 'score and select');
    return [
      againstLimit('page: longest task while scrolling, CPU time', this.scrollingTaskCpuMs, 'ms', 50),
      againstLimit('page: longest task while scrolling, by the clock', longest, 'ms', 50),
      againstLimit('tab: rows are back, median', median(this.rowsBackMs), 'ms', 300),
      againstLimit('tab: rows are back, least', Math.min(...this.rowsBackMs), 'ms', 300),
      againstLimit('tab: rows are back, most', Math.max(...this.rowsBackMs), 'ms', 300),
      againstLimit('page: heap it added', (last?.heapMb ?? NaN) - this.before.heapMb, 'MB', 100),
      againstLimit('extension host: memory it added', (last?.hostMb ?? NaN) - this.before.hostMb, 'MB', 30),
      againstLimit('extension host: delay while selecting, p99', selecting?.hostDelayMs.p99 ?? NaN, 'ms', 20),
      againstLimit('engine: memory, opened and scrolled', opened?.engineMb ?? NaN, 'MB', 300),
      againstLimit('activation', this.activationMs, 'ms', 50),
    ];
  }

  private get rowsBackMs(): number[] {
    return this.tabChanges.map(({ rowsMs }) => rowsMs);
  }

  private async step(name: string, work: () => Promise<unknown>, picture?: string): Promise<void> {
    const [start, began] = [performance.now(), Date.now()];
    await work();
    const wallMs = performance.now() - start;
    if (picture !== undefined) await this.workbench.screenshot(picture);
    await pause(PROBE_MS);
    this.page ??= await PageFigures.observe(this.workbench.page, this.editor);
    const { hostMb, engineMb } = await this.host.memory();
    this.steps.push({
      name,
      wallMs,
      longTasksMs: await this.page.takeLongTasks(),
      hostDelayMs: this.host.delaySince(began),
      hostMb,
      engineMb,
      heapMb: await this.page.heapMb(),
    });
  }

  private async open(): Promise<void> {
    await this.workbench.openFromMenu(path.basename(this.shape.file));
    await this.editor.row(0).waitFor(PATIENCE);
  }

  private async waitForAllRows(): Promise<void> {
    const rows = `${this.shape.rows.toLocaleString('en-US')} rows`;
    await this.editor.frame.getByText(rows, { exact: true }).first().waitFor(PATIENCE);
  }

  private async traced(scrolling: () => Promise<void>): Promise<void> {
    const longest = await longestTaskCpuMs(this.workbench.page, scrolling);
    this.scrollingTaskCpuMs = Math.max(this.scrollingTaskCpuMs, longest);
  }

  private async wheel(): Promise<void> {
    const box = await this.tableBox();
    await this.workbench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < 200; turn++) await this.workbench.page.mouse.wheel(0, 240);
  }

  /** Where the window hides scroll bars the table is scrolled as its thumb would: a step a frame, down to the end and up again. */
  private async dragThumb(): Promise<void> {
    // In one call: finding the table by its role costs the page more than a step does.
    await this.editor.table.evaluate(dragThrough, THUMB_STEPS);
    await this.editor.loadedRows.first().waitFor();
  }

  private async goToEnd(): Promise<void> {
    await this.editor.focusTable();
    await this.workbench.page.keyboard.press('Control+End');
    await this.editor.row(this.shape.rows - 1).waitFor();
    const line = await this.editor.currentLine();
    if (line !== this.shape.rows) throw new Error(`The last row shown is that of line ${line}.`);
  }

  private async select(): Promise<void> {
    await this.editor.selectButton.click();
    await this.editor.counts.filter({ hasText: /\d selected/ }).waitFor(PATIENCE);
    await this.editor.selectButton.waitFor(PATIENCE);
  }

  private async sort(): Promise<void> {
    await this.editor.sortBy('Evol');
    await this.editor.focusTable();
    await this.workbench.page.keyboard.press('Control+Home');
    await this.editor.row(0).filter({ hasText: 'rank 1' }).waitFor(PATIENCE);
  }

  private async changeTabs(): Promise<void> {
    await this.workbench.runCommand('File: New Untitled Text File');
    this.tabChanges = await this.tabs.measure(path.basename(this.shape.file), TEXT, TAB_CHANGES);
  }

  private async filterByStatus(): Promise<void> {
    await this.editor.counts.getByRole('button', { name: /selected$/ }).click();
    await this.waitForShown(this.shape.budget);
    await this.editor.frame.getByRole('button', { name: 'Clear filters' }).click();
    await this.waitForShown(this.shape.rows);
  }

  private async filterByText(): Promise<void> {
    await this.editor.focusTable();
    await this.workbench.page.keyboard.press('/');
    await this.workbench.page.keyboard.type(RARE_WORD);
    await this.waitForShown(this.shape.rows / 1000);
  }

  private async waitForShown(rows: number): Promise<void> {
    const { frame } = this.editor;
    await frame.locator(`[role=grid][aria-rowcount="${rows + 1}"]`).waitFor(PATIENCE);
  }

  private async export(): Promise<void> {
    const output = path.join(path.dirname(this.shape.file), 'exported.jsonl');
    await rm(output, { force: true });
    await this.editor.frame.getByRole('button', { name: 'Export…' }).click();
    await this.workbench.quickInput.entry('Selected rows, score order').click();
    await this.workbench.answerFileDialog(output);
    await this.workbench.notification(/Exported/).waitFor(PATIENCE);
    if ((await stat(output)).size === 0) throw new Error('Nothing was exported.');
  }

  /** As VS Code's own list of running extensions tells it. */
  private async readActivationMs(): Promise<number> {
    await this.workbench.runCommand('Developer: Show Running Extensions');
    const entry = this.workbench.page.locator('.runtime-extensions-editor .extension').filter({ hasText: 'DEITA' });
    const text = await entry.first().innerText();
    return Number(/(\d+)ms/.exec(text)?.[1]);
  }

  private async tableBox() {
    const box = await this.editor.table.boundingBox();
    if (box === null) throw new Error('The table is not in sight.');
    return box;
  }

  private print(): void {
    printTable(
      'Changes of tab: milliseconds since the press',
      this.tabChanges.map((change) => ({ ...change })),
    );
    printTable(
      `${this.shape.rows.toLocaleString('en-US')} rows in VS Code: milliseconds and megabytes`,
      this.steps.map(({ name, wallMs, longTasksMs, hostDelayMs, hostMb, engineMb, heapMb: heap }) => ({
        step: name,
        clock: wallMs,
        'long tasks': longTasksMs.slice(0, 4).join(' '),
        'host delay p99': hostDelayMs.p99,
        most: hostDelayMs.most,
        'host MB': hostMb,
        'engine MB': engineMb,
        'page heap MB': heap,
      })),
    );
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs in the page; its few parts that are used are declared here. */
async function dragThrough(element: unknown, steps: number): Promise<void> {
  const scroller = element as { scrollTop: number; readonly scrollHeight: number };
  const page = globalThis as unknown as { requestAnimationFrame(done: () => void): void };
  for (let step = 0; step <= steps; step++) {
    const down = step / steps;
    scroller.scrollTop = (down < 0.7 ? down / 0.7 : 1.7 - down) * scroller.scrollHeight;
    await new Promise<void>((resolve) => page.requestAnimationFrame(resolve));
  }
}
