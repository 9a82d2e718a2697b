import assert from 'node:assert/strict';
import { RefreshPace } from '../../../webview/kit/pace/refreshPace';

const INTERVAL_MS = 700;

/** Time that passes when the test says so. */
function fixture(isBusy: () => boolean = () => false) {
  let now = 1000;
  let timers: { at: number; then: () => void }[] = [];
  const refreshes: number[] = [];
  const pace = new RefreshPace(
    { refresh: () => refreshes.push(now - 1000), isBusy, intervalMs: INTERVAL_MS },
    { now: () => now, after: (ms, then) => timers.push({ at: now + ms, then }) },
  );
  const pass = (ms: number): void => {
    for (const end = now + ms; now <= end; now++) {
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { then } of due) then();
    }
    now--;
  };
  return { pace, pass, refreshes };
}

describe('refresh pace', () => {
  it('refreshes at once after a change, so that a result is seen when it is there', () => {
    const { pace, pass, refreshes } = fixture();
    pace.request();
    pass(0);
    assert.deepEqual(refreshes, [0]);
  });

  it('refreshes at most once in an interval while changes come, and after the last of them', () => {
    const { pace, pass, refreshes } = fixture();
    for (let change = 0; change < 8; change++) {
      pace.request();
      pass(250);
    }
    pass(5000);
    assert.deepEqual(refreshes, [0, 700, 1400, 2100]);
  });

  it('does not lose a change that comes while rows are being fetched', () => {
    let busy = true;
    const { pace, pass, refreshes } = fixture(() => busy);
    pace.request();
    pass(1000);
    assert.deepEqual(refreshes, []);
    busy = false;
    pass(1000);
    assert.equal(refreshes.length, 1);
  });
});
