import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { keepByCommandLine } from '../support/commandLine';
import { eventually } from '../support/eventually';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { RunsView } from '../support/workbench/runsView';
import { startSession, type Session } from '../support/workbench/session';

const FILE = 'pool.jsonl';
const COUNT = 40;
/** Longer from row to row. */
const ROWS = Array.from({ length: COUNT }, (_, at) =>
  JSON.stringify({ instruction: `Explain number ${at}.`, output: `It comes after ${at - 1}. `.repeat(at + 1) }),
);

describe('kept runs in their view', () => {
  let session: Session;
  let editor: DatasetEditor;
  let runs: RunsView;

  before(async () => {
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
    editor = await session.workbench.openDataset(FILE);
    runs = new RunsView(session.workbench);
    await runs.show();
    await session.workbench.page.getByText('Selections that are kept by name are listed here').waitFor();
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const dataset = () => path.join(session.workspace, FILE);
  const cache = () => path.join(path.dirname(session.workspace), 'cache');
  const kept = () => readdir(path.join(session.workspace, 'pool.deita', 'runs'));

  /** Lines of the selected rows, by rank. */
  async function selectedLines(): Promise<number[]> {
    const shown = await editor.shownRows();
    return shown.filter(({ Status }) => Status?.startsWith('Selected')).map(({ Line }) => Number(Line));
  }

  const isSelected = (count: number): Promise<void> => editor.counts.getByText(`${count} selected`).waitFor();

  it('are listed as the command line writes them', async () => {
    await keepByCommandLine(dataset(), 'longest', cache(), ['--rank-by', 'total-length', '--budget', '5']);
    await runs.run('longest').getByText('5 rows · Total length · No diversity').waitFor();
    await keepByCommandLine(dataset(), 'shortest', cache(), [
      '--rank-by',
      'total-length',
      '--ascending',
      '--budget',
      '3',
    ]);
    await runs
      .run('shortest')
      .getByText(/^3 rows/)
      .waitFor();
  });

  it('are opened by a click or by Enter: statuses and ranks as they were', async () => {
    await runs.run('longest').click();
    await eventually(async () => assert.deepEqual(await selectedLines(), [40, 39, 38, 37, 36]));
    await runs
      .run('longest')
      .getByText(/^shown · 5 rows/)
      .waitFor();
    await editor.toolbar.getByRole('button', { name: /^Strategy: Total length · No diversity\./ }).waitFor();
    await runs.isFocused('longest'); // Keys stay in the list: the next run is one away.
    await session.workbench.page.keyboard.press('ArrowDown');
    await runs.isFocused('shortest');
    await session.workbench.page.keyboard.press('Enter');
    await runs
      .run('shortest')
      .getByText(/^shown · 3 rows/)
      .waitFor();
    await isSelected(3);
  });

  it('are renamed by F2', async () => {
    const { page, quickInput } = session.workbench;
    await runs.isFocused('shortest');
    await page.keyboard.press('F2');
    await quickInput.waitForText(/^shortest$/);
    await quickInput.type('longest');
    await page.getByText('There is a run of this name.').waitFor();
    await quickInput.type('the short ones');
    await page.getByText('There is a run of this name.').waitFor({ state: 'detached' });
    await quickInput.acceptAndClose();
    await runs.run('the short ones').waitFor();
    assert.deepEqual((await kept()).sort(), ['longest.json', 'the short ones.json']);
  });

  it('replace a selection that is kept nowhere once that is agreed', async () => {
    const { page } = session.workbench;
    await editor.budget.fill('7');
    await editor.selectButton.click();
    await isSelected(7);
    await runs.tree.getByText(/^shown/).waitFor({ state: 'detached' });
    await runs.run('longest').click();
    await page.getByText('The selection that is shown is not kept as a run.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await isSelected(7);
    await runs.run('longest').click();
    await page.getByRole('button', { name: 'Open Run', exact: true }).click();
    await isSelected(5);
  });

  it('are exported once they are shown', async () => {
    const { workbench } = session;
    const output = path.join(session.workspace, 'short.jsonl');
    await runs.chooseFromMenu('the short ones', 'Export Run');
    await workbench.quickInput.choose('Selected rows, score order', 'Selected rows, score order');
    await workbench.answerFileDialog(output);
    await workbench.notification('Exported 3 rows to short.jsonl').waitFor();
  });

  it('are opened from a manifest', async () => {
    const { workbench } = session;
    await runs.run('longest').click();
    await isSelected(5);
    await workbench.runCommand('DEITA: Open Manifest as Run…');
    await workbench.answerFileDialog(path.join(session.workspace, 'short.jsonl.deita.json'));
    await isSelected(3);
    // No list was clicked: keys go to the table, and that after the selection is shown.
    const focused = (): Promise<string> => workbench.page.evaluate('document.activeElement?.className ?? ""');
    await eventually(async () => assert.match(await focused(), /\bwebview\b/));
  });

  it('are not opened once the file has changed, which is said', async () => {
    await appendFile(dataset(), `${JSON.stringify({ instruction: 'One more.', output: 'Yes.' })}\n`);
    await runs.run('longest').click();
    await session.workbench.notification('longest.json was made of another content of pool.jsonl').waitFor();
  });

  it('are deleted by Delete, once that is agreed', async () => {
    const { page } = session.workbench;
    await runs.isFocused('longest');
    await page.keyboard.press('Delete');
    await page.getByText('Delete the run "longest"?').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await runs.run('longest').waitFor({ state: 'detached' });
    assert.deepEqual(await kept(), ['the short ones.json']);
  });
});
