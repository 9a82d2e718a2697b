import assert from 'node:assert/strict';
import { StageProgress } from '../../../src/engine/progress';
import type { JobProgress } from '../../../src/protocol/jobProgress';

describe('StageProgress', () => {
  function track(total: number | null) {
    const seen: JobProgress[] = [];
    const clock = { now: 0 };
    const progress = new StageProgress((value) => seen.push(value), {
      stage: 'score',
      total,
      now: () => clock.now,
    });
    return { seen, clock, progress };
  }

  it('says at once what begins, without a rate', () => {
    const { seen } = track(10);
    assert.deepEqual(seen, [{ stage: 'score', done: 0, total: 10, ratePerSecond: null, remainingMs: null }]);
  });

  it('follows the rate of the last seconds, not of the whole run', () => {
    const { seen, clock, progress } = track(10_000);
    for (let second = 1; second <= 20; second++) {
      clock.now = second * 1000;
      progress.update(second * 100); // 100 a second …
    }
    for (let second = 21; second <= 30; second++) {
      clock.now = second * 1000;
      progress.update(2000 + (second - 20) * 10); // … then 10 a second
    }
    const last = seen.at(-1);
    assert.equal(last?.ratePerSecond, 10);
    assert.equal(last.remainingMs, ((10_000 - 2100) / 10) * 1000);
  });

  it('reports a few times a second, and always the end', () => {
    const { seen, clock, progress } = track(1000);
    for (let done = 1; done <= 1000; done++) {
      clock.now = done;
      progress.update(done);
    }
    assert.ok(seen.length <= 12, `${seen.length} reports in a second`);
    assert.equal(seen.at(-1)?.done, 1000);
    assert.equal(seen.at(-1)?.remainingMs, 0);
  });

  it('knows no remaining time while the total is unknown', () => {
    const { seen, clock, progress } = track(null);
    clock.now = 2000;
    progress.update(50);
    assert.equal(seen.at(-1)?.ratePerSecond, 25);
    assert.equal(seen.at(-1)?.remainingMs, null);
  });
});
