import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import {
  openAsPool,
  type PoolArguments,
  type PoolDialogs,
  proposedPool,
} from '../../../src/editor/openAsPool/openAsPool';
import { temporaryFolder } from '../../support/temporaryFolder';
import { FakeEngine } from './support/fakeEngine';

interface Person {
  readonly sources: readonly string[] | undefined;
  readonly pool: string | undefined;
}

describe('openAsPool', () => {
  const folder = temporaryFolder();

  function run(person: Partial<Person>, given: PoolArguments = { sources: ['/data/a.jsonl', '/data/b.csv'] }) {
    const engine = new FakeEngine({ 'pool/make': ({ outputPath }) => ({ outputPath, files: 2 }) });
    const proposed: string[] = [];
    const opened: string[] = [];
    const dialogs: PoolDialogs = {
      askForSources: () => Promise.resolve(person.sources),
      askForPool: (place) => {
        proposed.push(place);
        return Promise.resolve('pool' in person ? person.pool : place);
      },
      withProgress: (_, work) => work({}),
      open: (dataset) => Promise.resolve(opened.push(dataset)),
    };
    return { engine, proposed, opened, work: () => openAsPool({ engine, dialogs }, given) };
  }

  it('writes what was chosen where the person says, and opens it', async () => {
    const { engine, proposed, opened, work } = run({});
    await work();
    const outputPath = '/data/data.deita-pool.json';
    assert.deepEqual(proposed, [outputPath]);
    const params = { sources: ['/data/a.jsonl', '/data/b.csv'], outputPath, overwrite: false };
    assert.deepEqual(engine.asked, [{ method: 'pool/make', params }]);
    assert.deepEqual(opened, [outputPath]);
  });

  it('asks for files where none were chosen, and does nothing without an answer', async () => {
    const asked = run({ sources: ['/data/x/a.jsonl'] }, { sources: [] });
    await asked.work();
    assert.deepEqual(asked.opened, ['/data/x/a.deita-pool.json']);
    for (const unanswered of [run({ sources: undefined }, { sources: [] }), run({ pool: undefined })]) {
      await unanswered.work();
      assert.deepEqual([unanswered.engine.asked, unanswered.opened], [[], []]);
    }
  });

  it('gives the pool its ending, and replaces only a file that the person was asked about', async () => {
    const there = folder.write('mine.deita-pool.json', '{}');
    for (const [pool, given, overwrite] of [
      [there, {}, true],
      [folder.path('mine.json'), {}, false],
      [folder.path('mine'), {}, false],
      [there, { outputPath: there }, false],
    ] as const) {
      const { engine, work } = run({ pool }, { sources: ['/data/a.jsonl'], ...given });
      await work();
      assert.deepEqual(engine.asked[0]?.params, { sources: ['/data/a.jsonl'], outputPath: there, overwrite });
    }
  });

  it('ends without a word when it is cancelled, and with its error when it fails', async () => {
    const cancelled = run({});
    cancelled.engine.answers['pool/make'] = () => Promise.reject(new DeitaError('cancelled', 'Cancelled.'));
    await cancelled.work();
    assert.deepEqual(cancelled.opened, []);
    const failed = run({});
    failed.engine.answers['pool/make'] = () => Promise.reject(new DeitaError('outputExists', 'No.'));
    await assert.rejects(failed.work(), { code: 'outputExists' });
  });

  it('is proposed in the folder that holds all files', () => {
    for (const [sources, expected] of [
      [['/data/mix/a.jsonl', '/data/mix/b.csv'], '/data/mix/mix.deita-pool.json'],
      [['/data/mix/en/a.jsonl', '/data/mix/de/b.csv', '/data/mix/de'], '/data/mix/mix.deita-pool.json'],
      [['/data/mix/..a/a.jsonl', '/data/mix/..a/..b/b.csv'], '/data/mix/..a/..a.deita-pool.json'],
      [['/data/mix'], '/data/mix.deita-pool.json'],
      [['/data/train.jsonl.gz'], '/data/train.deita-pool.json'],
      [['/a/a.jsonl', '/b/b.jsonl'], '/pool.deita-pool.json'],
    ] as const) {
      assert.equal(proposedPool(sources), expected);
    }
  });
});
