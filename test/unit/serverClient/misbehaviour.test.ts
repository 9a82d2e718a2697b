import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages/wording';
import type { DeitaError, ErrorCode } from '../../../src/common/errors';
import { sleep } from '../../../src/common/sleep';
import type { Turn } from '../../../src/dataset/conversation';
import type { TurnScore } from '../../../src/scoring/scorer';
import { eventually } from '../../support/eventually';
import { stubServers } from '../../support/servers/startStub';
import type { StubFaults } from '../../support/servers/stubOptions';
import { LIMITS } from '../../support/timeLimits';
import { assertScores, IMPATIENT, scorerFor, turnsOf } from './scorerFixture';

/** Far longer than an answer of the stub takes, on a busy machine too: it is waited for once. */
const HANG_MS = LIMITS.wait / 10;
/** 24 days: what a timer can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Requests of the connection's first questions come first: faults that end a test go by without harm to them. */
describe('servers that misbehave', () => {
  const start = stubServers();

  const rightAfterAll: Readonly<Record<string, StubFaults>> = {
    '429 with Retry-After': { statuses: [429, 429, 429], retryAfter: 0.05 },
    '429 without Retry-After': { statuses: [429, 429, 429] },
    'a burst of 500': { statuses: [500, 500, 500, 500, 500] },
    '503 while the model loads': { statuses: [503, 503] },
    'connections cut in the middle of the body': { resets: 2 },
    'lists that lose their last answer': { leavesOutLast: true },
  };
  for (const [fault, faults] of Object.entries(rightAfterAll)) {
    it(`end in the right scores: ${fault}`, async () => {
      const { baseUrl } = await start({ api: 'vllm', faults });
      const turns = turnsOf(100);
      assertScores(await scorerFor({ baseUrl, preset: 'vllm' }).score(turns), turns);
    });
  }

  it('end in the right scores: a hang', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { hangs: 1 } });
    const turns = turnsOf(20);
    assertScores(await scorerFor({ baseUrl, preset: 'vllm' }, { timeoutMs: HANG_MS }).score(turns), turns);
  });

  it('wait as long as Retry-After says', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { statuses: [429], retryAfter: 1 } });
    const waits: number[] = [];
    const retry = { ...IMPATIENT, wait: (ms: number) => Promise.resolve(void waits.push(ms)) };
    const turns = turnsOf(1);
    assertScores(await scorerFor({ baseUrl, preset: 'vllm' }, { retry }).score(turns), turns);
    assert.equal(waits.length, 1);
    assert.ok((waits[0] ?? 0) >= 1000, `${waits.join(' ')} ms`);
  });

  const clearErrors: readonly {
    readonly title: string;
    readonly faults: StubFaults;
    readonly timeoutMs?: number;
    readonly code: ErrorCode;
    readonly says: RegExp;
  }[] = [
    {
      title: 'a hang for good',
      faults: { hangs: 1000 },
      timeoutMs: 200,
      code: 'serverUnreachable',
      says: /did not answer within/,
    },
    { title: 'a web page in place of JSON', faults: { html: true }, code: 'serverAnswer', says: /HTML page/ },
    {
      title: 'five log-probabilities',
      faults: { alternatives: 5 },
      code: 'serverAnswer',
      says: /log-probabilities of 5 alternatives at most[^]*all 6 digits/,
    },
    {
      title: 'a trimmed trailing space',
      faults: { trim: true },
      code: 'serverAnswer',
      says: /space that ends the prompt was cut off/,
    },
    { title: '500 for good', faults: { statuses: new Array<number>(5000).fill(500) }, code: 'serverBusy', says: /500/ },
  ];
  for (const { title, faults, timeoutMs, code, says } of clearErrors) {
    it(`end in a clear error: ${title}`, async () => {
      const { baseUrl } = await start({ api: 'legacy', faults });
      const options = timeoutMs === undefined ? {} : { timeoutMs };
      const error = await failureOf(scorerFor({ baseUrl, preset: 'other' }, options).score(turnsOf(3)));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, says);
      assert.ok(error.hint !== undefined);
    });
  }

  it('are refused by every preset when the trailing space gets lost', async () => {
    for (const [api, preset] of [
      ['llamacpp', 'llamacpp'],
      ['ollama', 'ollama'],
      ['openai', 'openai'],
    ] as const) {
      const { baseUrl } = await start({ api, faults: { trim: true } });
      const error = await failureOf(scorerFor({ baseUrl, preset }).score(turnsOf(1)));
      assert.match(error.message, /space that ends the prompt was cut off/, api);
    }
  });

  it('are refused when the digits are not what the model would say, though they are listed', async () => {
    for (const api of ['vllm', 'vllmBefore2026'] as const) {
      const { baseUrl } = await start({ api, faults: { trim: true } });
      const error = await failureOf(scorerFor({ baseUrl, preset: 'vllm' }).score(turnsOf(1)));
      assert.match(error.message, /does not answer with a digit/, api);
    }
  });

  it('end in a clear error: a model that is not there', async () => {
    const { baseUrl } = await start({ api: 'vllm' });
    const models = { complexity: 'complexity-scorer', quality: 'none-such' };
    const error = await failureOf(scorerFor({ baseUrl, preset: 'vllm', models }).score(turnsOf(1)));
    assert.equal(error.code, 'serverRefused');
    assert.match(`${error.message} ${error.hint}`, /none-such[^]*does not exist[^]*Choose a model/);
  });

  it('end in a clear error without the key, which the server repeats: a wrong key', async () => {
    const { baseUrl } = await start({ api: 'vllm', apiKey: 'right-key-4711' });
    const apiKey = 'wrong-key-0815';
    const error = await failureOf(scorerFor({ baseUrl, preset: 'vllm', apiKey }).score(turnsOf(1)));
    assert.equal(error.code, 'keyRefused');
    assert.match(error.message, /401/);
    assert.doesNotMatch(JSON.stringify([error, error.message, error.hint, error.stack, error.cause]), /0815/);
  });

  it('end in a clear error soon: nothing listens there', async () => {
    const stub = await start({ api: 'vllm' });
    await stub.stop();
    const error = await failureOf(scorerFor({ baseUrl: stub.baseUrl, preset: 'vllm' }).score(turnsOf(1)));
    assert.equal(error.code, 'serverUnreachable');
    assert.match(error.message, /nothing listens there/);
  });

  for (const status of [400, 500]) {
    it(`leave only the turn unscored that they answer ${status} to, for this time`, async () => {
      const { baseUrl } = await start({ api: 'vllm', faults: { poison: { text: 'topic 13 ', status } } });
      const turns = turnsOf(64);
      const scores = await scorerFor({ baseUrl, preset: 'vllm' }).score(turns);
      const hit = (turn: Turn): boolean => `${turn.instruction} `.includes('topic 13 ');
      const at = turns.findIndex(hit);
      const unscored = scores[at] as TurnScore & { temporary?: true };
      assert.ok('unscoredReason' in unscored && unscored.temporary === true, JSON.stringify(unscored));
      assert.match(
        inEnglish(unscored.unscoredReason),
        new RegExp(`^(complexity|quality): .* answered ${status}\\b.*\\.$`),
      );
      assertScores(
        scores.filter((_, index) => index !== at),
        turns.filter((_, index) => index !== at),
      );
    });
  }

  it('stop the run when they refuse every turn', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { poison: { text: 'Explain topic', status: 400 } } });
    const error = await failureOf(scorerFor({ baseUrl, preset: 'vllm' }).score(turnsOf(64)));
    assert.match(error.message, /answered 400/);
  });

  it('leave a turn unscored whose digits they do not all list, and say which', async () => {
    const { baseUrl } = await start({ api: 'legacy', faults: { alternatives: 6 } });
    // The space is listed in the place of a digit by chance of the stub's logits: look at what came.
    const scores = await scorerFor({ baseUrl, preset: 'other' }).score(turnsOf(50));
    for (const score of scores) {
      if ('unscoredReason' in score)
        assert.match(inEnglish(score.unscoredReason), /did not return the probability of [1-6]/);
      else assert.ok(score.complexityScore >= 1 && score.complexityScore <= 6);
    }
  });

  /** Nothing else ends either: no answer comes, no time limit is reached, no wait is ever over. */
  it('let go on cancelling, while they hang', async () => {
    const stub = await start({ api: 'vllm', faults: { hangs: 1000 } });
    const cancellation = new AbortController();
    const scorer = scorerFor({ baseUrl: stub.baseUrl, preset: 'vllm' }, { timeoutMs: LONGEST_TIMER_MS });
    const run = failureOf(scorer.score(turnsOf(500), cancellation.signal));
    await eventually(async () => assert.ok((await stub.report()).requests > 0));
    cancellation.abort();
    assert.equal((await run).code, 'cancelled');
  });

  it('let go on cancelling, while a retry waits', async () => {
    const { baseUrl } = await start({ api: 'vllm', faults: { statuses: new Array<number>(100).fill(503) } });
    const cancellation = new AbortController();
    let waits!: () => void;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const forGood = (_ms: number, signal?: AbortSignal): Promise<void> => {
      waits();
      return sleep(LONGEST_TIMER_MS, signal);
    };
    const scorer = scorerFor({ baseUrl, preset: 'vllm' }, { retry: { ...IMPATIENT, wait: forGood } });
    const run = failureOf(scorer.score(turnsOf(500), cancellation.signal));
    await waiting;
    cancellation.abort();
    assert.equal((await run).code, 'cancelled');
  });
});

async function failureOf(work: Promise<unknown>): Promise<DeitaError> {
  try {
    await work;
  } catch (error) {
    return error as DeitaError;
  }
  return assert.fail('it succeeded');
}
