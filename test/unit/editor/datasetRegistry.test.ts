import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatasetRegistry } from '../../../src/editor/datasets/datasetRegistry';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { starting } from '../../../src/editor/commands/startingProgress';
import { FakeEngine, fileUri, held, INFO } from './support/fakeEngine';

const URI = fileUri('/data/train.jsonl');
/** No timer of this length fires by chance between two steps of a test that do not wait for it. */
const LONG_MS = 60_000;

describe('DatasetRegistry', () => {
  const registries: DatasetRegistry[] = [];
  afterEach(() => {
    for (const registry of registries.splice(0)) registry.dispose();
  });

  function setUp(lingerMs: number) {
    const engine = new FakeEngine({ 'dataset/open': () => INFO, 'dataset/close': () => null });
    const openInEngine = () => engine.request('dataset/open', { path: '/data/train.jsonl' });
    const failures: unknown[] = [];
    const registry = new DatasetRegistry(
      (uri) => DatasetSession.open(uri, engine, openInEngine),
      (error) => failures.push(error),
      lingerMs,
    );
    registries.push(registry);
    const opened: DatasetSession[] = [];
    registry.onDidOpen((session) => opened.push(session));
    const closed = new Promise<DatasetSession>((resolve) => registry.onDidClose(resolve));
    return { engine, registry, failures, opened, closed };
  }

  it('lets all who want a file share one session', async () => {
    const { engine, registry, opened } = setUp(LONG_MS);
    const [first, second] = await Promise.all([registry.acquire(URI), registry.acquire(URI)]);
    assert.equal(first.session, second.session);
    assert.equal(registry.get(URI), first.session);
    assert.equal(opened.length, 1);
    assert.deepEqual(engine.methods(), ['dataset/open']);
  });

  it('keeps nothing of an opening that failed: each who waited is told, the next one tries again', async () => {
    const { engine, registry } = setUp(LONG_MS);
    engine.answers['dataset/open'] = () => Promise.reject(new Error('gone'));
    for (const acquiring of [registry.acquire(URI), registry.acquire(URI)]) await assert.rejects(acquiring, /gone/);
    assert.equal(registry.get(URI), undefined);
    assert.deepEqual(registry.sessions, []);
    engine.answers['dataset/open'] = () => INFO;
    assert.equal((await registry.acquire(URI)).session.info, INFO);
  });

  it('closes a dataset some time after its last lease, and counts each lease once', async () => {
    const { engine, registry, closed } = setUp(1);
    const [first, second] = [await registry.acquire(URI), await registry.acquire(URI)];
    first.dispose();
    first.dispose();
    await sleep(20);
    assert.equal(registry.get(URI), second.session, 'one lease is left');
    second.dispose();
    assert.equal(await closed, second.session);
    assert.equal(registry.get(URI), undefined);
    await sleep(0);
    assert.deepEqual(engine.methods(), ['dataset/open', 'dataset/close']);
  });

  it('keeps a dataset that is wanted again while it lingers', async () => {
    const { engine, registry } = setUp(LONG_MS);
    const first = await registry.acquire(URI);
    first.dispose();
    const second = await registry.acquire(URI);
    assert.equal(second.session, first.session);
    assert.deepEqual(engine.methods(), ['dataset/open']);
  });

  it('lets a running job end before it closes', async () => {
    const { engine, registry, closed } = setUp(1);
    const job = held<{ rowsEmbedded: number; rowsTruncated: number }>();
    engine.answers['dataset/embed'] = () => job.promise;
    const lease = await registry.acquire(URI);
    const running = lease.session.runJob('dataset/embed', { embedder: { kind: 'built-in' } }, starting('embed'));
    lease.dispose();
    await sleep(20);
    assert.equal(registry.get(URI), lease.session);
    assert.ok(registry.jobRuns);
    job.resolve({ rowsEmbedded: 5, rowsTruncated: 0 });
    assert.deepEqual(await running, { rowsEmbedded: 5, rowsTruncated: 0 });
    assert.equal(await closed, lease.session);
    assert.ok(!registry.jobRuns);
  });

  it('tells of a closing that fails', async () => {
    const { engine, registry, failures, closed } = setUp(1);
    engine.answers['dataset/close'] = () => Promise.reject(new Error('no'));
    (await registry.acquire(URI)).dispose();
    await closed;
    await sleep(1);
    assert.match(String(failures[0]), /no/);
  });
});
