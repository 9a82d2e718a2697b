import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../test/support/host/cache';
import { VSIX_VARIABLE } from '../../test/support/workbench/installed';
import { startSession } from '../../test/support/workbench/session';
import { buildProduct } from './product';

const FILE = 'instruction-mix.jsonl';
const BUDGET = 60;

/** Refreshes the picture in the README: the bundled sample after a selection, in the packaged extension. */
async function main(): Promise<void> {
  process.env[VSIX_VARIABLE] = await buildProduct();
  const sample = path.join(ROOT, 'media', 'samples', FILE);
  const { workbench } = await startSession({ [FILE]: { copyOf: sample } }, { size: { width: 1360, height: 800 } });
  try {
    await workbench.page.getByRole('treeitem', { name: FILE }).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Open in DEITA' }).click();
    const editor = workbench.datasetEditor;
    await editor.row(0).waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await editor.budget.fill(String(BUDGET));
    await editor.select();
    await editor.sortBy('Evol');
    await editor
      .row(0)
      .getByRole('gridcell', { name: /rank 1$/i })
      .waitFor();
    await editor.focusTable();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('ArrowDown');
    await editor.waitForDetails();
    await editor.details.getByText('Why these scores').waitFor();
    await editor.frame.getByRole('img', { name: /are being computed/ }).waitFor({ state: 'detached' });
    await copyFile(await workbench.screenshot('screenshot'), path.join(ROOT, 'media', 'screenshot.png'));
    console.log('Wrote media/screenshot.png');
  } finally {
    await workbench.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
