import assert from 'node:assert/strict';
import { AdaptiveLimit } from '../../../src/serverClient/adaptiveLimit';
import { addressesOf } from '../../../src/serverClient/addresses';
import { withRetries } from '../../../src/serverClient/retry';
import { retryAfterMs } from '../../../src/serverClient/retryAfter';
import { scrub } from '../../../src/serverClient/scrub';
import { ServerError } from '../../../src/serverClient/serverError';

describe('AdaptiveLimit', () => {
  /** A server that answers `capacity` requests a millisecond at best, however many are under way. */
  function answer(limit: AdaptiveLimit, clock: { now: number }, count: number, capacity: number): void {
    for (let n = 0; n < count; n++) {
      clock.now += Math.max(1 / capacity, 1 / limit.current);
      limit.succeeded();
    }
  }

  it('climbs while that brings more answers, and hardly beyond', () => {
    const clock = { now: 0 };
    const limit = new AdaptiveLimit(undefined, () => clock.now);
    answer(limit, clock, 2000, 16);
    assert.ok(limit.current >= 16 && limit.current <= 64, String(limit.current));
  });

  it('halves once for one overload, however many requests it hits, and climbs again', () => {
    const clock = { now: 0 };
    const limit = new AdaptiveLimit(32, () => clock.now);
    for (let hit = 0; hit < 10; hit++) limit.overloaded();
    assert.equal(limit.current, 16);
    clock.now += 2000;
    limit.overloaded();
    assert.equal(limit.current, 8);
    clock.now += 2000;
    answer(limit, clock, 5000, 1000);
    assert.ok(limit.current > 8 && limit.current <= 32);
  });

  it('never runs more at once than allowed, and runs all', async () => {
    const limit = new AdaptiveLimit(3);
    let [running, most, done] = [0, 0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      done++;
    };
    await Promise.all(Array.from({ length: 50 }, () => limit.run(work, undefined)));
    assert.deepEqual([most, done], [3, 50]);
  });

  it('lets go of what waits when it is cancelled', async () => {
    const limit = new AdaptiveLimit(1);
    const cancellation = new AbortController();
    let release!: () => void;
    const first = limit.run(() => new Promise<void>((resolve) => (release = resolve)), undefined);
    const second = limit.run(() => Promise.resolve(), cancellation.signal);
    cancellation.abort();
    await assert.rejects(second, { code: 'cancelled' });
    release();
    await first;
    assert.equal(await limit.run(() => Promise.resolve(7), undefined), 7);
  });
});

describe('withRetries', () => {
  const policy = { attempts: 4, baseMs: 1, maxMs: 2 };

  async function attemptsOf(error: Error): Promise<number> {
    let attempts = 0;
    const failing = (): Promise<never> => {
      attempts++;
      return Promise.reject(error);
    };
    await assert.rejects(
      withRetries(failing, () => policy, undefined),
      error,
    );
    return attempts;
  }

  it('tries again what may succeed later, and only that', async () => {
    assert.equal(await attemptsOf(new ServerError('overload', 'x')), 4);
    assert.equal(await attemptsOf(new ServerError('timeout', 'x')), 3);
    assert.equal(await attemptsOf(new ServerError('key', 'x')), 1);
    assert.equal(await attemptsOf(new Error('a defect')), 1);
  });

  it('does not wait longer than people would: it ends with what the server said', async () => {
    assert.equal(await attemptsOf(new ServerError('rateLimit', 'x', undefined, { retryAfterMs: 3_600_000 })), 1);
  });
});

describe('what servers say', () => {
  it('Retry-After in seconds, as a date, in milliseconds, or not at all', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const wait = (headers: Record<string, string>): number | undefined => retryAfterMs(new Headers(headers), now);
    assert.equal(wait({ 'Retry-After': '2' }), 2000);
    assert.equal(wait({ 'Retry-After': 'Thu, 01 Jan 2026 00:00:05 GMT' }), 5000);
    assert.equal(wait({ 'Retry-After': '9', 'retry-after-ms': '40' }), 40);
    assert.equal(wait({ 'Retry-After': 'soon' }), undefined);
    assert.equal(wait({}), undefined);
  });

  it('comes without the key and other tokens', () => {
    assert.equal(scrub('got  my-key-1 and\nBearer abc.def', 'my-key-1'), 'got … and Bearer …');
    assert.doesNotMatch(scrub('Incorrect API key provided: sk-abcdef123', undefined), /abcdef/);
  });

  it('addresses below a base URL, with and without a path', () => {
    assert.deepEqual(addressesOf('http://h:1'), { api: 'http://h:1/v1', root: 'http://h:1' });
    assert.deepEqual(addressesOf(' http://h:1/v1/ '), { api: 'http://h:1/v1', root: 'http://h:1' });
    assert.deepEqual(addressesOf('https://h/x/v1'), { api: 'https://h/x/v1', root: 'https://h/x' });
    for (const wrong of ['h:1', 'ftp://h', 'http://u:p@h/v1', 'http://h/v1?key=1', '']) {
      assert.throws(() => addressesOf(wrong), { code: 'usage' });
    }
  });
});
