import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { npyOf } from '../../support/npy';
import { embeddings, json, pool, precomputed, read, type CliCase, type Folder } from './cliCase';

export const ROWS = Array.from({ length: 30 }, (_, i) =>
  JSON.stringify({
    instruction: `do ${'it '.repeat(i % 5)}${i}`,
    output: 'done',
    source: 'abc'[i % 3],
    score: (i * 7) % 10,
  }),
);
/** Tags in the order in which they are met: a, b, c. */
const TAGGED = [
  { n: 5, tags: ['a'] },
  { n: 4, tags: ['a'] },
  { n: 3, tags: ['b'] },
  { n: 2, tags: ['a', 'c'] },
].map((row, i) => ({ instruction: `do ${i}`, output: 'done', ...row }));
export const MAPPED = ['Why is the sky blue?', 'How do I bake bread?', 'What is a prime number?'].map((text) =>
  JSON.stringify({ ask_me: text, told: 'As follows.' }),
);
export const rows = (folder: Folder): string => folder.write('rows.jsonl', `${ROWS.join('\n')}\n`);

interface Report {
  readonly strategy: Record<string, unknown>;
  readonly counts: Record<string, number>;
  readonly rows: readonly { rowIndex: number; status: string; rank?: number; reason?: string }[];
}

export function report(folder: Folder): Report {
  return JSON.parse(read(folder, 'report.json')) as Report;
}

/** Row indexes by rank. */
export function order({ rows: entries }: Report): number[] {
  const taken = entries.filter(({ rank }) => rank !== undefined);
  return taken.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ rowIndex }) => rowIndex);
}

const reported = (folder: Folder): string[] => ['--report', folder.path('report.json'), '--diversity', 'none'];
export const usage = (title: string, options: readonly string[], stderr: RegExp): CliCase => ({
  title,
  args: (f) => ['select', rows(f), '--diversity', 'none', ...options],
  code: 2,
  stderr,
});

/** What is said of options without effect. */
export const notesOfEffect = (stderr: string): string[] => stderr.split('\n').filter((line) => /effect/.test(line));

