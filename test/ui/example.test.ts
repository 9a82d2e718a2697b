import path from 'node:path';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

describe('the example in the workbench', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    const row = JSON.stringify({ instruction: 'Name a colour.', output: 'Blue.' });
    ({ workbench, workspace } = await startSession({
      'notes.txt': { content: 'No dataset.' },
      'colours.jsonl': { content: `${row}\n` },
    }));
  });

  after(() => workbench.stop());

  it('opens by its command', async () => {
    await workbench.runCommand('DEITA: Open the Example');
    await workbench.waitForRows();
    await workbench.tab('instruction-mix.jsonl').waitFor();
  });

  it('is not opened again where nothing is in front: the command asks for a file', async () => {
    await workbench.runCommand('DEITA: Focus on Near-Duplicates View');
    await workbench.page.getByRole('button', { name: 'Find Near-Duplicates' }).first().waitFor();
    await workbench.runCommand('View: Close All Editors');
    await workbench.tab('instruction-mix.jsonl').waitFor({ state: 'detached' });
    // Nor is anything offered about a dataset that is not in sight any more.
    await workbench.page.locator('.part.sidebar').getByRole('button', { name: 'Try It with an Example' }).waitFor();
    await workbench.runCommand('DEITA: Open in DEITA');
    await workbench.answerFileDialog(path.join(workspace, 'colours.jsonl'));
    await workbench.tab('colours.jsonl').waitFor();
    await workbench.waitForRows();
  });
});
