import assert from 'node:assert/strict';
import { json, pool, type CliCase } from './cliCase';
import { order, report, rows, usage } from './strategyCases';

const turns = (...texts: string[]) => texts.map((value, at) => ({ from: at % 2 === 0 ? 'human' : 'gpt', value }));
const SCORED = [
  { conversations: turns('do 1', 'done'), scores: { c: 2 }, q: [3] },
  { conversations: turns('do 2', 'done', 'and 3', 'done'), scores: { c: [1, 2] }, q: [4, 5] },
  { conversations: turns('do 4', 'done'), scores: { c: 6 } },
  { conversations: turns('do 5', 'done', 'and 6', 'done'), scores: { c: [1, 2, 3] }, q: [1, 1] },
];
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
      assert.deepEqual(
        found.signals.map(({ name }) => name),
        [...names, 'source', 'file', 'format', 'field:score', 'field:source'],
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
