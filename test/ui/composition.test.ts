import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { CompositionEditor } from '../support/workbench/compositionEditor';
import { startSession, type Session } from '../support/workbench/session';
import type { DatasetEditor } from '../support/workbench/datasetEditor';

const FILE = 'pool.jsonl';
const SOURCES = ['forum', 'books', 'exams'];
/** Longer from row to row, a third of them of each source. */
const ROWS = Array.from({ length: 60 }, (_, at) =>
  JSON.stringify({
    instruction: `Explain number ${at} to a child.`,
    output: `It comes after ${at - 1}. `.repeat(at + 1),
    source: SOURCES[at % 3],
    level: at % 2 === 0 ? 'even' : 'odd',
  }),
);

describe('a selection beside its pool', () => {
  let session: Session;
  let editor: DatasetEditor;
  let page: CompositionEditor;

  before(async () => {
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
    editor = await session.workbench.openDataset(FILE);
    page = new CompositionEditor(session.workbench.page);
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const selectedOfAll = async (): Promise<number> => {
    const counts = await Promise.all(SOURCES.map((source) => page.rowsOf(`Selected · Source: ${source}`)));
    return counts.reduce((sum, count) => sum + count, 0);
  };

  async function backToPage(): Promise<void> {
    await session.workbench.tab(`Pool: ${FILE}`).click();
    await session.workbench.waitForPage(page.table('Source'));
  }

  async function backToTable(): Promise<void> {
    await session.workbench.tab(FILE).last().click();
    await session.workbench.waitForPage(editor.selectButton);
  }

  it('is one click from the line about the selection', async () => {
    const { workbench } = session;
    await editor.budget.fill('10');
    await editor.select();
    await editor.frame.getByRole('button', { name: 'Compare with the pool' }).click();
    await workbench.waitForPage(page.table('Source'));
    await page.toolbar.getByText('10 of 60 rows are selected').waitFor();
    await eventually(async () => assert.equal(await selectedOfAll(), 10));
    await eventually(async () => assert.equal(await page.rowsOf('Pool · Source: forum'), 20));
    await workbench.screenshot('composition');
  });

  it('filters the table by a share, which says so until filters are cleared', async () => {
    const { workbench } = session;
    const rows = await page.rowsOf('Pool · Source: books');
    await page.part('Pool · Source: books').click();
    await workbench.waitForPage(editor.frame.getByText('Pool · Source: books'));
    await editor.frame.getByText(`${rows} shown`).waitFor();
    await editor.frame.getByRole('button', { name: 'Clear filters' }).click();
    await editor.frame.getByText(`${rows} shown`).waitFor({ state: 'detached' });
  });

  it('follows another selection, says when its numbers are older, and counts the field that was chosen', async () => {
    await editor.budget.fill('25');
    await backToPage();
    await page.frame.getByRole('note').getByText('This result has other parameters: budget 10.').waitFor();
    await page.toolbar.getByRole('button', { name: 'What is counted' }).click();
    await page.frame.getByRole('menuitemcheckbox', { name: 'level' }).click();
    await page.table('level').waitFor();
    await backToTable();
    await editor.select(25);
    await backToPage();
    await page.toolbar.getByText('25 of 60 rows are selected').waitFor();
    await eventually(async () => assert.equal(await selectedOfAll(), 25));
    await eventually(async () => assert.equal(await page.rowsOf('Pool · level: odd'), 30));
    await page.frame.getByRole('note').waitFor({ state: 'detached' });
  });

  it('gives the table the selected rows of a share', async () => {
    const rows = await page.rowsOf('Selected · level: odd');
    await page.part('Selected · level: odd').click();
    await session.workbench.waitForPage(editor.frame.getByText('Selected · level: odd'));
    await editor.frame.getByText(`${rows} shown`).waitFor();
    await eventually(async () => {
      const lines = (await editor.shownRows()).map(({ Line }) => Number(Line));
      assert.equal(lines.length, rows);
      assert.ok(lines.every((line) => line % 2 === 0)); // From 1, where rows count from 0.
    });
  });

  it('is there again after the window was loaded again, with the selection and what is counted', async () => {
    const { workbench } = session;
    await backToPage();
    await workbench.reload();
    await backToPage();
    await page.table('level').waitFor();
    await page.toolbar.getByText('25 of 60 rows are selected').waitFor();
    await eventually(async () => assert.equal(await selectedOfAll(), 25));
    await backToTable();
  });

  it('is closed with the last table of its dataset', async () => {
    const { workbench } = session;
    await workbench.runCommand('View: Close Editor');
    await workbench.tab(`Pool: ${FILE}`).waitFor({ state: 'detached' });
  });
});
