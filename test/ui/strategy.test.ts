import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runRecipe } from '../support/commandLine';
import { eventually } from '../support/eventually';
import { startSession, type Session } from '../support/workbench/session';
import type { DatasetEditor } from '../support/workbench/datasetEditor';

const FILE = 'pool.jsonl';
const SOURCES = ['forum', 'books', 'exams'];
/** Longer from row to row; every tenth has two turns. */
const ROWS = Array.from({ length: 60 }, (_, at) => {
  const said = { instruction: `Explain number ${at} to a child.`, output: `It comes after ${at - 1}. `.repeat(at + 1) };
  const history = at % 10 === 0 ? { history: [['Hello.', 'Good morning.']] } : {};
  return JSON.stringify({ ...said, ...history, source: SOURCES[at % 3] });
});

describe('choosing a strategy', () => {
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
    await runRecipe(recipe, path.join(path.dirname(workspace), 'cache'));
    assert.equal(await readFile(path.join(workspace, 'pool.selected.jsonl'), 'utf8'), await readFile(shown, 'utf8'));
  });
});
