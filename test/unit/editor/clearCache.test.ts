import assert from 'node:assert/strict';
import { clearCache } from '../../../src/editor/engine/clearCache';

describe('clearCache', () => {
  function setUp(agrees: boolean, jobRuns: () => boolean = () => false) {
    const done: string[] = [];
    const clearing = {
      engine: {
        restart: async (whileDown: () => Promise<void> = () => Promise.resolve()) => {
          done.push('engine down');
          await whileDown();
          done.push('engine up');
        },
      },
      jobRuns,
      confirm: () => {
        done.push('asked');
        return Promise.resolve(agrees);
      },
      remove: () => {
        done.push('removed');
        return Promise.resolve();
      },
    };
    return { done, clear: () => clearCache(clearing) };
  }

  it('removes what is kept while no engine runs, once it is agreed to', async () => {
    const { done, clear } = setUp(true);
    await clear();
    assert.deepEqual(done, ['asked', 'engine down', 'removed', 'engine up']);
  });

  it('leaves everything alone when refused', async () => {
    const { done, clear } = setUp(false);
    await clear();
    assert.deepEqual(done, ['asked']);
  });

  it('is refused while a job of any dataset runs, also one that began during the question', async () => {
    const running = setUp(true, () => true);
    await assert.rejects(running.clear(), { code: 'jobRunning' });
    assert.deepEqual(running.done, []);
    let looks = 0;
    const begun = setUp(true, () => ++looks > 1);
    await assert.rejects(begun.clear(), { code: 'jobRunning' });
    assert.deepEqual(begun.done, ['asked']);
  });
});
