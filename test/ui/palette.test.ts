import assert from 'node:assert/strict';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { ROOT } from '../support/host/cache';
import { LIMITS } from '../support/timeLimits';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');
const FILE = 'instruction-mix.jsonl';
/** The status bar's item of a dataset with a selection. */
const SELECTED = /\d+ selected, \d+ near-duplicates?/;

describe('the palette', () => {
  let workbench: Workbench;

  before(async () => {
    const files = { [FILE]: { copyOf: SAMPLE }, 'notes.txt': { content: 'No dataset.' } };
    ({ workbench } = await startSession(files, { keybindings: [{ key: 'ctrl+alt+d', command: 'deita.select' }] }));
  });

  after(() => workbench.stop());

  const typeAndEnter = (typed: string): Promise<void> =>
    workbench.quickInput.openAndTakeFirst('F1', `>${typed}`, 'DEITA: Select');

  it('runs Select by its name where no dataset is open: it asks for one', async () => {
    await typeAndEnter('DEITA: Select');
    await workbench.page.getByRole('button', { name: 'Open in DEITA' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('runs Select by its name on a text, even after similar commands', async () => {
    await workbench.openFile(FILE);
    await typeAndEnter('DEITA: Select');
    await workbench.statusBarItem(SELECTED).waitFor();
    await workbench.runCommand('DEITA: Next Chosen Row');
    await workbench.runCommand('DEITA: Show Row Details');
    const editor = workbench.datasetEditor;
    await editor.waitForSelection();
    await editor.budget.fill('7');
    await typeAndEnter('deita sel');
    await editor.counts.getByText('7 selected', { exact: true }).waitFor({ timeout: LIMITS.start });
  });

  it('is not the only way: the status bar runs with what was typed, too', async () => {
    const editor = workbench.datasetEditor;
    await editor.budget.fill('9');
    await eventually(async () => {
      // Opened again where it closed, as it does when the table takes the focus.
      await workbench.statusBarItem(/\b7 selected/).click({ timeout: LIMITS.wait / 10 });
      await workbench.quickInput.entry('Select').click({ timeout: LIMITS.wait / 10 });
    });
    await editor.counts.getByText('9 selected', { exact: true }).waitFor({ timeout: LIMITS.start });
  });

  it('is not the only way: a key of the user’s own runs with what was typed, while the field has the focus', async () => {
    const editor = workbench.datasetEditor;
    await editor.threshold.fill('0.5');
    await editor.budget.fill('5');
    await workbench.page.keyboard.press('Control+Alt+d');
    await editor.counts.getByText('5 selected', { exact: true }).waitFor({ timeout: LIMITS.start });
    await editor.frame.locator('.counts.stale').waitFor({ state: 'detached' });
    assert.equal(await editor.threshold.evaluate((field) => (field as unknown as { value: string }).value), '0.5');
  });

  it('stands beside marks in the text, before each line', async () => {
    await workbench.runCommand('DEITA: Open as Text');
    const marks = workbench.page.locator('.editor-instance .view-line span');
    await eventually(async () => {
      const before = await marks.evaluateAll((spans) => {
        const styles = globalThis as unknown as Styles;
        return spans.map((span) => styles.getComputedStyle(span, '::before').content);
      });
      assert.ok(
        before.some((content) => /^"✓\s\d+\s·\s[\d.]+"$/.test(content)),
        before.join(),
      );
    });
  });

  it('has a status bar beside it that tells of the dataset in front, and of none where none is', async () => {
    const item = workbench.statusBarItem(SELECTED);
    await item.waitFor();
    await workbench.openFile('notes.txt');
    await item.waitFor({ state: 'hidden' });
    await workbench.tab(FILE).first().click();
    await item.waitFor();
    await workbench.runCommand('View: Close All Editors');
    await item.waitFor({ state: 'hidden' });
  });
});

interface Styles {
  getComputedStyle(element: unknown, part: string): { readonly content: string };
}
