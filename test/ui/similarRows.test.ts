import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const QUESTIONS = [
  'How do I boil an egg so that the yolk stays soft?',
  'What is the capital of France?',
  'How do I boil an egg so that its yolk stays soft?',
  'Write a haiku about the sea in winter.',
  'How long does an egg have to boil?',
];
const ROWS = QUESTIONS.map((instruction) => JSON.stringify({ instruction, output: `Answer to: ${instruction}` }));

describe('similar rows', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;

  before(async () => {
    ({ workbench } = await startSession({ 'eggs.jsonl': { content: `${ROWS.join('\n')}\n` } }));
    editor = await workbench.openDataset('eggs.jsonl');
    await editor.row(2).click();
    await editor.waitForCurrentLine(3);
  });

  after(() => workbench.stop());

  const options = () => workbench.page.locator('.quick-input-widget:visible').getByRole('option');
  const showSimilar = async (): Promise<void> => {
    await workbench.runCommand('DEITA: Show Similar Rows');
    await options().first().waitFor();
  };

  it('are listed without a selection, most similar first, with their similarities', async () => {
    await showSimilar();
    await eventually(async () => {
      const texts = await options().allTextContents();
      const lines = texts.flatMap((text) => /Line (\d+)/.exec(text)?.[1] ?? []);
      assert.deepEqual(lines.slice(0, 2), ['1', '5']);
      assert.equal(lines.length, QUESTIONS.length - 1);
      const similarities = texts.flatMap((text) => /^0\.\d{4}/.exec(text) ?? []).map(Number);
      assert.equal(similarities.length, lines.length);
      assert.deepEqual(
        similarities,
        similarities.toSorted((a, b) => b - a),
      );
    });
    await workbench.quickInput.entry(/^Line 5$/).click();
    await editor.waitForCurrentLine(5);
  });

  it('are shown alone in the table, in that order', async () => {
    await editor.row(2).click();
    await editor.waitForCurrentLine(3);
    await showSimilar();
    await workbench.quickInput.choose('Show', 'Show these 4 rows alone in the table');
    await editor.frame.getByText('Similar to line 3', { exact: true }).waitFor();
    await eventually(async () => {
      const lines = (await editor.shownRows()).map((row) => Number(row['Line']));
      assert.deepEqual(lines.slice(0, 3), [3, 1, 5]);
    });
  });

  it('are compared with the row in a diff editor by the button of an entry', async () => {
    await editor.row(0).click();
    await editor.waitForCurrentLine(3);
    await showSimilar();
    await options().first().hover();
    await options().first().getByRole('button', { name: 'Compare in Diff Editor' }).click();
    await workbench.tab('eggs.jsonl: line 3 ↔ line 1').waitFor();
  });
});
