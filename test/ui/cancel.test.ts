import assert from 'node:assert/strict';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const ROWS = 1500;

/** Different enough that every row has to be scored and embedded. */
function pool(): string {
  const row = (index: number): string =>
    JSON.stringify({
      instruction: `Describe how ${SUBJECTS[index % 7]} number ${index} differs from ${SUBJECTS[(index * 3 + 1) % 7]}.`,
      output: `${SUBJECTS[(index * 5 + 2) % 7]} ${index * 7919} is a matter of taste, of place and of the year ${1000 + index}.`,
    });
  return Array.from({ length: ROWS }, (_, index) => `${row(index)}\n`).join('');
}

const SUBJECTS = ['a bridge', 'a poem', 'a theorem', 'a harbour', 'a recipe', 'a treaty', 'an orchard'];

describe('cancelling in the workbench', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;

  before(async () => {
    ({ workbench } = await startSession({ 'pool.jsonl': { content: pool() } }));
    editor = await workbench.openDataset('pool.jsonl');
  });

  after(() => workbench.stop());

  it('stops the job and says so in nothing but the way back', async () => {
    await editor.selectButton.click();
    await editor.frame.getByRole('progressbar').waitFor();
    await workbench.screenshot('selecting');
    await editor.cancelButton.click();
    await editor.selectButton.waitFor();
    await workbench.statusBarItem(`${ROWS.toLocaleString('en-US')} rows`).waitFor();
    assert.equal(await editor.frame.getByRole('alert').innerText(), '');
    assert.equal(await workbench.page.locator('.notifications-toasts .notification-list-item').count(), 0);
  });

  it('leaves rows that can be walked', async () => {
    await editor.focusTable();
    await workbench.page.keyboard.press('End');
    await editor.waitForCurrentLine(ROWS);
    await editor.goToLine(7);
  });

  it('can be cancelled from the status bar and the palette too', async () => {
    await editor.selectButton.click();
    await editor.cancelButton.waitFor();
    await workbench.statusBarItem('DEITA').click();
    await editor.selectButton.waitFor();
    await workbench.runCommand('DEITA: Select');
    await editor.cancelButton.waitFor();
    await workbench.runCommand('DEITA: Cancel');
    await editor.selectButton.waitFor();
  });

  it('selects afterwards', async () => {
    await editor.budget.fill('3');
    await editor.select(3);
  });
});
