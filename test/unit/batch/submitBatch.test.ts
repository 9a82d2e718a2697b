import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { exportRequests } from '../../../src/batch/exportBatch';
import { findResultFiles } from '../../../src/batch/resultFiles';
import { importResults } from '../../../src/batch/importBatch';
import { OPENAI_LIMITS } from '../../../src/batch/limits';
import { ScoreBatch } from '../../../src/batch/scoreBatch';
import { SubmittedBatch, type SubmitOptions } from '../../../src/batch/submitBatch';
import { toKept } from '../../../src/messages/keptMessage';
import { say } from '../../../src/messages/say';
import { BatchApi } from '../../../src/serverClient/batchApi';
import type { BatchServerOptions } from '../../support/servers/batchServer';
import { startServer, type StubServer } from '../../support/servers/serverProcess';
import { temporaryFolder } from '../../support/temporaryFolder';
import { IDENTITY, importRun, memory, MODELS, rowsOf, run, turn } from './batchFixture';
import type { RequestFile } from '../../../src/protocol/batch';

const KEY = 'key-of-the-batch-test';
const ROWS = rowsOf([[turn(1)], [turn(2)], [turn(3)]]);
const OPTIONS: SubmitOptions = { pollMs: 5, wait: true };
const IMPATIENT = { attempts: 2, baseMs: 1, maxMs: 2 };

describe('submitted batches', () => {
  const folder = temporaryFolder();
  let server: StubServer;
  let files: readonly RequestFile[] = [];

  beforeEach(async () => {
    const work = new ScoreBatch({ identity: IDENTITY, ...MODELS, dialect: 'openai' }, memory());
    files = (await exportRequests(folder.path('batch'), work, OPENAI_LIMITS, run(ROWS))).files;
  });

  before(async () => {
    server = await startServer('batchServer.ts');
  });

  after(() => server.stop());

  async function start(options: BatchServerOptions): Promise<string> {
    await server.configure({ apiKey: KEY, ...options });
    return server.baseUrl;
  }

  function open(baseUrl: string, options: Partial<SubmitOptions> = {}, apiKey = KEY): Promise<SubmittedBatch> {
    const api = new BatchApi({ baseUrl, apiKey }, IMPATIENT);
    return SubmittedBatch.open(folder.path('batch'), files, api, { ...OPTIONS, ...options });
  }

  async function asked(baseUrl: string): Promise<string[]> {
    return (await fetch(baseUrl.replace(/v1$/, 'log'))).json() as Promise<string[]>;
  }

  it('are uploaded, waited for and fetched, errors included', async () => {
    const baseUrl = await start({ looks: 3, failsEvery: 3 });
    const submission = await (await open(baseUrl)).run();
    assert.deepEqual(
      submission.files.map(({ name, batch, results }) => [name, batch?.status, results]),
      ['complexity-001', 'quality-001'].map((name) => [
        `${name}.jsonl`,
        'completed',
        [`${name}.output.jsonl`, `${name}.errors.jsonl`],
      ]),
    );
    const work = new ScoreBatch({ identity: IDENTITY, ...MODELS, dialect: 'openai' }, memory());
    const results = await findResultFiles(folder.path('batch/results'));
    const summary = await importResults(results, work, importRun(ROWS));
    assert.deepEqual([summary.accepted, summary.missing, summary.rowsComplete], [4, 2, 2]);
    assert.deepEqual(summary.reasons, [{ reason: 'Too late.', count: 2 }]);
  });

  it('go on after a stop without submitting anything twice', async () => {
    const baseUrl = await start({ looks: 2 });
    await (await open(baseUrl, { wait: false })).run();
    const submission = await (await open(baseUrl)).run();
    assert.ok(submission.files.every(({ batch }) => batch?.status === 'completed'));
    const log = await asked(baseUrl);
    assert.equal(log.filter((line) => line === 'POST /v1/files').length, 2);
    assert.equal(log.filter((line) => line === 'POST /v1/batches').length, 2);
    const before = log.length;
    await (await open(baseUrl)).run();
    assert.equal((await asked(baseUrl)).length, before, 'nothing is asked once everything is there');
  });

  it('find the batch whose making was never confirmed', async () => {
    const baseUrl = await start({ cutsFirstCreate: true });
    await assert.rejects((await open(baseUrl)).run(), { code: 'serverUnreachable' });
    const submission = await (await open(baseUrl)).run();
    assert.deepEqual(
      submission.files.map(({ batch }) => batch?.id),
      ['batch-1', 'batch-2'],
    );
  });

  it('stop waiting at once when cancelled, and can be ended at the endpoint', async () => {
    const baseUrl = await start({ looks: 1_000_000 });
    const abort = new AbortController();
    const waiting = (await open(baseUrl, { signal: abort.signal, pollMs: 60_000, onChange: watch })).run();
    function watch({ files: all }: { files: readonly { batch?: { status: string } }[] }): void {
      if (all.every(({ batch }) => batch?.status === 'in_progress')) abort.abort();
    }
    await assert.rejects(waiting, { code: 'cancelled' });
    const ended = await (await open(baseUrl)).cancel();
    assert.deepEqual(
      ended.files.map(({ batch }) => batch?.status),
      ['cancelled', 'cancelled'],
    );
  });

  it('tell why a whole batch failed', async () => {
    const baseUrl = await start({ endsAs: 'failed' });
    const [file] = (await (await open(baseUrl)).run()).files;
    assert.deepEqual(
      [file?.batch?.errors, file?.results],
      [[toKept(say('batch.errorInLine', { line: '3', reason: 'Line 3 is wrong.' }))], []],
    );
  });

  it('are not looked for at another endpoint', async () => {
    const baseUrl = await start({});
    await (await open(baseUrl)).run();
    await assert.rejects(open('http://127.0.0.1:9/v1'), { code: 'usage', message: /submitted to http/ });
  });

  it('never leave the key in a file or an error', async () => {
    const baseUrl = await start({});
    await assert.rejects(
      (await open(baseUrl, {}, 'wrong-key-of-the-test')).run(),
      ({ code, message }: { code: string; message: string }) =>
        code === 'keyRefused' && !message.includes('wrong-key-of-the-test'),
    );
    await (await open(baseUrl)).run();
    const entries = await readdir(folder.path('batch'), { recursive: true, withFileTypes: true });
    const kept = entries.filter((entry) => entry.isFile());
    assert.ok(kept.length > 4);
    for (const { parentPath, name } of kept) {
      assert.ok(!(await readFile(`${parentPath}/${name}`, 'utf8')).includes(KEY), name);
    }
  });
});
