import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { providerExtension } from '../support/languageModel/providerExtension';
import { STAND_IN } from '../support/languageModel/standIn';
import { LIMITS } from '../support/timeLimits';
import { startSession, type Session } from '../support/workbench/session';

const TOPICS = ['rivers', 'bridges', 'bees', 'prime numbers', 'tea', 'glaciers', 'sorting', 'maps', 'ink', 'clocks'];
const ROWS = Array.from({ length: 30 }, (_, id) => {
  const topic = TOPICS[id % TOPICS.length] ?? '';
  const instruction = `Tell a visitor of museum ${id} what is special about ${topic}.`;
  return JSON.stringify({ instruction, output: `In museum ${id} one learns that ${topic} are worth a look.` });
});

describe('making a scorer with a model of the editor’s own', () => {
  let session: Session;

  before(async () => {
    const developedExtension = await providerExtension();
    session = await startSession({ 'pool.jsonl': { content: `${ROWS.join('\n')}\n` } }, { developedExtension });
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  it('asks who, what and how much, and what the pilot takes', async () => {
    const { workbench } = session;
    const { quickInput, page } = workbench;
    await workbench.openDataset('pool.jsonl');
    await workbench.runCommand('DEITA: Annotate with EVOL…');
    await quickInput.entry('A model of the editor’s own').click();
    await quickInput.entry(STAND_IN.name).click();
    await quickInput.entry('Complexity and quality').click();
    await quickInput.entry('Rows in view').click();
    await quickInput.waitForText(/^20$/);
    await quickInput.type('8');
    await quickInput.accept();
    await quickInput.waitForText(/^300$/);
    await workbench.screenshot('annotate-questions');
    await quickInput.accept();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The pilot of 10 chains takes about 70 requests; all 16 chains').waitFor();
    await dialog.getByRole('button', { name: 'Start Pilot' }).click();
  });

  it('shows what the pilot found and its chains, before the rest is asked for', async () => {
    const { workbench, workspace } = session;
    const pilot = workbench.notification('The pilot is done. Of 10 scored chains 10 are monotone');
    await pilot.filter({ hasText: 'The other 6 chains take about 42 requests.' }).waitFor({ timeout: LIMITS.start });
    await workbench.screenshot('annotate-pilot');
    await pilot.getByRole('button', { name: 'Inspect' }).click();
    const chains = workbench.chainsEditor;
    await workbench.waitForPage(chains.variant(0));
    await chains.frame.getByText('10 of 16 chains done').waitFor();
    const requests = await readFile(path.join(workspace, 'pool.evol', 'requests.jsonl'), 'utf8');
    assert.equal(requests.trim().split('\n').length, 70);
  });

  it('takes a correction, and shows the rest while it comes', async () => {
    const { workbench, workspace } = session;
    const chains = workbench.chainsEditor;
    await chains.list.focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('6');
    await chains.variant(1).getByText('by hand; the judge').waitFor();
    await eventually(async () => {
      const corrections = await readFile(path.join(workspace, 'pool.evol', 'corrections.jsonl'), 'utf8');
      assert.equal((JSON.parse(corrections) as { readonly score: number }).score, 6);
    });
    await workbench.notification('The pilot is done').getByRole('button', { name: 'Go On' }).click();
    await workbench.notification('All 16 chains are done: 16 scored').waitFor({ timeout: LIMITS.start });
    await chains.frame.getByText('16 chains done').waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.waitForPage(chains.variant(0));
      await workbench.screenshot(`annotate-chains-${theme}`);
    }
  });

  it('trains a scorer, shows how good it is, and selects with it', async () => {
    const { workbench, workspace } = session;
    await workbench.notification('All 16 chains are done').getByRole('button', { name: 'Train Scorer…' }).click();
    const direct = workbench.page.getByRole('option').filter({ hasText: 'Direct scoring as well' });
    await direct.filter({ hasText: 'At most 96 requests' }).waitFor();
    await workbench.screenshot('train-questions');
    await direct.click();
    await workbench.quickInput.waitForText(/^300$/);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForText(/pool-scorer$/);
    await workbench.quickInput.accept();
    const trained = workbench.notification('pool-scorer is trained. Complexity: Kendall within chains');
    await trained.waitFor({ timeout: LIMITS.start });
    await trained.getByText('by direct scoring').waitFor();
    await workbench.screenshot('annotate-trained');
    await trained.getByRole('button', { name: 'Use It' }).click();
    const editor = workbench.datasetEditor;
    await workbench.tab('pool.jsonl').last().click(); // The first is its text.
    await workbench.waitForRows();
    await editor.toolbar.getByText('pool-scorer').first().waitFor();
    await editor.budget.fill('5');
    await editor.select(5);
    await workbench.screenshot('annotate-selected');
    const manifest = await readFile(path.join(workspace, 'pool-scorer', 'manifest.json'), 'utf8');
    assert.deepEqual(Object.keys((JSON.parse(manifest) as { readonly heads: object }).heads), [
      'complexity',
      'quality',
    ]);
  });

  it('scores a small dataset directly by a model of the editor’s own, once the user agrees to the requests', async () => {
    const { workbench } = session;
    const { quickInput, page } = workbench;
    await workbench.runCommand('DEITA: Choose Scorer…');
    await quickInput.entry('Editor’s model…').click();
    await quickInput.entry(STAND_IN.name).click();
    const editor = workbench.datasetEditor;
    await editor.toolbar.getByText(`${STAND_IN.id} (direct scoring)`).first().waitFor();
    await editor.budget.fill('6');
    await editor.selectButton.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`This run makes ${ROWS.length} requests to ${STAND_IN.id} (direct scoring).`).waitFor();
    await workbench.screenshot('direct-scoring-consent');
    await dialog.getByRole('button', { name: 'Run' }).click();
    await editor.counts.filter({ hasText: /6 selected/ }).waitFor({ timeout: LIMITS.start });
    await editor.selectButton.waitFor();
    // All is scored now: nobody is asked again.
    await editor.budget.fill('7');
    await editor.select(7);
  });
});
