import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesHolding } from '../support/filesHolding';
import { eventually } from '../support/eventually';
import { startStub, type StubHandle } from '../support/servers/startStub';
import { STUB_MODELS } from '../support/servers/stubOptions';
import { startSession, type Session } from '../support/workbench/session';

const KEY = 'key-typed-by-a-test-5f3a9c';
const FILE = 'rows.jsonl';
const ROWS = Array.from({ length: 30 }, (_, id) =>
  JSON.stringify({ instruction: `Explain number ${id} to a child.`, output: `It comes after ${id - 1}.` }),
);

describe('connecting a scorer', () => {
  let stub: StubHandle;
  let session: Session;

  before(async () => {
    stub = await startStub({ api: 'vllm', apiKey: KEY });
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
  });

  after(async () => {
    await session.workbench.stop();
    await stub.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  async function answer(text: string): Promise<void> {
    await session.workbench.quickInput.type(text);
    await session.workbench.quickInput.accept();
  }

  it('asks for server, key and models, shows what it found, and uses them', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    const editor = await workbench.openDataset(FILE);
    await editor.toolbar.getByText('Heuristic default').waitFor();
    await editor.chooseInMenu('Connect Scorer…');
    await quickInput.entry('Scorers').click();
    await quickInput.entry('vLLM').click();
    await quickInput.waitForText(/^http:\/\/localhost:8000\/v1$/);
    await answer(stub.baseUrl);
    await quickInput.waitForText(/^$/);
    await answer(KEY);
    await quickInput.entry(STUB_MODELS.complexity).click();
    await workbench.page.getByPlaceholder('Which model scores quality?').waitFor();
    await quickInput.entry(STUB_MODELS.quality).click();
    await quickInput.entry('Use it').click();
    await workbench.notification('scores turns from the next run').waitFor();
    await editor.toolbar
      .getByText(`on ${new URL(stub.baseUrl).host}`)
      .first()
      .waitFor();
  });

  it('scores by the server, with the key that was typed', async () => {
    await session.workbench.datasetEditor.budget.fill('10');
    await session.workbench.datasetEditor.select();
    const { prompts, authorizations } = await stub.report();
    assert.ok(prompts >= 2 * ROWS.length);
    assert.deepEqual([...new Set(authorizations)], [`Bearer ${KEY}`]);
  });

  it('leaves the key in no file of the workspace, the storage, the logs or the report', async () => {
    const { workbench, workspace, profile } = session;
    await workbench.runCommand('DEITA: Export…');
    await workbench.quickInput.choose('Selection report', 'Selection report');
    await workbench.answerFileDialog(path.join(workspace, 'report.json'));
    await workbench.notification('Wrote report.json').waitFor();
    const proof = path.join(workspace, 'proof.txt');
    await writeFile(proof, KEY);
    await eventually(async () => {
      const { searched, holding } = await filesHolding(KEY, [workspace, profile]);
      assert.ok(searched > 50);
      assert.deepEqual(holding, [proof], 'the search finds what is there, and nothing else is');
    });
  });

  it('takes a model by a name that is typed into the list of models', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.datasetEditor.chooseInMenu('Connect Scorer…');
    await quickInput.entry('Embedder').click();
    await quickInput.entry('vLLM').click();
    await quickInput.waitForText(/^http/);
    await answer(stub.baseUrl);
    await quickInput.waitForText(/^$/);
    await answer('');
    await workbench.page.getByPlaceholder('Which model embeds?').waitFor();
    await quickInput.entry(STUB_MODELS.quality).waitFor();
    await quickInput.choose('another-model', 'Use the model “another-model”');
    await quickInput.entry('Back to the questions').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('says so at once where nobody answers, and goes back to the address', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.datasetEditor.chooseInMenu('Connect Scorer…');
    await quickInput.entry('Scorers').click();
    await quickInput.entry('vLLM').click();
    await quickInput.waitForText(/^http/);
    await answer('http://localhost:1/v1');
    await quickInput.waitForText(/^$/);
    await answer('');
    await workbench.page.getByPlaceholder('Which model scores complexity?').waitFor();
    await quickInput.entry('Back to the address').waitFor();
    await quickInput.accept();
    await quickInput.waitForText(/^http:\/\/localhost:1\/v1$/);
    await workbench.page.keyboard.press('Escape');
  });

  it('forgets the key when told to', async () => {
    const { workbench } = session;
    await workbench.runCommand('DEITA: Forget API Key…');
    await workbench.quickInput.entry(stub.baseUrl).click();
    await workbench.notification('is forgotten').waitFor();
    await workbench.runCommand('DEITA: Forget API Key…');
    await workbench.notification('DEITA keeps no API key').waitFor();
  });
});
