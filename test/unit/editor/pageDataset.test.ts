import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { PageDataset } from '../../../src/editor/comparison/pageDataset';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { starting } from '../../../src/editor/commands/startingProgress';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

const URI = fileUri('/data/train.jsonl');

describe('the dataset of a page', () => {
  async function openLease() {
    const embedded = { rowsEmbedded: 5, rowsTruncated: 0 };
    const engine = new FakeEngine({ 'dataset/embed': () => embedded });
    const session = await DatasetSession.open(URI, engine, () => Promise.resolve(INFO));
    const runJob = (): Promise<unknown> =>
      session.runJob('dataset/embed', { embedder: { kind: 'built-in' } }, starting('embed'));
    let disposed = 0;
    return { lease: { session, dispose: () => (disposed += 1) }, runJob, timesDisposed: () => disposed };
  }

  it('tells of its jobs until the page is closed, and is given back then', async () => {
    const { lease, runJob, timesDisposed } = await openLease();
    const told: unknown[] = [];
    const page = new PageDataset(Promise.resolve(lease), (job) => told.push(job));
    assert.equal(await page.session(), lease.session);
    await runJob();
    assert.deepEqual(told, [starting('embed'), null]);
    page.dispose();
    await settled();
    await runJob();
    assert.deepEqual([told.length, timesDisposed()], [2, 1]);
  });

  it('tells nothing when the page was closed before the dataset was open, and is given back all the same', async () => {
    const { lease, runJob, timesDisposed } = await openLease();
    let open: (opened: typeof lease) => void = () => undefined;
    const opening = new Promise<typeof lease>((resolve) => (open = resolve));
    const told: unknown[] = [];
    const page = new PageDataset(opening, (job) => told.push(job));
    page.dispose();
    open(lease);
    await settled();
    await runJob();
    assert.deepEqual([told, timesDisposed()], [[], 1]);
  });

  it('tells that it could not be opened to whoever asks, and to nobody else', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): unknown => unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const page = new PageDataset(Promise.reject(new Error('gone')), () => undefined);
      await settled();
      await settled();
      assert.deepEqual(unhandled, []);
      await assert.rejects(page.session(), /gone/);
      page.dispose();
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
