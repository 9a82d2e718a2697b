import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runRecipe } from '../support/commandLine';
import { eventually } from '../support/eventually';
import { startSession, type Session } from '../support/workbench/session';
import { SelectionsEditor } from '../support/workbench/selectionsEditor';
import type { DatasetEditor } from '../support/workbench/datasetEditor';

const FILE = 'pool.jsonl';
const SOURCES = ['forum', 'books', 'exams'];
/** Longer from row to row; every tenth has two turns. */
const ROWS = Array.from({ length: 60 }, (_, at) => {
  const said = { instruction: `Explain number ${at} to a child.`, output: `It comes after ${at - 1}. `.repeat(at + 1) };
  const history = at % 10 === 0 ? { history: [['Hello.', 'Good morning.']] } : {};
  return JSON.stringify({ ...said, ...history, source: SOURCES[at % 3] });
});

describe('signals and strategies', () => {
  let session: Session;
  let editor: DatasetEditor;

  before(async () => {
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
    editor = await session.workbench.openDataset(FILE);
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const entry = (text: string) => session.workbench.quickInput.entry(text);

  it('adds a signal as a column that is sorted by, with bars or a histogram that filter', async () => {
    await editor.toolbar.getByRole('button', { name: /^Strategy: DEITA\./ }).waitFor();
    await session.workbench.runCommand('DEITA: Add Signal…');
    await entry('Total length').click();
    const head = editor.table.getByRole('columnheader', { name: 'Total length' });
    await head.waitFor();
    await session.workbench.runCommand('DEITA: Add Signal…');
    await entry('Source').click();
    const bars = editor.frame.getByRole('figure', { name: 'Source' });
    await bars.getByRole('button', { name: /^books/ }).click();
    await editor.frame.getByText('20 shown').waitFor();
    await head.getByRole('button').click();
    await eventually(async () => {
      const [first] = await editor.shownRows();
      assert.deepEqual([first?.['Line'], first?.['Source']], ['59', 'books']);
    });
    await editor.frame.getByRole('figure', { name: 'Total length' }).waitFor();
    await editor.frame.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('changes one part after the other, each checked while it is typed', async () => {
    const { page, quickInput } = session.workbench;
    await editor.toolbar.getByRole('button', { name: /^Strategy: DEITA\./ }).waitFor();
    await session.workbench.runCommand('DEITA: Choose Strategy…');
    await page.getByPlaceholder(/^Needs scores \(Heuristic default\), embeddings \(Built-in\)\./).waitFor();
    await entry('Rank by').click();
    await entry('Total length').click();
    await entry('Total length').waitFor();
    await entry('Diversity').click();
    await entry('No diversity').click();
    await page.getByPlaceholder(/^Needs no model/).waitFor();
    await entry('Conditions').click();
    await page.getByPlaceholder(/^quality >= 3/).waitFor();
    await quickInput.type('turns < or');
    await page.getByText(/ Here: turns < ▸or/).waitFor();
    await quickInput.type('turns < 2');
    await page.getByText('Here:').waitFor({ state: 'detached' });
    await quickInput.accept();
    await entry('turns < 2').waitFor();
    await entry('Quotas').click();
    await page.getByPlaceholder('source=30%').waitFor();
    await quickInput.type('source=books:2');
    await quickInput.accept();
    await entry('source=books:2').waitFor();
    await page.keyboard.press('Escape');
    const shown = /^Strategy: Total length · No diversity · with a condition · 1 quota\./;
    await editor.toolbar.getByRole('button', { name: shown }).waitFor();
    assert.equal(await editor.threshold.count(), 0);
  });

  it('holds for whatever starts the run: the list itself, with the budget of the toolbar', async () => {
    await editor.budget.fill('10');
    await session.workbench.runCommand('DEITA: Choose Strategy…');
    await entry('run it now').click();
    await editor.waitForSelection();
    await eventually(async () => {
      const selected = (await editor.shownRows()).filter(({ Status }) => Status?.startsWith('Selected'));
      const lines = selected.map(({ Line }) => Number(Line)).sort((a, b) => b - a);
      // The longest, at most two of books (59, 56, 53, 50), without those of two turns (51).
      assert.deepEqual(lines, [60, 59, 58, 57, 56, 55, 54, 52, 49, 48]);
    });
  });

  it('is written down in a recipe that gives the same rows in a shell', async () => {
    const { workbench, workspace } = session;
    const recipe = path.join(workspace, 'pool.deita.recipe.yaml');
    await workbench.runCommand('DEITA: Save as Recipe…');
    await workbench.answerFileDialog(recipe);
    await workbench.notification('Wrote pool.deita.recipe.yaml').waitFor();
    const shown = path.join(workspace, 'shown.jsonl');
    await workbench.runCommand('DEITA: Export…');
    await workbench.quickInput.choose('Selected rows, score order', 'Selected rows, score order');
    await workbench.answerFileDialog(shown);
    await workbench.notification('to shown.jsonl').waitFor();
    const report = path.join(workspace, 'shown.report.json');
    await workbench.runCommand('DEITA: Export…');
    await workbench.quickInput.choose('Selection report', 'Selection report');
    await workbench.answerFileDialog(report);
    await workbench.notification('Wrote shown.report.json').waitFor();
    await runRecipe(recipe, path.join(path.dirname(workspace), 'cache'));
    assert.equal(await readFile(path.join(workspace, 'pool.selected.jsonl'), 'utf8'), await readFile(shown, 'utf8'));
    assert.deepEqual(await decisionsIn(path.join(workspace, 'pool.report.json')), await decisionsIn(report));
  });

  it('is compared with DEITA, with random rows and with the longest', async () => {
    const { workbench } = session;
    await keepAs('longest');
    await workbench.runCommand('DEITA: Choose Strategy…');
    await entry('Back to DEITA').click();
    await workbench.page.getByPlaceholder(/^Needs scores/).waitFor();
    await workbench.page.keyboard.press('Escape');
    await editor.toolbar.getByRole('button', { name: /^Strategy: DEITA\./ }).waitFor();
    await editor.selectButton.click();
    await editor.frame
      .getByRole('note', { name: 'Selection' })
      .getByText(/mean quality/)
      .waitFor();
    await keepAs('deita');
    await workbench.runCommand('DEITA: Compare Runs…');
    const page = new SelectionsEditor(workbench.page);
    await workbench.waitForPage(page.compareButton);
    await page.frame.getByRole('checkbox', { name: 'current selection' }).uncheck();
    await page.compareButton.click();
    await page.figures.waitFor();
    const names = ['deita', 'longest', 'random 1', 'random 2', 'random 3', 'total-length'];
    await eventually(async () => assert.deepEqual(await page.figures.getByRole('rowheader').allInnerTexts(), names));
  });

  it('shows the rows of a bar, and those of one selection alone, in the table', async () => {
    const { workbench } = session;
    const page = new SelectionsEditor(workbench.page);
    const bar = page.frame.getByRole('button', { name: /^longest, Source: books: / });
    const rows = /: (\d+) rows/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1];
    assert.ok(Number(rows) > 0);
    await bar.click();
    await workbench.waitForPage(editor.frame.getByText('longest · Source: books'));
    await editor.frame.getByText(`${rows} shown`).waitFor();
    await workbench.tab('Selections: pool.jsonl').click();
    await workbench.waitForPage(page.figures);
    await page.frame.getByRole('button', { name: 'List the rows only in deita, not in longest' }).click();
    await page.rows.getByRole('button', { name: 'Show all in the table' }).waitFor();
    const first = page.rows.locator('tbody button').first();
    const line = Number(await first.innerText());
    await first.click();
    await workbench.waitForRows();
    await editor.waitForCurrentLine(line);
  });

  it('shows what the strategy selects at several budgets', async () => {
    const { workbench } = session;
    const page = new SelectionsEditor(workbench.page);
    await workbench.tab('Selections: pool.jsonl').click();
    await workbench.waitForPage(page.figures);
    await page.frame.getByRole('textbox', { name: /^Budgets/ }).fill('5, 10, 20');
    await page.frame.getByRole('button', { name: 'Draw Curve' }).click();
    const table = page.frame.getByRole('table', { name: 'Budget curve' });
    await table.waitFor();
    await eventually(async () =>
      assert.deepEqual(await table.getByRole('rowheader').allInnerTexts(), ['5', '10', '20']),
    );
    await workbench.screenshot('selections-compared');
  });

  for (const theme of ['light', 'dark', 'highContrastDark'] as const) {
    it(`can be read in ${theme}`, async () => {
      await session.workbench.tab(FILE).last().click();
      await session.workbench.waitForPage(editor.frame.getByRole('figure', { name: 'Source' }));
      await session.workbench.setTheme(theme);
      await editor.rowsHaveArrived();
      await session.workbench.screenshot(`signals-${theme}`);
    });
  }

  async function keepAs(name: string): Promise<void> {
    await session.workbench.runCommand('DEITA: Keep This Run…');
    await session.workbench.page.getByText('A name, by which it can be compared with others').waitFor();
    await session.workbench.quickInput.type(name);
    await session.workbench.quickInput.acceptAndClose();
    await session.workbench.statusBarItem(`Kept as "${name}"`).waitFor();
  }
});

/** What a report says of every row, and how they were chosen. */
async function decisionsIn(file: string): Promise<unknown> {
  const report = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
  return [report['parameters'], report['counts'], report['strategy'], report['rows']];
}
