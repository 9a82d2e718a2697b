import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ReadsAtOnce } from '../../../src/common/readsAtOnce';

describe('reads at once', () => {
  /** Begins reads of these lengths. @returns the most that ran at once, in number and in bytes */
  async function run(lengths: readonly number[]): Promise<{ done: number; reads: number; bytes: number }> {
    const running = new Set<number>();
    const most = { done: 0, reads: 0, bytes: 0 };
    const reads = new ReadsAtOnce();
    for (const [at, length] of lengths.entries()) {
      await reads.add(length, async () => {
        running.add(at);
        most.reads = Math.max(most.reads, running.size);
        const bytes = [...running].reduce((sum, one) => sum + (lengths[one] as number), 0);
        most.bytes = Math.max(most.bytes, bytes);
        await turn();
        running.delete(at);
        most.done++;
      });
    }
    await reads.end();
    assert.equal(running.size, 0);
    return most;
  }

  it('are several, but neither more than are worth it nor more than fit into memory', async () => {
    assert.deepEqual(await run(new Array<number>(1000).fill(100)), { done: 1000, reads: 64, bytes: 6400 });
    const mb = 1024 * 1024;
    assert.deepEqual(await run([mb, mb, mb, mb, 1]), { done: 5, reads: 4, bytes: 4 * mb });
    assert.deepEqual(await run([1, 90 * mb, 1]), { done: 3, reads: 1, bytes: 90 * mb });
    assert.deepEqual(await run([]), { done: 0, reads: 0, bytes: 0 });
  });

  it('fail with the first that fails, and leave no failure to nobody', async () => {
    const reads = new ReadsAtOnce();
    for (const name of ['first', 'second']) await reads.add(1, () => Promise.reject(new Error(name)));
    await assert.rejects(reads.end(), /first/);
    await reads.end();
  });
});
