import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually';
import { CalibrationEditor } from '../support/workbench/calibrationEditor';
import { startSession, type Session } from '../support/workbench/session';

const FILE = 'pool.jsonl';
const TASKS = ['Name a colour of the rainbow', 'Explain how a bridge carries its load', 'Write a line about the sea'];
/** Rows alike in fours, so that there are pairs at many similarities. */
const ROWS = Array.from({ length: 48 }, (_, at) =>
  JSON.stringify({
    instruction: `${TASKS[at % 3] ?? ''}${' and say why'.repeat(at % 4)}.`,
    output: `Answer ${Math.floor(at / 4)}: ${'it is as it is, '.repeat(1 + (at % 5))}as all can see.`,
  }),
);

describe('calibrating a threshold', () => {
  let session: Session;
  let editor: CalibrationEditor;

  before(async () => {
    session = await startSession({ [FILE]: { content: `${ROWS.join('\n')}\n` } });
    await session.workbench.openDataset(FILE);
    editor = new CalibrationEditor(session.workbench.page);
  });

  after(() => session.workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const looksAt = async (): Promise<number> => Number(await editor.slider.getAttribute('aria-valuenow'));

  it('shows pairs around a threshold that keys move', async () => {
    const { workbench } = session;
    await workbench.runCommand('DEITA: Calibrate Threshold');
    await workbench.waitForPage(editor.slider);
    await editor.pairs
      .first()
      .getByRole('button', { name: /^Line / })
      .first()
      .waitFor();
    const before = await looksAt();
    await editor.slider.press('ArrowLeft');
    await eventually(async () => {
      assert.ok((await looksAt()) < before);
      assert.match((await editor.slider.getAttribute('aria-valuetext')) ?? '', /removes \d+ rows? of the sample/);
    });
    await workbench.screenshot('calibration');
  });

  it('keeps beside the dataset that two rows are not the same', async () => {
    await editor.pairs.first().getByRole('button', { name: 'Not the same' }).click();
    await eventually(async () => {
      const decisions = await readFile(path.join(session.workspace, 'pool.deita', 'decisions.jsonl'), 'utf8');
      assert.equal((JSON.parse(decisions) as { kind: string }).kind, 'not-same');
    });
  });

  it('gives the dataset alone the threshold, which its toolbar shows, and offers it to the workspace', async () => {
    const { workbench } = session;
    const threshold = await looksAt();
    await editor.useButton.click();
    await workbench.notification(`Threshold ${threshold} for ${FILE}.`).waitFor();
    await editor.pairs
      .first()
      .getByRole('button', { name: /^Line / })
      .first()
      .click();
    await workbench.waitForRows();
    await eventually(async () => assert.equal(await workbench.datasetEditor.threshold.inputValue(), String(threshold)));
  });

  it('is as it was when its tab is in front again', async () => {
    const { workbench } = session;
    await workbench.tab(`Threshold: ${FILE}`).click();
    await workbench.waitForPage(editor.slider);
    await editor.frame.getByRole('button', { name: 'In Use' }).waitFor();
    await editor.frame.getByRole('button', { name: '✓ Not the same' }).waitFor();
  });
});
