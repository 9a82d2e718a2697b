import assert from 'node:assert/strict';
import { json, pool, type CliCase, type Folder } from './cliCase';
import { notesOfEffect, order, report, rows, usage } from './strategyCases';

const turns = (...texts: string[]) => texts.map((value, at) => ({ from: at % 2 === 0 ? 'human' : 'gpt', value }));
const SCORED = [
  { conversations: turns('do 1', 'done'), scores: { c: 2 }, q: [3] },
  { conversations: turns('do 2', 'done', 'and 3', 'done'), scores: { c: [1, 2] }, q: [4, 5] },
  { conversations: turns('do 4', 'done'), scores: { c: 6 } },
  { conversations: turns('do 5', 'done', 'and 6', 'done'), scores: { c: [1, 2, 3] }, q: [1, 1] },
];
export const ask = (id: number) => ({ instruction: `do ${id}`, output: 'done' });
export const jsonl = (folder: Folder, name: string, entries: readonly object[]): string =>
  folder.write(name, `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`);

export const SIGNAL_CASES: readonly CliCase[] = [
  {
    title: 'select by imported scores: no scorer runs',
    args: (f) => [
      ...['select', f.write('scored.jsonl', `${SCORED.map((row) => JSON.stringify(row)).join('\n')}\n`)],
      ...['--complexity-signal', 'field:scores.c', '--quality-signal', 'field:q', '--diversity', 'none'],
      ...['--report', f.path('report.json')],
    ],
    code: 0,
    stdout: /scorer: field:scores\.c × field:q/,
    check(_result, folder) {
      const found = report(folder);
      assert.deepEqual(order(found), [1, 0]);
      const [first, second, third, fourth] = found.rows as unknown as Record<string, unknown>[];
      assert.deepEqual([first?.evolScore, second?.evolScore, second?.complexityScores], [6, 1 * 4 + 2 * 5, [1, 2]]);
      assert.deepEqual([third?.status, third?.reason], ['unscored', 'there is no field:q']);
      assert.deepEqual(
        [fourth?.status, fourth?.reason],
        ['unscored', 'turn 1: field:scores.c has 3 numbers for 2 turns'],
      );
    },
  },
  ...(
    [
      ['scores', (c: number, q: number) => ({ scores: { Deita_Complexity: c, Deita_Quality: q } })],
      ['Q_scores', (c: number, q: number) => ({ Q_scores: { Deita_Complexity: c }, QA_scores: { Deita_Quality: q } })],
    ] as const
  ).map(([title, scoresOf]): CliCase => ({
    title: `select by the scores of OpenDataArena's ${title}, beside those of the toolkit`,
    args: (f) => [
      'select',
      jsonl(f, 'arena.jsonl', [
        { ...ask(1), ...scoresOf(2, 3) },
        { ...ask(2), complexity_scores: [5], quality_scores: [2], ...scoresOf(1, 1) },
        { ...ask(3), ...scoresOf(4, 4) },
        ask(4),
      ]),
      ...['--scorer', 'precomputed', '--diversity', 'none', '--report', f.path('report.json')],
    ],
    code: 0,
    check(_result, folder) {
      const found = report(folder);
      assert.deepEqual(order(found), [2, 1, 0]);
      const [, toolkit, , without] = found.rows as unknown as Record<string, unknown>[];
      assert.equal(toolkit?.evolScore, 10);
      assert.match(String(without?.reason), /carries no complexity_scores and no quality_scores/);
    },
  })),
  {
    title: 'rank by a field of a second file, row by row',
    args: (f) => [
      ...['select', jsonl(f, 'asked.jsonl', [1, 2, 3].map(ask)), '--rank-by', 'field:judged.reward'],
      ...[
        '--join',
        jsonl(
          f,
          'rewards.jsonl',
          [0.5, 0.9, null].map((reward) => ({ judged: { reward } })),
        ),
      ],
      ...['--diversity', 'none', '--report', f.path('report.json')],
    ],
    code: 0,
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [1, 0]),
  },
  {
    title: 'scores of a second file, found by a key',
    args: (f) => [
      ...[
        'select',
        jsonl(
          f,
          'asked.jsonl',
          [1, 2, 3, 4].map((id) => ({ ...ask(id), id, language: 'own' })),
        ),
      ],
      ...['--join-on', 'id', '--join'],
      f.write(
        'scores.json',
        JSON.stringify(
          [
            [4, 2, 2],
            [1, 3, 1],
            [3, 5, 5],
            [9, 6, 6],
          ].map(([id, c, q]) => ({ id, c, q, language: 'joined' })),
        ),
      ),
      ...['--complexity-signal', 'field:c', '--quality-signal', 'field:q', '--where', 'field:language = own'],
      ...['--diversity', 'none', '--report', f.path('report.json')],
    ],
    code: 0,
    check(_result, folder) {
      const found = report(folder);
      assert.deepEqual(order(found), [2, 3, 0]);
      assert.deepEqual([found.rows[1]?.status, found.rows[1]?.reason], ['unscored', 'there is no field:c']);
    },
  },
  {
    title: 'signals of a second file',
    args: (f) => [
      ...[
        'signals',
        jsonl(f, 'asked.jsonl', [
          { ...ask(1), id: 7 },
          { ...ask(2), id: 8 },
        ]),
        '--json',
        '--rows',
      ],
      ...['--join', jsonl(f, 'more.jsonl', [{ id: '8', ok: true, tags: ['a', 'b'] }]), '--join-on', 'id'],
      ...['--add', 'field:ok', '--add', 'field:tags'],
    ],
    code: 0,
    check(result) {
      const { rows: found } = json(result) as unknown as { rows: { values: Record<string, unknown> }[] };
      assert.deepEqual(
        found.map(({ values }) => [values['field:ok'], values['field:tags']]),
        [
          [undefined, undefined],
          [true, ['a', 'b']],
        ],
      );
    },
  },
  ...(
    [
      [['--join-on', 'id'], /--join-on goes with --join FILE/],
      [['--join', 'short.jsonl'], /short\.jsonl has one row, the dataset 2/],
      [
        ['--join', 'short.jsonl', '--join-on', 'key'],
        /No row of short\.jsonl has .* as key.*\n.*Fields of short\.jsonl: id, more\.$/m,
      ],
      [
        ['--join', 'other.jsonl', '--join-on', 'key'],
        /No row of asked\.jsonl has .* as key.*\n.*Fields of asked\.jsonl: instruction, .*id\.$/m,
      ],
      [
        ['--join', 'lists.jsonl', '--join-on', 'key'],
        /No row of lists\.jsonl has .* as key.*\n.*Fields of lists\.jsonl: key\.$/m,
      ],
      [['--join', 'twice.jsonl', '--join-on', 'id'], /twice\.jsonl has several rows whose id is 1/],
    ] as const
  ).map(([options, stderr]): CliCase => ({
    title: `a second file that does not fit: ${options.join(' ')}`,
    args: (f) => {
      jsonl(f, 'short.jsonl', [{ id: 1, more: {} }]);
      jsonl(f, 'other.jsonl', [{ key: 1 }, { key: 2 }]);
      jsonl(f, 'lists.jsonl', [{ key: [1] }, { key: {} }]);
      jsonl(f, 'twice.jsonl', [{ id: 1 }, { id: '1' }]);
      const asked = jsonl(
        f,
        'asked.jsonl',
        [1, 2].map((id) => ({ ...ask(id), id })),
      );
      return [
        'signals',
        asked,
        '--add',
        'field:x',
        ...options.map((each) => (/jsonl$/.test(each) ? f.path(each) : each)),
      ];
    },
    code: 2,
    stderr,
  })),
  usage('one imported score', ['--complexity-signal', 'field:c'], /--scorer precomputed needs --quality-signal/),
  usage('an imported score that is no field', ['--complexity-signal', 'turns'], /--complexity-signal needs field:PATH/),
  {
    title: 'signals --json with rows',
    args: (f) => ['signals', rows(f), '--add', 'field:score', '--add', 'field:source', '--rows', '--json'],
    code: 0,
    check(result) {
      const found = json(result) as unknown as {
        signals: { name: string; kind: string; scope: string; origin: string; range?: object }[];
        rows: { rowIndex: number; values: Record<string, unknown> }[];
      };
      const names = ['turns', 'instruction-length', 'response-length', 'total-length', 'tokens', 'language'];
      const ofTexts = ['code-share', 'maths-share', 'duplicate-of'];
      assert.deepEqual(
        found.signals.map(({ name }) => name),
        [...names, 'source', 'file', 'format', ...ofTexts, 'field:score', 'field:source'],
      );
      const score = found.signals.find(({ name }) => name === 'field:score');
      assert.deepEqual(score, {
        name: 'field:score',
        kind: 'number',
        scope: 'row',
        origin: 'imported',
        rowsWithValue: 30,
        range: { min: 0, mean: 4.5, max: 9 },
      });
      assert.equal(found.signals.find(({ name }) => name === 'field:source')?.kind, 'category');
      assert.equal(found.rows.length, 30);
      assert.deepEqual(found.rows[3], {
        rowIndex: 3,
        values: {
          turns: 1,
          'instruction-length': 5,
          'code-share': 0,
          'maths-share': 0,
          'response-length': 1,
          'total-length': 6,
          tokens: 5,
          language: 'en',
          source: 'a',
          file: 'rows.jsonl',
          format: 'Alpaca',
          'field:score': 1,
          'field:source': 'a',
        },
      });
    },
  },
  {
    title: 'signals that need no scorer',
    args: (f) => ['signals', pool(f), '--scorer', 'precomputed', '--add', 'field:source'],
    code: 0,
    check: ({ stderr }) => assert.deepEqual(notesOfEffect(stderr), ['deita: --scorer has no effect here.']),
  },
  ...(['signals', 'select'] as const).map((command): CliCase => ({
    title: `${command} says which options of models have no effect`,
    args: (f) => [
      ...[command, pool(f), '--scorer', 'precomputed', '--language-model', f.path('none'), '--judge-model', 'judge'],
      ...['--judge-base-url', 'http://127.0.0.1:1/v1', '--tag-vocabulary', f.write('tags.txt', 'a\n')],
      ...(command === 'select' ? ['--diversity', 'none'] : ['--add', 'evol']),
    ],
    code: 0,
    check: ({ stderr }) =>
      assert.deepEqual(notesOfEffect(stderr), [
        'deita: --language-model, --judge-model, --judge-base-url, and --tag-vocabulary have no effect here.',
      ]),
  })),
  {
    title: 'signals that need a scorer',
    args: (f) => ['signals', pool(f), '--scorer', 'precomputed', '--add', 'evol', '--add', 'quality'],
    code: 0,
    stdout:
      /evol +number +4 rows +Precomputed +1 to 25, mean 13\nquality +number +4 rows +Precomputed +1 to 5, mean 3.25/,
  },
  {
    title: 'a signal that does not exist, added',
    args: (f) => ['signals', pool(f), '--add', 'beauty'],
    code: 2,
    stderr: /no signal "beauty"/,
  },
];
