import assert from 'node:assert/strict';
import { cancelled, DeitaError } from '../../../src/common/errors';
import { DatasetJobs } from '../../../src/editor/commands/jobs';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { starting } from '../../../src/editor/commands/startingProgress';
import { FakeEngine, fileUri, INFO, settled } from './support/fakeEngine';

const COMPARING = { embedder: { kind: 'built-in' }, threshold: 0.8 } as const;

async function setUp(isShown: boolean) {
  const told = { shown: [] as unknown[], logged: [] as unknown[] };
  const ended: string[] = [];
  const clock = { now: 0 };
  const errors = {
    show: (failure: unknown) => void told.shown.push(failure),
    record: (failure: unknown) => void told.logged.push(failure),
  };
  const parameters = {
    of: () => assert.fail('not asked'),
    forComparing: () => COMPARING,
    type: () => Promise.resolve(),
    typed: () => null,
  };
  const consent = { price: () => null, tell: () => undefined, ask: () => Promise.resolve(true) } as never;
  const views = {
    showNearDuplicates: () => undefined,
    isShown: () => isShown,
    isWatched: () => isShown,
    tellOfRunning: () => Promise.resolve(true),
    tellOfEnd: (_: unknown, message: string) => void ended.push(message),
  };
  const jobs = new DatasetJobs(parameters, errors, consent, views, () => clock.now);
  const engine = new FakeEngine();
  const session = await DatasetSession.open(fileUri('/data/train.jsonl'), engine, () => Promise.resolve(INFO));
  return { jobs, session, told, ended, clock, engine };
}

describe('a job that fails', () => {
  const error = new DeitaError('serverUnreachable', 'Nobody there.');

  it('is told once: in the table that is in sight', async () => {
    const { jobs, session, told } = await setUp(true);
    await jobs.run(session, () => Promise.reject(error));
    assert.equal(session.failure, error);
    assert.deepEqual(told, { shown: [], logged: [error] });
  });

  it('is told once: in a message where no table is in sight', async () => {
    const { jobs, session, told } = await setUp(false);
    await jobs.run(session, () => Promise.reject(error));
    assert.equal(session.failure, error);
    assert.deepEqual(told, { shown: [error], logged: [] });
  });

  it('leaves the selection as it is shown where it is an export', async () => {
    const { jobs, session, told } = await setUp(true);
    await jobs.runBeside(() => Promise.reject(error));
    assert.equal(session.failure, undefined);
    assert.deepEqual(told, { shown: [error], logged: [] });
  });

  it('is none when it was cancelled', async () => {
    const { jobs, session, told } = await setUp(false);
    await jobs.run(session, () => Promise.reject(new DeitaError('cancelled', 'Cancelled.')));
    assert.equal(session.failure, undefined);
    assert.deepEqual(told, { shown: [], logged: [] });
  });

  it('is none when another runs, which is told of with a way to cancel it', async () => {
    const { jobs, session, told, engine } = await setUp(true);
    engine.answers['dataset/report'] = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(cancelled())));
    const report = { outputPath: '/data/report.json', overwrite: false };
    const running = session.runJob('dataset/report', report, starting('export'));
    const ended = assert.rejects(running, { code: 'cancelled' });
    await settled();
    assert.equal(await jobs.select(session, { budget: 5, threshold: 0.5 }), undefined);
    await ended;
    assert.equal(session.failure, undefined);
    assert.deepEqual(told, { shown: [], logged: [] });
  });

  it('is told of where rows were to be compared, which asks for no scorer', async () => {
    const { jobs, session, told, engine } = await setUp(false);
    await jobs.findNearDuplicates(session);
    const [nearDuplicates] = engine.asked;
    assert.deepEqual(nearDuplicates, {
      method: 'dataset/nearDuplicates',
      params: { ...COMPARING, datasetId: INFO.datasetId },
    });
    assert.equal(told.shown.length, 1);
  });
});

describe('a job that ends', () => {
  for (const [what, isWatched, tookMs, expected] of [
    [
      'is told of where it took long and nobody looked',
      false,
      10_000,
      ['train.jsonl: near-duplicates found in groups: 1'],
    ],
    ['is not told of where the table was looked at', true, 10_000, []],
    ['is not told of where it was soon over', false, 9999, []],
  ] as const) {
    it(what, async () => {
      const { jobs, session, ended, clock, engine } = await setUp(isWatched);
      engine.answers['dataset/nearDuplicates'] = () => {
        clock.now += tookMs;
        return Promise.resolve([{ number: 1, rows: [] }]);
      };
      await jobs.findNearDuplicates(session);
      assert.deepEqual(ended, expected);
    });
  }

  it('is told of as failed, not as ended, where it failed', async () => {
    const { jobs, session, ended, told, clock, engine } = await setUp(false);
    engine.answers['dataset/nearDuplicates'] = () => {
      clock.now += 60_000;
      return Promise.reject(new DeitaError('serverUnreachable', 'Nobody there.'));
    };
    await jobs.findNearDuplicates(session);
    assert.deepEqual([ended, told.shown.length], [[], 1]);
  });
});
