import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { embeddings, json, pool, POOL, read, row, type CliCase, type Folder } from './cliCase';

const twice = (folder: Folder): string => folder.write('twice.jsonl', `${row(0, 2, 3)}\n`.repeat(2));

/** Scoring, embedding, neighbours, and cancelling. */
export const SCORE_CASES: readonly CliCase[] = [
  {
    title: 'score --output',
    args: (f) => ['score', pool(f), '--scorer', 'precomputed', '--output', f.path('scored.jsonl')],
    code: 0,
    stdout: /Scorer: precomputed/,
    stderr: /pool\.jsonl:4:16: Invalid JSON/,
    check(_result, folder) {
      const lines = read(folder, 'scored.jsonl').split('\n');
      assert.equal(lines[0], `${POOL[0]?.slice(0, -1)},"evol_score":6}`);
      assert.equal(lines[3], POOL[3]);
      const unscored = JSON.parse(lines[4] ?? '') as Record<string, unknown>;
      assert.deepEqual(
        [unscored.complexity_scores, unscored.quality_scores, unscored.evol_score],
        [[null], [null], null],
      );
      assert.equal(lines.length, 7);
    },
  },
  {
    title: 'score with the built-in scorer',
    args: (f) => ['score', pool(f), '--json', '--output', f.path('scored.jsonl')],
    code: 0,
    needsModels: true,
    check(result, folder) {
      assert.deepEqual([json(result).rows, json(result).turnsScored], [6, 5]);
      const scored = JSON.parse(read(folder, 'scored.jsonl').split('\n')[0] ?? '') as Record<string, number[]>;
      for (const score of [scored.complexity_scores?.[0] ?? 0, scored.quality_scores?.[0] ?? 0]) {
        assert.ok(score >= 1 && score <= 6);
      }
    },
  },
  {
    title: 'score --explain',
    args: (f) => ['score', pool(f), '--explain', '0', '--json'],
    code: 0,
    needsModels: true,
    check(result) {
      const { rowIndex, turns } = json(result).explained as {
        rowIndex: number;
        turns: Record<'complexity' | 'quality', { text: string; effect: number }[]>[];
      };
      assert.deepEqual([rowIndex, turns.length], [0, 1]);
      for (const reasons of turns.flatMap(({ complexity, quality }) => [complexity, quality])) {
        assert.ok(reasons.length > 0 && reasons.length <= 3);
        assert.ok(reasons.every(({ text, effect }) => text !== '' && effect !== 0));
        for (const reason of reasons) assert.deepEqual(Object.keys(reason), ['text', 'effect']);
      }
    },
  },
  {
    title: 'score --explain in words',
    args: (f) => ['score', pool(f), '--explain', '0'],
    code: 0,
    needsModels: true,
    stdout: /Row 0, turn 1: complexity \d\.\d\d\n {2}[+−]\d\.\d\d {2}\w[^]*Row 0, turn 1: quality \d/,
  },
  {
    title: 'score --explain of scores that rows carry',
    args: (f) => ['score', pool(f), '--scorer', 'precomputed', '--explain', '0'],
    code: 2,
    stderr: /--explain goes with the heuristic default/,
  },
  {
    title: 'score of a dataset in another language',
    args: (f) => [
      'score',
      f.write('greek.jsonl', '{"instruction": "Ποια είναι η πρωτεύουσα;", "output": "Η Αθήνα."}\n'.repeat(20)),
    ],
    code: 0,
    needsModels: true,
    stdout: /Nearly all rows \(20 of 20\) are in a language that the default scorer was not trained on/,
  },
  {
    title: 'select with the built-in models',
    args: (f) => ['select', pool(f), '--budget', '2'],
    code: 0,
    needsModels: true,
    stdout: /Selected 2 of 6 rows[^]*scorer: heuristic default[^]*computed: 5 turns scored/,
  },
  {
    title: 'score and nothing of a rest, where there is none',
    args: (f) => ['score', pool(f)],
    code: 0,
    needsModels: true,
    stdout: /Scorer: heuristic default; 5 turns scored\.\n/,
  },
  {
    title: 'score of a text that comes twice',
    args: (f) => ['score', twice(f)],
    code: 0,
    needsModels: true,
    stdout: /Scorer: heuristic default; 1 turn scored, the rest came from the cache\.\n/,
  },
  {
    title: 'score of a text that comes twice, without a cache',
    args: (f) => ['score', twice(f), '--no-cache'],
    code: 0,
    needsModels: true,
    stdout: /Scorer: heuristic default; 1 turn scored, the rest has the same texts\.\n/,
  },
  {
    title: 'select without a cache and with nothing left to compute',
    args: (f) => ['select', pool(f), '--budget', '-1', '--no-cache'],
    code: 0,
    needsModels: true,
    stdout: /computed: 5 turns scored, 0 rows embedded; 5 need none: no row is near enough\n/,
  },
  {
    title: 'select of a text that comes twice',
    args: (f) => ['select', twice(f), '--budget', '-1'],
    code: 0,
    needsModels: true,
    stdout: /computed: 1 turn scored, 1 row embedded; the rest came from the cache\n/,
  },
  {
    title: 'embed and nothing of a rest, where there is none',
    args: (f) => ['embed', pool(f), '--no-cache'],
    code: 0,
    needsModels: true,
    stdout: /^Embedded 5 rows: 5 different texts computed\.\n/,
  },
  {
    title: 'embed of a text that comes twice, without a cache',
    args: (f) => ['embed', twice(f), '--no-cache'],
    code: 0,
    needsModels: true,
    stdout: /^Embedded 2 rows: 1 different texts computed, the rest has the same texts\.\n/,
  },
  {
    title: 'embed, where a bad row counts for no text',
    args: (f) => ['embed', pool(f), '--json', '--no-cache'],
    code: 0,
    needsModels: true,
    check(result) {
      const { rows, badRows, rowsEmbedded } = json(result);
      assert.deepEqual({ rows, badRows, rowsEmbedded }, { rows: 6, badRows: 1, rowsEmbedded: 5 });
    },
  },
  {
    title: 'neighbours',
    args: (f) => ['neighbours', pool(f), '--row', '1', '--count', '2', '--embeddings', embeddings(f), '--json'],
    code: 0,
    check(result) {
      const found = json(result).neighbours as { rowIndex: number; lineNumber: number; cosineSimilarity: number }[];
      assert.equal(found.length, 2);
      assert.deepEqual([found[0]?.rowIndex, found[0]?.lineNumber], [2, 3]);
      assert.ok((found[0]?.cosineSimilarity ?? 0) > 0.99);
    },
  },
  {
    title: 'neighbours of a row that is not there',
    args: (f) => ['neighbours', pool(f), '--row', '6', '--embeddings', embeddings(f)],
    code: 1,
    stderr: /row/i,
  },

  {
    title: 'Ctrl-C',
    args: (f) => [
      'select',
      f.write('large.jsonl', Array.from({ length: 20_000 }, (_, id) => `${row(id, 1, 1)}\n`).join('')),
      '--no-cache',
      '--output',
      f.path('out.jsonl'),
    ],
    code: 130,
    needsModels: true,
    interruptOn: /Scoring/,
    stderr: /cancelled/,
    check(result, folder) {
      assert.equal(result.stdout, '');
      assert.equal(existsSync(folder.path('out.jsonl')), false);
    },
  },
];
