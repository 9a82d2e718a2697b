import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { MAX_HIDDEN_PAGES } from '../../src/editor/pages/keptPages';
import { eventually } from '../support/eventually';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const TEXT = 'Untitled-1';
const SIZE = { width: 1400, height: 900 };
const line = (name: string): string => `${JSON.stringify({ instruction: `Say ${name}.`, output: `It is ${name}.` })}\n`;
const ROWS = Array.from({ length: 200 }, (_, row) => line(`number ${row + 1}`));
/** One more than are kept. */
const FILES = Array.from({ length: MAX_HIDDEN_PAGES + 1 }, (_, file) => `pool${file + 1}.jsonl`);

describe('tables that are hidden', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;
  let workspace: string;

  before(async () => {
    const files = Object.fromEntries(FILES.map((name) => [name, { content: ROWS.join('') }]));
    ({ workbench, workspace } = await startSession(files, { size: SIZE, settings: { 'deita.budget': '50' } }));
    editor = workbench.datasetEditor;
    await workbench.runCommand('File: New Untitled Text File');
    await open(FIRST);
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const [FIRST = ''] = FILES;
  const change = (name: string, rows: readonly string[]) => writeFile(path.join(workspace, name), rows.join(''));

  async function open(name: string): Promise<void> {
    await workbench.openFromMenu(name);
    await isOf(name);
    await workbench.waitForRows();
  }

  /** The table in front may still be the one before. */
  async function isOf(name: string): Promise<void> {
    await editor.frame.getByRole('heading', { name: `Rows of ${name}` }).waitFor({ state: 'attached' });
  }

  async function hide(): Promise<void> {
    await workbench.tab(TEXT).click();
    await editor.table.waitFor({ state: 'detached' });
  }

  async function show(name: string): Promise<void> {
    await workbench.tab(name).click();
    await isOf(name);
    await editor.loadedRows.first().waitFor();
  }

  /** A page that is made anew has no such mark. */
  const mark = (): Promise<void> => editor.table.evaluate(markElement);
  const isMarked = async (): Promise<boolean> => (await editor.table.getAttribute('data-mark')) !== null;

  const scrollTop = (): Promise<number> => editor.table.evaluate(scrollTopOf);

  /** How many elements each hidden page has. */
  async function hiddenPages(): Promise<number[]> {
    const webviews = await workbench.page.locator('iframe.webview').all();
    const hidden: Locator[] = [];
    for (const webview of webviews) if (!(await webview.isVisible())) hidden.push(webview);
    const frames = hidden.map((webview) => webview.contentFrame().frameLocator('#active-frame'));
    return Promise.all(frames.map((frame) => frame.locator('body *').count()));
  }

  it('are the same page in front again, at the same place, and take keys at once', async () => {
    await editor.goToLine(150);
    await editor.waitForDetails();
    const top = await scrollTop();
    assert.ok(top > 0);
    await mark();
    await hide();
    await show(FIRST);
    assert.ok(await isMarked());
    assert.equal(await scrollTop(), top);
    await editor.waitForCurrentLine(150);
    await workbench.page.keyboard.press('ArrowDown');
    await editor.waitForCurrentLine(151);
  });

  it('follow a change of the file', async () => {
    await hide();
    await change(FIRST, [line('first'), line('second'), ...ROWS]);
    await show(FIRST);
    await editor.waitForCurrentLine(153);
    await editor.details.getByText('It is number 151.').first().waitFor();
    assert.ok(await isMarked());
  });

  it('show a selection that was made meanwhile, by rank', async () => {
    await editor.selectButton.click();
    await hide();
    await show(FIRST);
    await editor.waitForSelection();
    await editor.row(0).filter({ hasText: 'rank 1' }).waitFor();
    assert.ok(await isMarked());
  });

  it('have the size and the colours of the window, whatever it has become meanwhile', async () => {
    const colour = (): Promise<string> => editor.table.evaluate(textColourOf);
    const before = await colour();
    await hide();
    await workbench.page.setViewportSize({ width: 1000, height: 600 });
    await workbench.setTheme('dark');
    await show(FIRST);
    await eventually(async () => {
      const box = await editor.table.boundingBox();
      assert.ok(box !== null && box.x + box.width <= 1000 && box.y + box.height <= 600, JSON.stringify(box));
      assert.notEqual(await colour(), before);
    });
    assert.ok(await isMarked());
    await workbench.page.setViewportSize(SIZE);
    await workbench.setTheme('light');
  });

  it('are let go where more are hidden than are kept, the one hidden longest first', async () => {
    await editor.goToLine(120);
    await editor.waitForDetails();
    for (const name of FILES.slice(1)) await open(name);
    await mark();
    const kept = FILES.length - 1;
    assert.equal((await hiddenPages()).length, kept);
    assert.ok((await hiddenPages()).every((elements) => elements > 0));
    await hide();
    await eventually(async () => {
      const pages = await hiddenPages();
      assert.equal(pages.filter((elements) => elements > 0).length, MAX_HIDDEN_PAGES, String(pages));
      assert.equal(pages.filter((elements) => elements === 0).length, 1, String(pages));
    });
    await show(FILES.at(-1) ?? '');
    assert.ok(await isMarked());
  });

  it('come back as they were where they were let go, at their row in a file that has changed', async () => {
    await hide();
    await change(FIRST, [line('first'), ...ROWS]);
    await show(FIRST);
    assert.ok(!(await isMarked()));
    await editor.waitForCurrentLine(119);
    await editor.details.getByText('It is number 118.').first().waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await eventually(async () => assert.notEqual(await editor.currentLine(), 119));
  });
});

// These run in the page; the few parts of its elements that are used are declared here.

function markElement(element: unknown): void {
  (element as { setAttribute(name: string, value: string): void }).setAttribute('data-mark', '');
}

function scrollTopOf(element: unknown): number {
  return (element as { readonly scrollTop: number }).scrollTop;
}

function textColourOf(element: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(element: unknown): { color: string } };
  return page.getComputedStyle(element).color;
}
