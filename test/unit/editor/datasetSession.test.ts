import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { starting } from '../../../src/editor/commands/startingProgress';
import { FakeEngine, fileUri, held, INFO, settled } from './support/fakeEngine';

const EXPORT = { outputPath: '/out.jsonl', rows: 'all', order: 'file', withScores: false, overwrite: false } as const;

describe('DatasetSession', () => {
  async function open(engine: FakeEngine): Promise<DatasetSession> {
    engine.answers['dataset/open'] ??= () => INFO;
    engine.answers['dataset/close'] ??= () => null;
    engine.answers['view/set'] ??= () => ({ rowCount: 5, order: 'file' });
    engine.answers['view/close'] ??= () => null;
    const session = await DatasetSession.open(fileUri('/data/train.jsonl'), engine, () =>
      engine.request('dataset/open', { path: '/data/train.jsonl' }),
    );
    engine.asked.length = 0;
    return session;
  }

  it('runs one job at a time, tells of its progress and takes no more of it afterwards', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    const answer = held<{
      rowsScored: number;
      turnsScored: number;
      turnsTruncated: number;
      rowsOutsideLanguage: number;
    }>();
    let report!: (job: JobProgress) => void;
    engine.answers['dataset/score'] = (_, { onProgress }) => {
      report = (job) => onProgress?.(job);
      return answer.promise;
    };
    const seen: (number | null)[] = [];
    session.onDidChangeJob((job) => seen.push(job?.done ?? null));
    const running = session.runJob('dataset/score', { scorer: { kind: 'built-in' } }, starting('score'));
    await settled();
    report({ ...starting('score'), done: 3 });
    await assert.rejects(session.runJob('dataset/export', EXPORT, starting('export')), { code: 'jobRunning' });
    answer.resolve({ rowsScored: 3, turnsScored: 3, turnsTruncated: 0, rowsOutsideLanguage: 0 });
    await running;
    report({ ...starting('score'), done: 4 });
    assert.deepEqual(seen, [0, 3, null]);
    assert.equal(session.job, null);
  });

  it('tells that rows were exported once they are, whoever asked for it, and of no other job', async () => {
    const engine = new FakeEngine();
    engine.answers['dataset/embed'] = () => ({ rowsEmbedded: 0, rowsTruncated: 0 });
    engine.answers['dataset/export'] = () => Promise.reject(new Error('The disk is full.'));
    const session = await open(engine);
    const reached: string[] = [];
    session.onDidReach((milestone) => reached.push(milestone));
    await session.runJob('dataset/embed', { embedder: { kind: 'built-in' } }, starting('embed'));
    await assert.rejects(session.runJob('dataset/export', EXPORT, starting('export')), /full/);
    assert.deepEqual(reached, []);
    engine.answers['dataset/export'] = () => ({
      ...{ outputPath: '/out.jsonl', manifestPath: '/out.jsonl.deita.json', rows: 5, bytes: 10, sha256: '' },
    });
    await session.runJob('dataset/export', EXPORT, starting('export'));
    session.reach('rowRead');
    assert.deepEqual(reached, ['exported', 'rowRead']);
  });

  it('asks for the groups of near-duplicates whenever they may be others, and forgets them with the file', async () => {
    const engine = new FakeEngine();
    const group = (rowIndex: number) => [
      { number: 1, rows: [{ rowIndex, lineNumber: rowIndex + 1, cosineSimilarity: 1, preview: '' }] },
    ];
    const found = (state: string): DatasetInfo => ({
      ...INFO,
      nearDuplicates: { threshold: 0.9, groups: 1, rows: 2, state },
    });
    const answers = [group(1), group(2)];
    engine.answers['dataset/open'] = () => found('a');
    engine.answers['dataset/nearDuplicateGroups'] = () => answers.shift() ?? assert.fail('asked too often');
    const session = await open(engine);
    await settled();
    assert.deepEqual(session.clusters, group(1));
    engine.emit('datasetChanged', found('a'));
    await settled();
    assert.deepEqual(session.clusters, group(1));
    engine.emit('datasetChanged', found('b'));
    await settled();
    assert.deepEqual(session.clusters, group(2));
    engine.emit('datasetChanged', INFO);
    assert.equal(session.clusters, null);
  });

  it('keeps why its last job failed until the next one or until somebody has read it', async () => {
    const engine = new FakeEngine();
    engine.answers['dataset/score'] = () => ({
      rowsScored: 0,
      turnsScored: 0,
      turnsTruncated: 0,
      rowsOutsideLanguage: 0,
    });
    const session = await open(engine);
    const told: unknown[] = [];
    session.onDidChangeFailure((error) => told.push(error));
    const error = new Error('No server');
    session.reportFailure(error);
    assert.equal(session.failure, error);
    await session.runJob('dataset/score', { scorer: { kind: 'built-in' } }, starting('score'));
    assert.equal(session.failure, undefined);
    session.reportFailure(error);
    session.dismissFailure();
    session.dismissFailure();
    assert.equal(session.failure, undefined);
    assert.deepEqual(told, [error, undefined, error, undefined]);
  });

  it('cancels its job when it is told to and when it is disposed of', async () => {
    for (const end of ['cancelJob', 'dispose'] as const) {
      const engine = new FakeEngine();
      const session = await open(engine);
      const aborted = held<boolean>();
      engine.answers['dataset/embed'] = (_, { signal }) => {
        signal?.addEventListener('abort', () => aborted.resolve(true));
        return aborted.promise.then(() => ({ rowsEmbedded: 0, rowsTruncated: 0 }));
      };
      const running = session.runJob('dataset/embed', { embedder: { kind: 'built-in' } }, starting('embed'));
      await settled();
      session[end]();
      assert.ok(await aborted.promise);
      await running;
    }
  });

  it('opens a changed file again after its job, with its views, and closes what was open only then', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    await session.setView('v', {});
    await session.setView('closed', {});
    await session.closeView('closed');
    const job = held<{ rowsEmbedded: number; rowsTruncated: number }>();
    engine.answers['dataset/embed'] = () => job.promise;
    const running = session.runJob('dataset/embed', { embedder: { kind: 'built-in' } }, starting('embed'));
    await settled();
    engine.asked.length = 0;
    engine.answers['dataset/open'] = () => ({ ...INFO, datasetId: 'e', rowCount: 6 });
    const told: DatasetInfo[] = [];
    session.onDidChangeInfo((info) => told.push(info));
    const reopening = session.reopen();
    await settled();
    assert.deepEqual(engine.asked, [], 'the job goes first');
    job.resolve({ rowsEmbedded: 5, rowsTruncated: 0 });
    await running;
    await reopening;
    assert.deepEqual(engine.asked, [
      { method: 'dataset/open', params: { path: '/data/train.jsonl' } },
      { method: 'view/set', params: { datasetId: 'e', viewId: 'v', query: {} } },
      { method: 'dataset/close', params: { datasetId: 'd' } },
    ]);
    assert.deepEqual(
      told.map(({ rowCount }) => rowCount),
      [6],
    );
  });

  it('stays as it is when the file cannot be opened again, and can be later', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    engine.answers['dataset/open'] = () => Promise.reject(new Error('gone'));
    await assert.rejects(session.reopen(), /gone/);
    assert.equal(session.info, INFO);
    engine.answers['dataset/open'] = () => ({ ...INFO, rowCount: 6 });
    await session.reopen();
    assert.equal(session.info.rowCount, 6);
  });

  it('opens nothing again once it is closed', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    const reopening = session.reopen();
    await session.close();
    await reopening;
    await session.closeView('v');
    assert.deepEqual(engine.methods(), ['dataset/close']);
  });

  it('sets no view that was closed while the file was being opened again', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    const opening = held<DatasetInfo>();
    engine.answers['dataset/open'] = () => opening.promise;
    const reopening = session.reopen();
    const setting = session.setView('v', {});
    const closing = session.closeView('v');
    opening.resolve(INFO);
    await assert.rejects(setting, { code: 'cancelled' });
    await Promise.all([reopening, closing]);
    assert.ok(!engine.methods().includes('view/set'));
  });

  it('hears what the engine says of its own dataset alone', async () => {
    const engine = new FakeEngine();
    const session = await open(engine);
    engine.emit('datasetChanged', { ...INFO, datasetId: 'other', rowCount: 9 });
    assert.equal(session.info.rowCount, 5);
    engine.emit('datasetChanged', { ...INFO, rowCount: 7 });
    assert.equal(session.info.rowCount, 7);
  });
});
