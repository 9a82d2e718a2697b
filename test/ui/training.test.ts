import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { startSession, type Session } from '../support/workbench/session';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { WORD_TOKENIZER } from '../unit/cli/wordTokenizer';

const FILE = 'pool.jsonl';
const ROWS = Array.from({ length: 20 }, (_, at) =>
  JSON.stringify({ instruction: `Explain number ${at} to a child.`, output: `It comes after ${at - 1}.` }),
);
const TEMPLATE =
  "{% for m in messages %}{{ m['role'] + ' : ' + m['content'] + ' END ' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ 'assistant : ' }}{% endif %}";

describe('the training view', () => {
  let session: Session;
  let editor: DatasetEditor;

  before(async () => {
    session = await startSession({
      [FILE]: { content: `${ROWS.join('\n')}\n` },
      'models/tiny-chat/tokenizer.json': { content: JSON.stringify(WORD_TOKENIZER) },
      'models/tiny-chat/tokenizer_config.json': {
        content: JSON.stringify({ chat_template: TEMPLATE, eos_token: 'END' }),
      },
    });
    editor = await session.workbench.openDataset(FILE);
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  it('asks for the tokenizer once and shows the current row as the model gets it', async () => {
    await editor.details.getByRole('button', { name: 'Training view' }).click();
    await editor.details.getByRole('button', { name: 'Choose tokenizer…' }).click();
    await session.workbench.quickInput.entry('tiny-chat').click();
    const row = editor.details.getByRole('region', { name: 'Training view' });
    await row.getByText('16 tokens · 5 trained on').waitFor();
    assert.equal(await row.locator('.rendered-text mark').textContent(), 'It comes after -1. END');
    const settings = path.join(session.workspace, '.vscode', 'settings.json');
    await eventually(async () =>
      assert.match(await readFile(settings, 'utf8'), /"deita\.training\.tokenizer": ".*tiny-chat"/),
    );
    await session.workbench.screenshot('training-view');
  });

  it('says how long the selection is to the model', async () => {
    await editor.budget.fill('5');
    await editor.select();
    const totals = editor.details.getByRole('region', { name: 'Selection' });
    await totals.getByRole('button', { name: 'Count the tokens of the selection' }).click();
    await totals.getByText(/^5 rows selected: 80 tokens/).waitFor();
    await totals.getByText('None is longer than 2,048 tokens.').waitFor();
  });
});
