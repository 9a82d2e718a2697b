import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { chatModel, pairIn } from '../support/servers/judgeModel';
import { sendJson, startRecording, type RecordingServer } from '../support/servers/recordingServer';
import { startSession, type Session } from '../support/workbench/session';

const outputsOf = (generator: string, output: string): { readonly content: string } => ({
  content: JSON.stringify(
    ['one', 'two'].map((word) => ({ instruction: word, output: `${output} ${word}`, generator })),
  ),
});

describe('judging models in the editor', () => {
  let session: Session;
  let server: RecordingServer;

  before(async () => {
    // Better is what says "good", wherever it stands.
    const judge = chatModel(({ prompt }) => (pairIn(prompt).first.startsWith('good') ? '[[A]]' : '[[B]]'));
    server = await startRecording((request, response, body) =>
      request.method === 'GET' ? sendJson(response, { data: [{ id: 'judge' }] }) : judge(request, response, body),
    );
    session = await startSession({
      'deita.json': outputsOf('deita-model', 'good'),
      'random.json': outputsOf('random-model', 'bad'),
    });
  });

  after(async () => {
    await session.workbench.stop();
    server.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const written = async (...name: readonly string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await readFile(path.join(session.workspace, ...name), 'utf8')) as Record<string, unknown>;

  const asked = (): unknown[] => server.requests.filter(({ method }) => method === 'POST');

  it('has a judge compare two models, once that is agreed to', async () => {
    const { workbench } = session;
    const { quickInput, page } = workbench;
    await workbench.runCommand('DEITA: Evaluate…');
    await quickInput.entry('Two models against each other').click();
    await quickInput.entry('deita.json').click();
    await page.getByPlaceholder('Answers of the other model').waitFor();
    await quickInput.entry('random.json').click();
    await page.getByText('The server of the judge: the base URL').waitFor();
    await quickInput.type(server.baseUrl);
    await quickInput.accept();
    await page.getByText('API key. It is kept in the secret storage').waitFor();
    await quickInput.accept();
    await page.getByPlaceholder('Which model judges?').waitFor();
    await quickInput.entry('judge').click();
    await page.getByText('The most requests to make, over all resumptions').waitFor();
    await quickInput.accept();
    await quickInput.waitForText(/pairwise$/);
    await quickInput.accept();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The first 2 of 2 are judged as a pilot. All of them would take about 4 requests').waitFor();
    assert.deepEqual(asked(), []);
    await dialog.getByRole('button', { name: 'Start Pilot' }).click();
    const end = workbench.notification('deita-model against random-model: win rate 100.0%');
    await end.getByRole('button', { name: 'Open Result' }).click();
    await workbench.tab('result.json').waitFor();
    const { wins, complete } = await written('pairwise', 'result.json');
    assert.deepEqual([wins, complete, asked().length], [2, true, 4]);
  });

  it('lets people compare them without knowing whose answers they are, and keeps every vote', async () => {
    const { workbench } = session;
    const { quickInput, page } = workbench;
    await workbench.runCommand('DEITA: Compare Answers Blindly…');
    await quickInput.entry(/New sheet from the answers of two models…/).click();
    await page.getByPlaceholder(/^Answers of the first model/).waitFor();
    await quickInput.entry('deita.json').click();
    await page.getByPlaceholder(/^Answers of the second model/).waitFor();
    await quickInput.entry('random.json').click();
    await page.getByText('How many prompts?').waitFor();
    await quickInput.accept();
    await quickInput.waitForText(/answers\.sheet$/);
    await quickInput.accept();
    const sheet = (): FrameLocator =>
      page.locator('iframe.webview.ready:visible').last().contentFrame().locator('#active-frame').contentFrame();
    const prompt = (number: number) => sheet().getByRole('heading', { name: `Prompt ${number} of 2` });
    const good = async (word: string): Promise<'1' | '3'> => {
      const left = sheet().getByRole('region', { name: 'Left answer' });
      await left.getByText(word).waitFor();
      return (await left.innerText()).includes('good') ? '1' : '3';
    };
    const name = sheet().getByRole('textbox', { name: 'Your name' });
    await workbench.waitForPage(name);
    await name.fill('Ann');
    await name.press('Enter');
    await prompt(1).waitFor();
    await sheet().getByRole('region', { name: 'Prompt and answers' }).focus();
    await page.keyboard.press(await good('one'));
    await prompt(2).waitFor();
    await workbench.screenshot('sheet');
    // A page that is hidden is thrown away, and comes back where it was.
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.runCommand('View: Close Editor');
    await workbench.waitForPage(prompt(2));
    const key = await good('two');
    await sheet().getByRole('region', { name: 'Prompt and answers' }).focus();
    await page.keyboard.press(key);
    await sheet().getByRole('button', { name: 'Show the result, which names the models' }).click();
    await sheet().getByText('deita-model against random-model: win rate 100.0%').waitFor();
    await eventually(async () => {
      const { wins, judge } = await written('answers.sheet', 'result.json');
      assert.deepEqual([wins, judge], [2, 'people (Ann)']);
    });
  });
});
