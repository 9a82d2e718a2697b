import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { DatasetJobs } from '../../../src/editor/commands/jobs';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

describe('a job that fails', () => {
  const error = new DeitaError('serverUnreachable', 'Nobody there.');

  async function setUp(isShown: boolean) {
    const told = { shown: [] as unknown[], logged: [] as unknown[] };
    const errors = {
      show: (failure: unknown) => void told.shown.push(failure),
      record: (failure: unknown) => void told.logged.push(failure),
    };
    const parameters = { of: () => assert.fail('not asked'), remember: () => undefined };
    const consent = { tell: () => undefined, ask: () => Promise.resolve(true) } as never;
    const views = { showNearDuplicates: () => undefined, isShown: () => isShown };
    const jobs = new DatasetJobs(parameters, errors, consent, views);
    const session = await DatasetSession.open(fileUri('/data/train.jsonl'), new FakeEngine(), () =>
      Promise.resolve(INFO),
    );
    return { jobs, session, told };
  }

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
});
