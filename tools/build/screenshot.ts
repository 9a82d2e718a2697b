import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../../test/support/eventually';
import { ROOT } from '../../test/support/host/cache';
import type { DatasetEditor } from '../../test/support/workbench/datasetEditor';
import { VSIX_VARIABLE } from '../../test/support/workbench/installed';
import { startSession } from '../../test/support/workbench/session';
import type { Workbench } from '../../test/support/workbench/workbench';
import { animatedPng, type Frame } from './animatedPng';
import { buildProduct } from './product';

const FILE = 'instruction-mix.jsonl';
const BUDGET = 60;

/** Refreshes the pictures in the README: the bundled sample in the packaged extension. */
async function main(): Promise<void> {
  process.env[VSIX_VARIABLE] = await buildProduct();
  await withSample({ width: 1360, height: 800 }, takeScreenshot);
  await withSample({ width: 1280, height: 720 }, takeAnimation);
}

/** A window with the sample in its table, alone. */
async function withSample(
  size: { readonly width: number; readonly height: number },
  take: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const sample = path.join(ROOT, 'media', 'samples', FILE);
  const { workbench } = await startSession({ [FILE]: { copyOf: sample } }, { size });
  try {
    await workbench.openFromMenu(FILE);
    await workbench.datasetEditor.row(0).waitFor();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await take(workbench);
  } finally {
    await workbench.stop();
  }
}

/** The table after a selection, with the second row in the details. */
async function takeScreenshot(workbench: Workbench): Promise<void> {
  const editor = workbench.datasetEditor;
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
  await untilRead(editor);
  await copyFile(await workbench.screenshot('screenshot'), mediaFile('screenshot.png'));
  console.log('Wrote media/screenshot.png');
}

/** From the pool to a selection, a row's card, and a near-duplicate beside the row that it duplicates. */
async function takeAnimation(workbench: Workbench): Promise<void> {
  const { page, datasetEditor: editor } = workbench;
  const frames: Frame[] = [];
  const show = async (ms: number): Promise<void> => {
    frames.push({ png: await page.screenshot({ animations: 'disabled' }), ms });
  };
  await editor.waitForDetails();
  await show(1800);
  await editor.budget.fill(String(BUDGET));
  await show(1200);
  await editor.select();
  await untilRead(editor);
  await show(2500);
  await editor.row(3).getByRole('gridcell').nth(2).hover();
  await editor.card.waitFor();
  await show(2500);
  await page.mouse.move(0, 0);
  await editor.card.waitFor({ state: 'detached' });
  await editor.counts.getByRole('button', { name: /near-duplicates?$/ }).click();
  await page.mouse.move(0, 0);
  await eventually(async () => {
    const statuses = await editor.loadedRows.evaluateAll((rows) =>
      rows.map((row) => (row as unknown as { dataset: { status: string } }).dataset.status),
    );
    if (statuses.length === 0 || statuses.some((status) => status !== 'nearDuplicate')) throw new Error('not filtered');
  });
  await editor.focusTable();
  await page.keyboard.press('Home');
  await untilRead(editor);
  await show(2000);
  await page.keyboard.press('d');
  await editor.details.locator('.compared .why').waitFor();
  await show(3500);
  await page.keyboard.press('Shift+D');
  await editor.currentRow.and(editor.table.locator('[data-status="selected"]')).waitFor();
  await show(2500);
  await writeFile(mediaFile('animation.png'), animatedPng(frames));
  console.log(`Wrote media/animation.png of ${frames.length} pictures`);
}

/** Until the details show the current row with all that comes late. */
async function untilRead(editor: DatasetEditor): Promise<void> {
  await editor.waitForDetails();
  await editor.details.getByText('Why these scores').waitFor();
  await editor.frame.getByRole('img', { name: /are being computed/ }).waitFor({ state: 'detached' });
}

function mediaFile(name: string): string {
  return path.join(ROOT, 'media', name);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
