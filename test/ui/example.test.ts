import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

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
});
