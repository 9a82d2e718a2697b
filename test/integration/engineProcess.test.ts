import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Subscription } from '../../src/common/emitter';
import type { DatasetSession } from '../../src/editor/datasets/datasetSession';
import { COMMANDS } from '../../src/editor/contributions/commands';
import type { SelectionSummary } from '../../src/protocol/dataset';
import { closeAllEditors, configure, openTable } from './support/extension';
import { DEFAULT_SETTINGS, Fixtures } from './support/fixtures';

/** Enough that a job outlasts what happens to it, on a fast machine too. */
const ROWS = 8000;
/** Turns scored before something happens to the job. */
const SCORED = 400;
const fixtures = new Fixtures();

describe('Jobs and the engine process', () => {
  before(async () => {
    await fixtures.create();
    // These rows resemble each other; at threshold 1 none is a near-duplicate.
    await configure({ budget: 20, threshold: 1 });
  });

  after(async () => {
    await closeAllEditors();
    await configure({ ...DEFAULT_SETTINGS, threads: undefined });
    await fixtures.remove();
  });

  it('shows progress and leaves a usable state when a job is cancelled', async () => {
    const session = await openTable(await writeRows('cancelled.jsonl', 'cancelled'));
    const running = vscode.commands.executeCommand(COMMANDS.select);
    await progressed(session, 0, running);
    await vscode.commands.executeCommand(COMMANDS.cancel);
    assert.equal(await running, undefined);
    assert.equal(session.job, null);
    assert.equal(session.info.selection, null);
    const rows = await session.request('row/byLines', { firstLine: 1, lastLine: 3 });
    assert.equal(rows.length, 3);
    const summary = await vscode.commands.executeCommand<SelectionSummary>(COMMANDS.select);
    assert.equal(summary.counts.selected, 20);
  });

  it('resumes a job from the cache when the engine is killed in the middle of it', async () => {
    const session = await openTable(await writeRows('killed.jsonl', 'killed'));
    const running = vscode.commands.executeCommand<SelectionSummary>(COMMANDS.select);
    await progressed(session, SCORED, running);
    process.kill(await enginePid(), 'SIGKILL');
    const summary = await running;
    assert.equal(summary.counts.rows, ROWS);
    assert.equal(summary.counts.selected, 20);
    assert.ok(summary.computed.turnsScored < ROWS, `${summary.computed.turnsScored} turns were scored again`);
    const rows = await session.request('row/byLines', { firstLine: 1, lastLine: 3 });
    assert.equal(rows.length, 3);
  });

  it('resumes a job from the cache when a setting changes that the engine starts with', async () => {
    const session = await openTable(await writeRows('set.jsonl', 'set'));
    const running = vscode.commands.executeCommand<SelectionSummary>(COMMANDS.select);
    await progressed(session, SCORED, running);
    const before = await enginePid();
    await configure({ threads: 1 });
    const summary = await running;
    assert.notEqual(await enginePid(), before);
    assert.equal(summary.counts.selected, 20);
    assert.ok(summary.computed.turnsScored < ROWS, `${summary.computed.turnsScored} turns were scored again`);
  });

  it('scores nothing again when only the budget changes', async () => {
    const session = await openTable(fixtures.uri('killed.jsonl'));
    await configure({ budget: 10 });
    const summary = await vscode.commands.executeCommand<SelectionSummary>(COMMANDS.select);
    const { turnsScored, rowsEmbedded } = summary.computed;
    assert.deepEqual({ turnsScored, rowsEmbedded }, { turnsScored: 0, rowsEmbedded: 0 });
    assert.equal(session.info.selection?.counts.selected, 10);
  });
});

function writeRows(name: string, salt: string): Promise<vscode.Uri> {
  const row = (index: number) =>
    JSON.stringify({
      instruction: `Explain to a colleague how ${salt} item ${index} of the list is checked for errors.`,
      output: `Item ${index} is read twice and compared with entry ${(index * 7919) % 1009}, then signed off.`,
    });
  return fixtures.write(name, `${Array.from({ length: ROWS }, (_, index) => row(index)).join('\n')}\n`);
}

/** Waits until the running job has scored more than so many turns; a job that ends before fails the test at once. */
async function progressed(session: DatasetSession, done: number, running: PromiseLike<unknown>): Promise<void> {
  let subscription: Subscription | undefined;
  const reached = new Promise<void>((resolve) => {
    subscription = session.onDidChangeJob((job) => {
      if (job?.stage === 'score' && job.done > done) resolve();
    });
  });
  const ended = Promise.resolve(running).then(() => assert.fail(`The job ended before ${done} turns were scored.`));
  await Promise.race([reached, ended]);
  ended.catch(() => undefined);
  subscription?.dispose();
}

/** The engine is a child of the extension host. */
async function enginePid(): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const engine = stdout
    .split('\n')
    .map((entry) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(entry))
    .find((match) => match?.[2] === String(process.pid) && match[3]?.includes('engine.js'));
  assert.ok(engine?.[1] !== undefined, 'No engine process was found.');
  return Number(engine[1]);
}