export const STRATEGY_CASES: readonly CliCase[] = [
  {
    title: 'select at random, by a seed',
    args: (f) => ['select', rows(f), '--rank-by', 'random', '--seed', '7', '--budget', '10', ...reported(f)],
    code: 0,
    stdout: /random order of seed 7, diversity none, budget 10/,
    check(_result, folder) {
      const key = (i: number): string => createHash('sha256').update(`7:${i}`).digest('hex').slice(0, 16);
      const expected = [...ROWS.keys()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, 10);
      assert.deepEqual(order(report(folder)), expected);
      assert.deepEqual(report(folder).strategy, {
        rankBy: 'random',
        ascending: false,
        seed: 7,
        diversity: 'none',
        budget: 10,
      });
    },
  },
  {
    title: 'select by a field with condition, quota and share',
    args: (f) => [
      ...['select', rows(f), '--rank-by', 'field:score', '--ascending', '--budget', '50%'],
      ...['--where', 'source in (a, b) and not field:score > 8', '--quota', 'source=b:2', ...reported(f)],
    ],
    code: 0,
    check(_result, folder) {
      const value = (i: number): number => (i * 7) % 10;
      const candidates = [...ROWS.keys()].filter((i) => i % 3 < 2 && value(i) <= 8);
      candidates.sort((a, b) => value(a) - value(b) || a - b);
      const expected: number[] = [];
      for (const i of candidates) {
        const taken = expected.filter((other) => other % 3 === 1).length;
        if (expected.length < Math.floor(candidates.length / 2) && !(i % 3 === 1 && taken === 2)) expected.push(i);
      }
      const found = report(folder);
      assert.deepEqual(order(found), expected);
      assert.equal(found.counts.excluded, 30 - candidates.length);
      assert.ok(found.rows.some(({ reason }) => reason === 'quota of source = b is full'));
      assert.match(found.rows[2]?.reason ?? '', /does not meet the condition source in/);
    },
  },
  {
    title: 'select by words, within tokens',
    args: (f) => [
      'select',
      ...[rows(f), '--rank-by', 'instruction-length', '--budget', '0.01K-tokens', '--json', '--diversity', 'none'],
    ],
    code: 0,
    check(result) {
      const { parameters, counts, strategy } = json(result) as unknown as Report & { parameters: object };
      assert.deepEqual(parameters, {
        strategy: 'none',
        rankBy: 'instruction-length',
        budget: -1,
        budgetTokens: 10,
      });
      assert.equal(counts.selected, 2); // 16 bytes and 4 are 4 + 1 tokens, twice.
      assert.deepEqual(strategy, {
        rankBy: 'instruction-length',
        ascending: false,
        diversity: 'none',
        budgetTokens: 10,
      });
    },
  },
  {
    title: 'a budget of thousands of tokens with decimals',
    args: (f) => ['select', rows(f), '--rank-by', 'turns', '--budget', '2.01K-tokens', '--json', '--diversity', 'none'],
    code: 0,
    check: (result) => assert.equal((json(result) as unknown as Report).strategy.budgetTokens, 2010),
  },
  {
    title: 'select by evol without diversity: no embeddings are asked for',
    args: (f) => ['select', pool(f), '--scorer', 'precomputed', '--json', '--diversity', 'none'],
    code: 0,
    check(result) {
      const { counts, models } = json(result);
      assert.deepEqual(counts, { rows: 6, selected: 4, nearDuplicate: 0, notReached: 0, unscored: 2 });
      assert.deepEqual(Object.keys(models as object), ['scorer']);
    },
  },
  {
    title: 'a report of the default strategy says so',
    args: (f) => ['select', ...precomputed(f), '--report', f.path('report.json')],
    code: 0,
    check(_result, folder) {
      assert.deepEqual(report(folder).strategy, {
        rankBy: 'evol',
        ascending: false,
        diversity: 'repr-filter',
        threshold: 0.9,
        budget: 6000,
      });
    },
  },
  {
    title: 'select rows that bring new tags',
    args: (f) => [
      ...['select', f.write('tagged.jsonl', `${TAGGED.map((row) => JSON.stringify(row)).join('\n')}\n`)],
      ...['--rank-by', 'field:n', '--diversity', 'instag', '--tags', 'field:tags', '--report', f.path('report.json')],
    ],
    code: 0,
    check(_result, folder) {
      assert.deepEqual(order(report(folder)), [0, 2, 3]);
      assert.equal(report(folder).rows[1]?.reason, 'no new tag');
      assert.equal(report(folder).strategy.tags, 'field:tags');
    },
  },
  ...['instag', 'mig'].map((diversity): CliCase => ({
    title: `select by ${diversity} with tags that no row has`,
    args: (f) => ['select', rows(f), '--rank-by', 'field:score', '--diversity', diversity, '--tags', 'field:none'],
    code: 1,
    stderr: /No row has a tag by field:none\.\nName a field that holds tags/,
  })),
  {
    title: 'select by MIG with tags that are near each other',
    args: (f) => [
      ...['select', f.write('tagged.jsonl', `${TAGGED.map((row) => JSON.stringify(row)).join('\n')}\n`)],
      ...['--rank-by', 'field:n', '--diversity', 'mig', '--tags', 'field:tags', '--report', f.path('report.json')],
      ...[
        '--tag-embeddings',
        f.write(
          'tags.npy',
          npyOf([
            [1, 0],
            [0, 1],
            [0.01, 1],
          ]),
        ),
      ],
    ],
    code: 0,
    // Row 3 gives 2 to each tag, 3 · 2^0.8 = 5.2; row 2 then 2 · (5^0.8 - 2^0.8) = 3.8, row 0 only 7^0.8 - 2^0.8 = 3.0.
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [3, 2, 0, 1]),
  },
  {
    title: 'MIG with embeddings of another number of tags',
    args: (f) => [
      ...['select', f.write('tagged.jsonl', `${TAGGED.map((row) => JSON.stringify(row)).join('\n')}\n`)],
      ...['--rank-by', 'field:n', '--diversity', 'mig', '--tags', 'field:tags'],
      ...['--tag-embeddings', f.write('tags.npy', npyOf([[1, 0]]))],
    ],
    code: 1,
    stderr: /tags\.npy has one row, the number of different tags is 3/,
  },
  ...[
    // Rows 0 and 5 are as far from row 1 and from each other; row 2 is near row 1.
    { diversity: 'k-center', expected: [1, 0, 5, 2] },
    // Row 2 covers row 1 as row 1 covers it, and row 5 a little.
    { diversity: 'facility-location', expected: [2, 0, 5, 1] },
  ].map(({ diversity, expected }) => ({
    title: `select by ${diversity}`,
    args: (f: Folder) => [
      ...['select', pool(f), '--rank-by', 'field:complexity_scores', '--embeddings', embeddings(f)],
      ...['--diversity', diversity, '--report', f.path('report.json')],
    ],
    code: 0,
    check: (_result: unknown, folder: Folder) => assert.deepEqual(order(report(folder)), expected),
  })),
  {
    title: 'select rows like others',
    args: (f) => [
      ...['select', pool(f), '--rank-by', 'turns', '--embeddings', embeddings(f), '--diversity', 'like'],
      ...[
        '--like',
        f.write(
          'like.npy',
          npyOf([
            [0, 0, 1],
            [1, 1, 0],
          ]),
        ),
        '--budget',
        '4',
        '--report',
        f.path('report.json'),
      ],
    ],
    code: 0,
    // In turn: of the third direction rows 4 and 5 are equal; rows 0 and 1 are equally like the second target.
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [4, 0, 5, 1]),
  },
  {
    title: 'select rows like those of a compressed file',
    args: (f) => [
      ...['select', rows(f), '--rank-by', 'turns', '--diversity', 'like', '--budget', '2'],
      ...['--like', f.write('like.jsonl.gz', gzipSync(`${ROWS[17]}\n${ROWS[3]}\n`)), '--report', f.path('report.json')],
    ],
    needsModels: true,
    code: 0,
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [17, 3]),
  },
  {
    title: 'select rows like others whose fields are mapped, too',
    args: (f) => [
      ...['select', f.write('pool.jsonl', MAPPED.join('\n')), '--fields', 'instruction=ask_me,response=told'],
      ...['--rank-by', 'turns', '--diversity', 'like', '--like', f.write('like.jsonl', MAPPED[1] ?? '')],
      ...['--budget', '1', '--report', f.path('report.json')],
    ],
    needsModels: true,
    code: 0,
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [1]),
  },
  usage('a diversity that needs tags', ['--diversity', 'instag', '--rank-by', 'turns'], /instag needs tags/),
  usage(
    'a diversity that needs rows',
    ['--diversity', 'like', '--rank-by', 'turns'],
    /like needs the file with the rows/,
  ),
  {
    title: 'select says once which options have no effect',
    args: (f) => [
      ...['select', rows(f), '--rank-by', 'field:score', '--diversity', 'none', '--budget', '2', '--seed', '3'],
      ...['--alpha', '0.5', '--like', f.path('none.jsonl'), '--embeddings', f.path('none.npy'), '--scorer', 'onnx'],
    ],
    code: 0,
    check: ({ stderr }) =>
      assert.deepEqual(notesOfEffect(stderr), [
        'deita: --alpha, --like, --seed, --scorer, and --embeddings have no effect here.',
      ]),
  },
  {
    title: 'MIG without tags has no use for embeddings of tags',
    args: (f) => [
      ...['select', pool(f), '--rank-by', 'field:complexity_scores', '--embeddings', embeddings(f)],
      ...['--diversity', 'mig', '--tag-embeddings', f.path('none.npy')],
    ],
    code: 0,
    check: ({ stderr }) => assert.deepEqual(notesOfEffect(stderr), ['deita: --tag-embeddings has no effect here.']),
  },
  {
    title: 'select says nothing of options that have an effect',
    args: (f) => [
      ...['select', ...precomputed(f), '--rank-by', 'random', '--seed', '3', '--where', 'evol > 0'],
      ...['--diversity', 'facility-location', '--alpha', '0.5'],
    ],
    code: 0,
    check: ({ stderr }) => assert.deepEqual(notesOfEffect(stderr), []),
  },
  usage('a signal that does not exist', ['--rank-by', 'beauty'], /no signal "beauty"[^]*field:PATH/),
  usage('a condition that cannot be read', ['--where', 'turns >> 3'], /column 8: expected a number[^]*found ">"/),
  usage('a condition on an unknown signal', ['--where', 'turns = 1 or ok = 1'], /Column 14 of the condition/),
  usage('a quota that cannot be read', ['--quota', 'source=x'], /quota is source=x/),
  usage('a budget that is none', ['--budget', '6,5'], /--budget needs a number of rows from 1.*"6,5"/),
  usage('a share above 100 %', ['--budget', '120%'], /--budget needs a percentage above 0 and up to 100/),
  usage('a seed that is no whole number', ['--rank-by', 'random', '--seed', '1.5'], /--seed needs a whole number/),
  usage('a tokenizer that is not there', ['--rank-by', 'tokens', '--tokenizer', 'no.json'], /There is no tokenizer/),
  usage('a ranking by categories', ['--rank-by', 'language'], /cannot be ranked by language/),
];
