import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const FILE = 'pool.jsonl';
const line = (name: string): string => `${JSON.stringify({ instruction: `Say ${name}.`, output: `It is ${name}.` })}\n`;
const ROWS = Array.from({ length: 40 }, (_, row) => line(`number ${row + 1}`));

describe('a file that changes under its table', () => {
  let workbench: Workbench;
  let file: string;

  before(async () => {
    const session = await startSession({ [FILE]: { content: ROWS.join('') } });
    ({ workbench } = session);
    file = path.join(session.workspace, FILE);
    const editor = await workbench.openDataset(FILE);
    await editor.row(4).click();
    await isAtRow('number 5', 5);
  });

  after(() => workbench.stop());

  /** The current row of the table, and the details of it. */
  async function isAtRow(name: string, lineNumber: number): Promise<void> {
    const { datasetEditor: editor } = workbench;
    await eventually(async () => {
      assert.match(await editor.currentRow.innerText(), new RegExp(`Say ${name}\\.`));
      assert.equal(await editor.currentLine(), lineNumber);
    });
    await editor.details.getByRole('heading', { name: `Line ${lineNumber}`, exact: true }).waitFor();
    await editor.details.getByText(`It is ${name}.`).first().waitFor();
  }

  it('keeps the current row where a line is put above it', async () => {
    await writeFile(file, [line('first'), ...ROWS].join(''));
    await isAtRow('number 5', 6);
  });

  it('finds it again where lines were put above it while the text was in front', async () => {
    await workbench.runCommand('DEITA: Open as Text');
    await workbench.textEditor.waitForLine(6);
    await writeFile(file, [line('first'), line('second'), ...ROWS].join(''));
    await workbench.textEditor.waitForLine(7);
    await workbench.runCommand('View: Move Editor into Right Group');
    await isAtRow('number 5', 7);
  });

  it('keeps cursor and current row together beside each other, and where the cursor stays elsewhere it leads', async () => {
    const { page, textEditor } = workbench;
    await writeFile(file, ROWS.slice(1).join(''));
    await textEditor.waitForLine(4);
    await isAtRow('number 5', 4);
    await textEditor.goToLine(2);
    await isAtRow('number 3', 2);
    await page.keyboard.press('Home');
    await page.keyboard.insertText(line('typed'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ControlOrMeta+s');
    await textEditor.waitForLine(2);
    await isAtRow('typed', 2);
  });
});
