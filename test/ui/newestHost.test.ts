import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { selectByCommandLine, type SelectionReport } from '../support/commandLine';
import { eventually } from '../support/eventually';
import { ROOT } from '../support/host/cache';
import { whyNoNewest } from '../support/host/codeServer';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { temporaryFolder } from '../support/workbench/installed';
import { startSession } from '../support/workbench/session';
import { HOVER_TEXT_MS } from '../support/workbench/textEditor';
import type { Workbench } from '../support/workbench/workbench';

const FILE = 'instruction-mix.jsonl';
const SAMPLE = path.join(ROOT, 'media', 'samples', FILE);
const BUDGET = 60;

/** The main job in short: `mainJob.test.ts` has it in full, in the oldest VS Code that the extension runs in. */
describe('main job in the newest VS Code', () => {
  let workbench: Workbench;
  let workspace: string;
  let editor: DatasetEditor;
  let expected: { readonly report: SelectionReport; readonly output: Buffer };

  before(async function () {
    const reason = await whyNoNewest();
    if (reason !== undefined) {
      console.log(`    skipped, as the newest VS Code does not run here: ${reason}`);
      return this.skip();
    }
    expected = await selectByCommandLine(SAMPLE, await temporaryFolder('command-line'), BUDGET);
    // As it opens for anybody: with its chat panel.
    const settings = { 'workbench.secondarySideBar.defaultVisibility': 'visible' };
    const options = { size: { width: 1500, height: 900 }, age: 'newest', settings } as const;
    ({ workbench, workspace } = await startSession({ [FILE]: { copyOf: SAMPLE } }, options));
  });

  after(() => (workbench as Workbench | undefined)?.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-newest-${this.currentTest.title}`);
  });

  const firstNearDuplicate = () => {
    const row = expected.report.rows.find(({ status }) => status === 'nearDuplicate');
    const original = expected.report.rows[row?.nearDuplicateOf ?? -1];
    assert.ok(row !== undefined && original !== undefined);
    return { lineNumber: row.lineNumber, duplicatedLine: original.lineNumber };
  };

  it('opens a dataset from the Explorer, and selects from the palette with what was typed', async () => {
    await workbench.openFromMenu(FILE);
    editor = workbench.datasetEditor;
    await workbench.waitForRows();
    await editor.budget.fill(String(BUDGET));
    await workbench.quickInput.openAndTakeFirst('F1', '>DEITA: Select', 'DEITA: Select');
    await editor.waitForSelection();
    const counts = await editor.countTexts();
    assert.ok(counts.includes(`${BUDGET} selected`), counts.join(', '));
  });

  it('hovers over a row in the text', async () => {
    const { lineNumber, duplicatedLine } = firstNearDuplicate();
    await editor.goToLine(lineNumber);
    await workbench.runCommand('DEITA: Open as Text');
    await workbench.textEditor.waitForLine(lineNumber);
    await workbench.textEditor.lookAtHover(lineNumber, async (hover) => {
      await eventually(async () => {
        const text = await hover.innerText({ timeout: HOVER_TEXT_MS });
        assert.ok(text.includes(`near-duplicate of line ${duplicatedLine}`), text);
      }, HOVER_TEXT_MS);
    });
    await workbench.page.keyboard.press('Escape');
  });

  it('jumps from a near-duplicate to the row it duplicates, and back', async () => {
    const { lineNumber, duplicatedLine } = firstNearDuplicate();
    await workbench.runCommand('DEITA: Jump to Near-Duplicate');
    await workbench.textEditor.waitForLine(duplicatedLine);
    await workbench.runCommand('DEITA: Go Back from Near-Duplicate');
    await workbench.textEditor.waitForLine(lineNumber);
  });

  it('exports what the command line writes, byte for byte', async () => {
    await workbench.showDatasetEditor();
    const output = path.join(workspace, 'exported.jsonl');
    await editor.chooseInMenu('Export…');
    await workbench.quickInput.entry('Selected rows, score order').click();
    await workbench.answerFileDialog(output);
    await workbench.notification(`Exported ${BUDGET} rows`).waitFor();
    assert.deepEqual(await readFile(output), expected.output);
  });
});
