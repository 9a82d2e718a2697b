import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { ROOT } from '../support/host/cache';
import type { ChainsEditor } from '../support/workbench/chainsEditor';
import { startSession } from '../support/workbench/session';
import type { Theme, Workbench } from '../support/workbench/workbench';

const SAMPLES = path.join(ROOT, 'media', 'samples');
const RUN = 'hand-made.evol';
const THEMES: readonly Theme[] = ['dark', 'highContrastDark', 'highContrastLight', 'light'];

/** The sample run and its dataset, to copy into a workspace. */
function sampleFiles(): Record<string, { readonly copyOf: string }> {
  const files = readdirSync(path.join(SAMPLES, RUN), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const names = files.map((entry) => path.relative(SAMPLES, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(['hand-made.jsonl', ...names].map((name) => [name, { copyOf: path.join(SAMPLES, name) }]));
}

describe('inspecting an annotation run', () => {
  let workbench: Workbench;
  let workspace: string;
  let editor: ChainsEditor;

  before(async () => {
    ({ workbench, workspace } = await startSession(sampleFiles()));
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const corrections = async (): Promise<unknown[]> => {
    const text = await readFile(path.join(workspace, RUN, 'corrections.jsonl'), 'utf8');
    return text.trim().split('\n').map(withoutTime);
  };

  it('opens from the palette, which offers the runs of the workspace', async () => {
    await workbench.runCommand('DEITA: Inspect EVOL Run…');
    await workbench.quickInput.entry(RUN).click();
    editor = workbench.chainsEditor;
    await workbench.waitForPage(editor.variant(0));
    await editor.frame.getByRole('heading', { name: RUN }).waitFor();
    await eventually(async () => assert.equal(await editor.list.getByRole('option').count(), 8));
    await editor.frame.getByText('scored by hand, with no server asked').waitFor();
    await eventually(async () =>
      assert.match(await editor.figure('Monotone chains').innerText(), /87%\s+In 7 of 8 chains/),
    );
  });

  it('shows what each step changed', async () => {
    await editor.variant(1).locator('ins', { hasText: 'at noon but red near the horizon' }).waitFor();
  });

  it('keeps corrections in the run, and takes them back', async () => {
    await editor.list.focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('6');
    await editor.variant(1).getByText('by hand; the judge').waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('x');
    await editor.variant(2).getByText('Dropped: by hand').waitFor();
    await workbench.screenshot('chains-corrected');
    await workbench.page.keyboard.press('Control+z');
    await editor.variant(2).getByText('Dropped: by hand').waitFor({ state: 'detached' });
    const chain = 'complexity-0-0';
    const written = [
      { chain, step: 1, score: 6 },
      { chain, step: 2, drop: true },
      { chain, step: 2, drop: false },
    ];
    await eventually(async () => assert.deepEqual(await corrections(), written));
    await editor.list.getByRole('option', { selected: true }).getByText('corrected').waitFor();
  });

  it('stays as it was while another tab is in front', async () => {
    await editor.list.focus();
    await workbench.page.keyboard.press('j');
    await editor.chain.getByRole('heading', { name: 'Quality' }).waitFor();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.runCommand('View: Close Editor');
    await workbench.waitForPage(editor.chain.getByRole('heading', { name: 'Quality' }));
    await workbench.page.keyboard.press('u');
    await eventually(async () => assert.equal((await corrections()).length, 4));
    await editor.chain.getByRole('heading', { name: 'Complexity' }).waitFor();
  });

  it('goes to the row of the dataset that a chain starts from', async () => {
    await editor.list.focus();
    await workbench.page.keyboard.press('End');
    await editor.chain.getByRole('button', { name: 'row 4' }).click();
    await workbench.tab('hand-made.jsonl').waitFor();
    await workbench.datasetEditor.waitForCurrentLine(4);
  });

  it('comes to the front from the folder’s menu in the Explorer', async () => {
    await workbench.explorerEntry(RUN).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Inspect EVOL Run…' }).click({ delay: 200 });
    await workbench.waitForPage(editor.variant(0));
    assert.equal(await workbench.tab(RUN).count(), 1);
  });

  for (const theme of THEMES) {
    it(`can be read in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.waitForPage(editor.variant(0));
      await workbench.screenshot(`chains-${theme}`);
      const [added, removed] = await editor.variant(1).locator('ins').first().evaluate(readMarks);
      assert.ok(added !== 'rgba(0, 0, 0, 0)' || removed !== 'none', 'what a step added is not marked');
    });
  }
});

function withoutTime(line: string): unknown {
  const { at, ...rest } = JSON.parse(line) as { readonly at: string };
  assert.match(at, /^\d{4}-\d\d-\d\dT/);
  return rest;
}

/** Runs in the page: what tells an added text from the rest. */
function readMarks(element: unknown): [string, string] {
  type Styles = { readonly backgroundColor: string; readonly borderBottomStyle: string };
  const page = globalThis as unknown as { getComputedStyle(element: unknown): Styles };
  const { backgroundColor, borderBottomStyle } = page.getComputedStyle(element);
  return [backgroundColor, borderBottomStyle];
}
