import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { GroupsView } from '../support/workbench/groupsView';
import { startSession, type Session } from '../support/workbench/session';

const FILE = 'pairs.jsonl';
/** After this a click was in vain. */
const FOCUS_MS = 5000;
/** Three groups of two, in lines 1 to 6. */
const TOPICS = ['boil an egg for breakfast', 'water a cactus in winter', 'tune an old violin'];
const ROWS = TOPICS.flatMap((topic) =>
  [0, 1].map(() => JSON.stringify({ instruction: `How do I ${topic}?`, output: `This is how to ${topic}.` })),
);

describe('groups of near-duplicates in their view', () => {
  let session: Session;
  let editor: DatasetEditor;
  let view: GroupsView;

  before(async () => {
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
    editor = await session.workbench.openDataset(FILE);
    view = new GroupsView(session.workbench);
    await session.workbench.runCommand('DEITA: Find Near-Duplicates');
    await view.message('3 groups of 6 rows').waitFor();
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const decided = async (): Promise<string[]> => {
    const text = await readFile(path.join(session.workspace, 'pairs.deita', 'decisions.jsonl'), 'utf8');
    return text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind); // prettier-ignore
  };
  const isDropped = (count: number): Promise<void> =>
    editor.frame.getByText(`${count} dropped`, { exact: true }).waitFor();

  /**
   * Clicks a row until the table has gone to it, which takes the focus: VS Code goes nowhere by a click that comes while
   * it makes a list anew of which several entries are chosen.
   */
  const goTo = (line: number): Promise<void> =>
    eventually(async () => {
      await view.row(line).click();
      await editor.frame.locator('.table:focus').waitFor({ timeout: FOCUS_MS });
    });

  it('are filtered by words, which says how many are shown, and goes to the row that is found', async () => {
    const { page, quickInput } = session.workbench;
    await session.workbench.runCommand('DEITA: Filter Near-Duplicate Groups…');
    await quickInput.type('CACTUS');
    await page.getByText('1 group with “CACTUS”').waitFor();
    await quickInput.acceptAndClose();
    await view.message('shown: 1 group with “CACTUS”').waitFor();
    await eventually(async () => assert.equal(await view.groups.count(), 1));
    await view.row(3).waitFor();
    await session.workbench.screenshot('groups-filtered');
  });

  it('are all there again by Escape', async () => {
    await view.tree.focus();
    await session.workbench.page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await view.groups.count(), 3));
  });

  it('are a column of the table, where a click shows the rows of one alone, and the list follows', async () => {
    const lines = async (): Promise<string[]> => (await editor.shownRows()).map(({ Line = '' }) => Line);
    await editor.row(4).getByRole('link', { name: '3 · 2 rows' }).click();
    await eventually(async () => assert.deepEqual(await lines(), ['5', '6']));
    await view.tree.getByRole('treeitem', { name: /^Line 5[,:]/, selected: true }).waitFor();
    await session.workbench.screenshot('groups-in-table');
    await editor.row(0).getByRole('link', { name: '3 · 2 rows' }).click();
    await eventually(async () => assert.equal((await lines()).length, 6));
  });

  it('have several rows of theirs dropped by Delete, which one Ctrl+Z takes back', async () => {
    const { page } = session.workbench;
    await view.expandAll();
    await goTo(2);
    await view.row(4).click({ modifiers: ['Control'] });
    await view.row(6).click({ modifiers: ['Control'] });
    await page.keyboard.press('Delete');
    await isDropped(3);
    assert.deepEqual(await decided(), ['drop', 'drop', 'drop']);
    await page.keyboard.press('Control+z');
    await editor.frame.getByText('3 dropped', { exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual((await decided()).slice(3), ['undecide', 'undecide', 'undecide']);
  });

  it('have two chosen rows compared', async () => {
    await goTo(2);
    await view.row(4).click({ modifiers: ['Control'] });
    await view.chooseFromMenu(view.row(4), 'Compare Near-Duplicate in Diff Editor');
    await session.workbench.page.getByRole('tab', { name: /line 2 ↔ line 4|line 4 ↔ line 2/ }).waitFor();
  });

  it('are groups no more once they are told apart, all that are chosen', async () => {
    await view.groups.first().click();
    await view.groups.nth(1).click({ modifiers: ['Control'] });
    await view.chooseFromMenu(view.groups.nth(1), 'Not the Same as the Others');
    await view.message('1 group of 2 rows').waitFor();
    await session.workbench.notification('4 rows are not the same as the others of their groups.').waitFor();
  });
});
