import assert from 'node:assert/strict';
import { clearCache } from '../../../src/editor/engineHost/clearCache';

describe('clearCache', () => {
  function setUp(agrees: boolean, jobRuns: () => boolean = () => false) {
    const done: string[] = [];
    const asked: string[] = [];
    const clearing = {
      engine: {
        clearCache: () => {
          done.push('cleared');
          return Promise.resolve();
        },
      },
      jobRuns,
      confirm: (question: string) => {
        done.push('asked');
        asked.push(question);
        return Promise.resolve(agrees);
      },
    };
    return { done, asked, clear: () => clearCache(clearing) };
  }

  it('clears once it is agreed to', async () => {
    const { done, clear } = setUp(true);
    await clear();
    assert.deepEqual(done, ['asked', 'cleared']);
  });

  it('says what goes and what stays', async () => {
    const { asked, clear } = setUp(true);
    await clear();
    assert.match(
      asked.join(),
      /^Delete the scores, embeddings and row indexes .*\? The last selection of each, .* stays, .* paid again\.$/,
    );
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
