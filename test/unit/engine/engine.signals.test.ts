import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import type { SelectionRequest } from '../../../src/protocol/selection';
import { seededRandom } from '../../support/seededRandom';
import { EngineFixture, PRECOMPUTED, type Report } from './engineFixture';
import { toJsonLines } from './poolFiles';

type Fields = Readonly<Record<string, unknown>>;

const ROWS: readonly Fields[] = [
  { instruction: "Don't stop: list 3 prime numbers, e.g. 2.", output: 'Two, three and five.', score: 3, ok: true },
  {
    instruction: '한국어로 짧은 이야기를 하나 써 주세요. 주인공은 고양이입니다.',
    output: '옛날에 고양이가 살았습니다.',
    score: 7.5,
    source: 'ko-chat',
  },
  {
    instruction: 'What is the capital of the country, and why is it there?',
    output: '',
    score: -1,
    tags: ['geo', 'a, b'],
  },
  { instruction: 'hi', output: 'ho', score: '5', dataset: 'flan', tags: [], deep: { a: [1, 2] } },
  {
    messages: [
      { role: 'user', content: 'one two' },
      { role: 'assistant', content: 'three' },
      { role: 'user', content: 'four' },
      { role: 'assistant', content: 'five six' },
    ],
    source: '',
  },
];

