import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const ROWS = '197 rows';

describe('the example in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    ({ workbench } = await startSession({ 'notes.txt': { content: 'No dataset.' } }));
  });

  after(() => workbench.stop());

  it('opens by its command', async () => {
    await workbench.runCommand('DEITA: Open the Example');
    await workbench.waitForPage(workbench.datasetEditor.loadedRows.first());
    await workbench.tab('instruction-mix.jsonl').waitFor();
  });

  it('has its rows in the status bar: a click asks what to do with them, and starts nothing', async () => {
    await workbench.statusBarItem(ROWS).click();
    await workbench.quickInput.entry('Find Near-Duplicates').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.datasetEditor.selectButton.waitFor();
  });

  it('leaves the status bar when its editor is closed', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.statusBarItem(ROWS).waitFor({ state: 'hidden' });
  });
});
