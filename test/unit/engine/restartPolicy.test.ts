import assert from 'node:assert/strict';
import { RestartPolicy } from '../../../src/engine/process/restartPolicy';

describe('RestartPolicy', () => {
  it('waits longer after each crash, gives up, and tries again once the crashes lie back', () => {
    let now = 0;
    const policy = new RestartPolicy(() => now);
    assert.equal(policy.delayMs, 0);
    const delays: (number | null)[] = [];
    for (let crash = 0; crash < 4; crash++) {
      policy.recordCrash();
      delays.push(policy.delayMs);
      now += 1000;
    }
    assert.deepEqual(delays, [100, 500, 2500, null]);
    now += 10 * 60_000;
    assert.equal(policy.delayMs, 0);
  });
});