describe('engine: signals', () => {
  const fixture = new EngineFixture();

  async function selected(rows: readonly (Fields | string)[], request: object) {
    const engine = fixture.start();
    const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
    const path = await fixture.folder.write('pool.jsonl', `${lines.join('\n')}\n`);
    const info = await engine.request('dataset/open', { path });
    const asked = { strategy: 'none', budget: -1, datasetId: info.datasetId, ...request } as SelectionRequest & {
      datasetId: string;
    };
    const summary = await engine.request('dataset/select', asked);
    const report = await fixture.report(engine, info);
    return { summary, report, order: orderOf(report) };
  }

  /** Row indexes by rank. */
  function orderOf({ rows }: Report): number[] {
    const taken = rows.filter(({ rank }) => rank !== undefined);
    return taken.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ rowIndex }) => rowIndex);
  }

  it('rank by words of Unicode segmentation, turns together, the system message left out', async () => {
    // Words: 8 + 4 ("Don't" and "e.g" are one each), 8 + 3 (Korean), 12 + 0, 1 + 1, 3 + 3.
    const lengths = { instruction: [2, 0, 1, 4, 3], response: [0, 1, 4, 3, 2], total: [0, 2, 1, 4, 3] };
    assert.deepEqual((await selected(ROWS, { rankBy: 'instruction-length' })).order, lengths.instruction);
    assert.deepEqual((await selected(ROWS, { rankBy: 'response-length' })).order, lengths.response);
    const { order, summary } = await selected(ROWS, { rankBy: 'total-length' });
    assert.deepEqual(order, lengths.total);
    assert.deepEqual(summary.models, {});
    assert.deepEqual(summary.computed, { turnsScored: 0, rowsEmbedded: 0 });
  });

  it('rank the lowest first, ties by row index in both directions', async () => {
    assert.deepEqual((await selected(ROWS, { rankBy: 'turns' })).order, [4, 0, 1, 2, 3]);
    assert.deepEqual((await selected(ROWS, { rankBy: 'turns', ascending: true })).order, [0, 1, 2, 3, 4]);
  });

  it('rank by a field: rows without a number there are unscored, with the reason', async () => {
    const { order, report, summary } = await selected(ROWS, { rankBy: 'field:score' });
    assert.deepEqual(order, [1, 0, 2]);
    assert.deepEqual(summary.counts, { rows: 5, selected: 3, nearDuplicate: 0, notReached: 0, unscored: 2 });
    assert.deepEqual(
      report.rows.slice(3).map(({ status, reason }) => [status, reason]),
      [
        ['unscored', 'has no number as field:score'],
        ['unscored', 'has no number as field:score'],
      ],
    );
    assert.deepEqual((await selected(ROWS, { rankBy: 'field:deep.a' })).order, [3]); // The sum of a list.
    assert.deepEqual((await selected(ROWS, { rankBy: 'field:ok' })).order, [0]);
  });

  it('draw the random order by SHA-256 of "SEED:i", smallest first, of all rows, bad ones left out', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => (i % 7 === 3 ? '{' : { instruction: `do ${i}`, output: 'ok' }));
    const keyOf = (i: number): string => createHash('sha256').update(`7:${i}`, 'ascii').digest('hex').slice(0, 16);
    const expected = [...rows.keys()].filter((i) => i % 7 !== 3).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const { order, summary } = await selected(rows, { rankBy: 'random', seed: 7 });
    assert.deepEqual(order, expected);
    assert.deepEqual(summary.parameters, { strategy: 'none', rankBy: 'random', seed: 7, budget: -1 });
    const zero = await selected(rows, { rankBy: 'random', budget: 5 });
    assert.deepEqual((zero.summary.parameters as { seed?: number }).seed, 0);
    assert.notDeepEqual(zero.order, expected.slice(0, 5));
  });

  it('rank by complexity and quality: sums over the turns', async () => {
    const scored = (complexity: number[], quality: number[]) => ({
      conversations: complexity.flatMap((_, turn) => [
        { from: 'human', value: `say ${turn}` },
        { from: 'gpt', value: `said ${turn}` },
      ]),
      complexity_scores: complexity,
      quality_scores: quality,
    });
    const rows = [scored([5], [2]), scored([2, 2], [3, 3]), scored([1, 1, 4], [1, 1, 1])];
    const by = async (rankBy: string) => (await selected(rows, { rankBy, scorer: PRECOMPUTED })).order;
    assert.deepEqual(await by('complexity'), [2, 0, 1]);
    assert.deepEqual(await by('quality'), [1, 2, 0]);
    assert.deepEqual(await by('evol'), [1, 0, 2]);
  });

  it('exclude by a condition, with the reason; absent values meet none, and bad rows stay unscored', async () => {
    const excludedBy = async (where: string) => {
      const { report, summary } = await selected([...ROWS, '{'], { rankBy: 'turns', where });
      assert.equal(report.rows[5]?.status, 'unscored');
      const excluded = report.rows.filter(({ status }) => status === 'excluded');
      for (const { reason } of excluded) assert.equal(reason, `does not meet the condition ${where}`);
      assert.equal(summary.counts.excluded, excluded.length);
      return excluded.map(({ rowIndex }) => rowIndex);
    };
    assert.deepEqual(await excludedBy('language = ko'), [0, 2, 3, 4]);
    assert.deepEqual(await excludedBy('language != ko'), [1]);
    assert.deepEqual(await excludedBy('source in (flan, ko-chat)'), [0, 2, 4]);
    assert.deepEqual(await excludedBy('source = pool.jsonl'), [1, 3]);
    assert.deepEqual(await excludedBy('field:source = ko-chat'), [0, 2, 3, 4]);
    assert.deepEqual(await excludedBy('file = pool.jsonl'), []);
    assert.deepEqual(await excludedBy('field:score > 0'), [2, 3, 4]);
    assert.deepEqual(await excludedBy('not field:score > 0'), [0, 1]);
    assert.deepEqual(await excludedBy('field:score = "5" or field:ok = true'), [1, 2, 4]);
    assert.deepEqual(await excludedBy('field:tags contains "a, b"'), [0, 1, 3, 4]);
    assert.deepEqual(await excludedBy('field:instruction contains "prime"'), [1, 2, 3, 4]);
    assert.deepEqual(await excludedBy('format = Alpaca and turns <= 1 and total-length >= 11'), [3, 4]);
    assert.deepEqual(await excludedBy('field:instruction >= "h" and field:instruction < "i"'), [0, 1, 2, 4]);
  });

  it('count the share of candidates, rounded down, after conditions', async () => {
    const rows = Array.from({ length: 19 }, (_, i) => ({ instruction: `do ${i}`, output: 'x', n: i }));
    const share = async (budgetShare: number, more: object = {}) =>
      (await selected(rows, { rankBy: 'field:n', budgetShare, ...more })).summary;
    assert.equal((await share(10)).counts.selected, 1);
    assert.equal((await share(50, { where: 'field:n < 9' })).counts.selected, 4);
    assert.equal((await share(3)).counts.selected, 0);
    const many = Array.from({ length: 1375 }, (_, i) => ({ instruction: `do ${i}`, output: 'x', source: 'a' }));
    assert.equal((await selected(many, { rankBy: 'turns', budgetShare: 5.6 })).summary.counts.selected, 77);
    const capped = { rankBy: 'turns', quotas: [{ signal: 'source', share: 5.6 }] };
    assert.equal((await selected(many, capped)).summary.counts.selected, 77);
    assert.deepEqual((await share(50)).parameters, { strategy: 'none', rankBy: 'field:n', budget: 9, budgetShare: 50 });
  });

  it('end the selection before the first row that exceeds the tokens', async () => {
    const rows = [40, 8, 100, 4].map((length, n) => ({ instruction: 'a'.repeat(length), output: '', n: -n }));
    const taken = async (budgetTokens: number) => (await selected(rows, { rankBy: 'field:n', budgetTokens })).order;
    assert.deepEqual(await taken(9), []);
    assert.deepEqual(await taken(12), [0, 1]);
    assert.deepEqual(await taken(36), [0, 1]);
    assert.deepEqual(await taken(37), [0, 1, 2]);
    assert.deepEqual(await taken(1000), [0, 1, 2, 3]);
  });

  it('cap categories: by share of the budget or of the candidates, and by value', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      instruction: `do ${i}`,
      output: 'x',
      n: -i,
      s: i % 4 === 3 ? 'b' : 'a',
    }));
    const by = (request: object) => selected(rows, { rankBy: 'field:n', ...request });
    const half = await by({ budget: 6, quotas: [{ signal: 'field:s', share: 50 }] });
    assert.deepEqual(half.order, [0, 1, 2, 3, 7, 11]);
    assert.equal(half.report.rows[4]?.status, 'notReached');
    assert.equal(half.report.rows[4].reason, 'quota of field:s = a is full');
    assert.equal(half.report.rows[12]?.reason, undefined);
    const ofAll = await by({ quotas: [{ signal: 'field:s', share: 10 }] });
    assert.deepEqual(ofAll.order, [0, 1, 3, 7]);
    const listed = await by({
      quotas: [{ signal: 'field:s', caps: [{ value: 'a', rows: 1 }] }],
      where: 'field:n > -10',
    });
    assert.deepEqual(listed.order, [0, 3, 7]);
  });

  it('equal a plain reading of their definitions on 100 random pools', async () => {
    for (let seed = 0; seed < 100; seed++) await compareWithOracle(seed);
  }).timeout(60_000);

  async function compareWithOracle(seed: number): Promise<void> {
    const random = seededRandom(seed);
    const below = (n: number): number => Math.floor(random() * n);
    const rows = Array.from({ length: 1 + below(40) }, () => ({
      instruction: Array.from({ length: 1 + below(6) }, () => 'word').join(' '),
      output: 'x',
      ...(random() < 0.8 ? { n: below(5) } : {}),
      ...(random() < 0.7 ? { s: ['a', 'b', 'c'][below(3)] } : {}),
    }));
    const [limit, cap, ascending, budgetShare] = [below(5), below(6), random() < 0.5, 1 + below(100)];
    const { order } = await selected(rows, {
      rankBy: 'field:n',
      ascending,
      budgetShare,
      where: `field:n <= ${limit} or field:s in (a, b) and not instruction-length > 3`,
      quotas: [{ signal: 'field:s', caps: [{ value: 'b', rows: cap }] }],
    });
    const candidates = [...rows.keys()].filter((i) => {
      const { n, s, instruction } = rows[i] ?? { instruction: '' };
      if (n === undefined) return false;
      return n <= limit || ((s === 'a' || s === 'b') && instruction.split(' ').length <= 3);
    });
    const value = (i: number): number => (ascending ? 1 : -1) * (rows[i]?.n ?? NaN);
    candidates.sort((a, b) => value(a) - value(b) || a - b);
    const expected: number[] = [];
    for (const i of candidates) {
      if (expected.length >= Math.floor((candidates.length * budgetShare) / 100)) break;
      const isFull = expected.filter((other) => rows[other]?.s === 'b').length >= cap;
      if (rows[i]?.s !== 'b' || !isFull) expected.push(i);
    }
    assert.deepEqual(order, expected, `pool ${seed}`);
  }

  it('stand in the report as the strategy, the defaults in full', async () => {
    const { report } = await selected(ROWS, {
      rankBy: 'turns',
      where: 'turns > 0',
      quotas: [{ signal: 'source', share: 50 }],
    });
    assert.deepEqual((report as Report & { strategy: unknown }).strategy, {
      rankBy: 'turns',
      ascending: false,
      diversity: 'none',
      budget: -1,
      where: 'turns > 0',
      quotas: [{ signal: 'source', share: 50 }],
    });
  });

  it('are the same for a pool that is kept, reasons included', async () => {
    const cacheDir = fixture.folder.path('cache');
    const path = await fixture.folder.write('kept.jsonl', toJsonLines(ROWS.slice(0, 4)));
    const request = {
      strategy: 'none',
      rankBy: 'turns',
      budget: -1,
      quotas: [{ signal: 'turns', share: 50 }],
    } as const;
    const first = fixture.start(undefined, cacheDir);
    const info = await first.request('dataset/open', { path });
    const summary: SelectionSummary = await first.request('dataset/select', { datasetId: info.datasetId, ...request });
    const before = await fixture.report(first, info);
    await first.dispose();
    const second = fixture.start(undefined, cacheDir);
    const again = await second.request('dataset/open', { path });
    assert.deepEqual(again.selection, summary);
    assert.deepEqual((await fixture.report(second, again)).rows, before.rows);
    assert.equal(before.rows[2]?.reason, 'quota of turns = 1 is full');
  });
});
