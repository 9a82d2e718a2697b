import assert from 'node:assert/strict';
import { Serial } from '../../../src/common/serial';

describe('serial work', () => {
  it('is done one after the other, whatever the ones before come to', async () => {
    const serial = new Serial();
    const seen: string[] = [];
    let end: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (end = resolve));
    const first = serial.run(async () => {
      seen.push('first begins');
      await held;
      seen.push('first ends');
      return 1;
    });
    const second = serial.run(() => {
      seen.push('second');
      return Promise.reject(new Error('no'));
    });
    const third = serial.run(() => {
      seen.push('third');
      return Promise.resolve(3);
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(seen, ['first begins']);
    end();
    assert.equal(await first, 1);
    await assert.rejects(second, /^Error: no$/);
    assert.equal(await third, 3);
    assert.deepEqual(seen, ['first begins', 'first ends', 'second', 'third']);
  });
});
