import assert from 'node:assert/strict';
import { tellOfCrashes } from '../../../src/editor/engineHost/crashMessages';
import type { EngineStatus } from '../../../src/protocol/notifications';
import { FakeEngine } from './support/fakeEngine';

describe('tellOfCrashes', () => {
  function told(...statuses: Omit<EngineStatus, 'message'>[]): string[] {
    const engine = new FakeEngine();
    const shown: string[] = [];
    const stop = tellOfCrashes(engine, (message) => shown.push(message));
    for (const status of statuses) engine.emit('engineStatus', { ...status, message: 'for the log' });
    stop();
    engine.emit('engineStatus', { state: 'failed', message: 'for the log' });
    return shown;
  }

  it('promises that a job goes on only where one was running that does', () => {
    assert.match(told({ state: 'restarted', resent: ['dataset/select'] }).join(), /the job goes on from the cache/);
    assert.match(told({ state: 'restarted', resent: ['dataset/export'] }).join(), /is run again/);
    assert.match(told({ state: 'restarted' }).join(), /no job was running/);
  });

  it('says each thing once, and nothing before it is known how it goes on', () => {
    const crash = [{ state: 'crashed' }, { state: 'restarted', resent: ['dataset/score'] }] as const;
    assert.equal(told(...crash, ...crash).length, 1);
    assert.equal(told(...crash, { state: 'crashed' }, { state: 'restarted' }, { state: 'failed' }).length, 3);
  });
});
