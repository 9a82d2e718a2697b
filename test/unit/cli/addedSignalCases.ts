import assert from 'node:assert/strict';
import { json, pool, read, type CliCase } from './cliCase';
import { ask, jsonl } from './signalCases';
import { notesOfEffect, report } from './strategyCases';

/** Signals that are written beside what is written anyway. */
export const ADDED_SIGNAL_CASES: readonly CliCase[] = [
  ...(['random', 'turns'] as const).map((rankBy): CliCase => ({
    title: `scores in the report of a selection by ${rankBy}, which needs none itself`,
    args: (f) => [
      ...['select', pool(f), '--rank-by', rankBy, '--diversity', 'none', '--scorer', 'precomputed'],
      ...['--add', 'evol', '--report', f.path('report.json')],
    ],
    code: 0,
    check({ stderr }, folder) {
      assert.deepEqual(notesOfEffect(stderr), []);
      const found = report(folder).rows as unknown as { signals?: Record<string, unknown> }[];
      assert.deepEqual(
        found.map(({ signals }) => signals?.evol),
        [6, 25, 20, undefined, undefined, 1],
      );
    },
  })),
  {
    title: 'score by fields of a second file, with others of it in the rows that are written',
    args: (f) => [
      ...['score', jsonl(f, 'asked.jsonl', [1, 2].map(ask)), '--join'],
      jsonl(f, 'more.jsonl', [{ c: 2, q: 3, judge: 'one' }, { judge: 'two' }]),
      ...['--complexity-signal', 'field:c', '--quality-signal', 'field:q', '--add', 'field:judge', '--add', 'turns'],
      ...['--output', f.path('scored.jsonl'), '--json'],
    ],
    code: 0,
    check(result, folder) {
      assert.deepEqual(
        (json(result).signals as { name: string; rowsWithValue: number }[]).map(({ name, rowsWithValue }) => [
          name,
          rowsWithValue,
        ]),
        [
          ['field:judge', 2],
          ['turns', 2],
        ],
      );
      const lines = read(folder, 'scored.jsonl').trim().split('\n');
      const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepEqual(
        written.map(({ evol_score, deita_signals }) => [evol_score, deita_signals]),
        [
          [6, { 'field:judge': 'one', turns: 1 }],
          [null, { 'field:judge': 'two', turns: 1 }],
        ],
      );
    },
  },
  ...(
    [
      [['--add', 'beauty'], /no signal "beauty"/],
      [['--add', 'tags'], /tags needs a chat model that judges[^]*--judge-model/],
      [['--add', 'ifd'], /ifd needs a language model[^]*--language-model/],
      [['--add', ''], /--add needs a value/],
    ] as const
  ).map(([more, stderr]): CliCase => ({
    title: `score refuses ${more.join(' ')} before it scores`,
    args: (f) => ['score', pool(f), ...more],
    code: 2,
    stderr,
    check: (result) => assert.doesNotMatch(result.stderr, /Scoring/),
  })),
  {
    title: 'score says which options are for signals that it does not add',
    args: (f) => ['score', pool(f), '--scorer', 'precomputed', '--language-model', f.path('none')],
    code: 0,
    check: ({ stderr }) => assert.deepEqual(notesOfEffect(stderr), ['deita: --language-model has no effect here.']),
  },
];
