import path from 'node:path';
import { ROOT } from '../support/host/cache';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');
const FILE = 'instruction-mix.jsonl';

describe('the palette', () => {
  let workbench: Workbench;

  before(async () => {
    ({ workbench } = await startSession({ [FILE]: { copyOf: SAMPLE } }));
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
    await workbench.statusBarItem(/\d+ selected, \d+ near-duplicates?/).waitFor();
    await workbench.runCommand('DEITA: Next Chosen Row');
    await workbench.runCommand('DEITA: Show Row Details');
    const editor = workbench.datasetEditor;
    await editor.waitForSelection();
    await editor.budget.fill('7');
    await typeAndEnter('deita sel');
    await editor.cancelButton
      .or(editor.counts.filter({ hasText: /selected/ }))
      .first()
      .waitFor();
  });
});
