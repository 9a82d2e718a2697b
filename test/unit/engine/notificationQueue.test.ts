import assert from 'node:assert/strict';
import { NotificationQueue } from '../../../src/engine/process/notificationQueue';
import type { WireNotification } from '../../../src/engine/process/wire';
import { eventually } from '../../support/eventually';

const entry = (level: 'debug' | 'info', message: string): WireNotification => ({
  name: 'log',
  value: { level, message },
});

describe('what an engine says unasked', () => {
  it('goes in one message with the entries about requests that came before it, in their order', () => {
    const sent: (readonly WireNotification[])[] = [];
    const queue = new NotificationQueue((notifications) => sent.push(notifications));
    queue.add(entry('info', 'first'));
    queue.add(entry('debug', 'a request'));
    queue.add(entry('debug', 'another'));
    assert.equal(sent.length, 1);
    queue.add(entry('info', 'second'));
    assert.deepEqual(sent, [
      [entry('info', 'first')],
      [entry('debug', 'a request'), entry('debug', 'another'), entry('info', 'second')],
    ]);
    queue.flush();
    assert.equal(sent.length, 2);
  });

  it('keeps nothing for good: entries that nothing follows go by themselves', async () => {
    const sent: (readonly WireNotification[])[] = [];
    const queue = new NotificationQueue((notifications) => sent.push(notifications));
    queue.add(entry('debug', 'the last request'));
    await eventually(() => {
      assert.deepEqual(sent, [[entry('debug', 'the last request')]]);
      return Promise.resolve();
    });
  });
});
