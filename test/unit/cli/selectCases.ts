import assert from 'node:assert/strict';
import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { json, pool, POOL, precomputed, read, type CliCase } from './cliCase';

export const SELECT_CASES: readonly CliCase[] = [
  {
    title: 'inspect',
    args: (f) => ['inspect', pool(f)],
    code: 0,
    stdout: /Format +Alpaca\n[^]*Rows +6\nTurns +5\nBad rows +1\nPrecomputed +5 rows\nNo response +none/,
    stderr: /pool\.jsonl:4:16: Invalid JSON/,
  },
  {
    title: 'inspect --json',
    args: (f) => ['inspect', pool(f), '--json'],
    code: 0,
    check(result) {
      const { problems, ...rest } = json(result);
      const bytes = Buffer.byteLength(`${POOL.join('\n')}\n`);
      assert.deepEqual(rest, {
        container: 'JSON Lines',
        containerNotes: [],
        format: 'Alpaca',
        bytes,
        rows: 6,
        turns: 5,
        problemCount: 1,
        carriedScores: { usable: 5, unusable: 0 },
        reading: {
          turns: 5,
          turnsWithoutResponse: 0,
          probablyMisread: false,
          openingsLeftOut: 0,
          rejectedRows: 0,
          unreadKeys: [],
          rowsWithScores: 5,
        },
      });
      assert.deepEqual(
        (problems as object[]).map((problem) => Object.entries(problem).filter(([key]) => key !== 'message')),
        [Object.entries({ rowIndex: 3, lineNumber: 4, column: 16, code: 'invalidJson' })],
      );
    },
  },
  {
    title: 'inspect with mapped fields',
    args: (f) => [
      'inspect',
      f.write('odd.jsonl', '{"q":{"text":"a"},"a":"b"}\n'),
      '--fields',
      'instruction=q.text,response=a',
    ],
    code: 0,
    stdout: /Turns +1\nBad rows +0/,
  },

  {
    title: 'select',
    args: (f) => ['select', ...precomputed(f), '--threshold', '0.9'],
    code: 0,
    stdout: /Selected 3 of 6 rows [^]*1 near-duplicate, 0 not reached, 2 unscored[^]*scorer: Precomputed/,
    stderr: /pool\.jsonl:4: unscored: [^]*pool\.jsonl:5: unscored: /,
  },
  {
    title: 'select --json',
    args: (f) => ['select', ...precomputed(f), '--json', '--budget', '2'],
    code: 0,
    check(result) {
      const { counts, parameters } = json(result);
      assert.deepEqual(counts, { rows: 6, selected: 2, nearDuplicate: 1, notReached: 1, unscored: 2 });
      assert.equal((parameters as { threshold: number }).threshold, 0.9);
      assert.doesNotMatch(result.stderr, /Selecting/);
    },
  },
  {
    title: 'select without budget, with a negative threshold',
    args: (f) => ['select', ...precomputed(f), '--json', '--budget', '-1', '--threshold', '-0.5'],
    code: 0,
    check: (result) => assert.equal((json(result).counts as { selected: number }).selected, 1),
  },
  {
    title: 'select --output and --report',
    args: (f) => ['select', ...precomputed(f), '--output', f.path('out.jsonl'), '--report', f.path('report.json')],
    code: 0,
    check(_result, folder) {
      assert.equal(read(folder, 'out.jsonl'), `${POOL[1]}\n${POOL[0]}\n${POOL[5]}\n`);
      const manifest = JSON.parse(read(folder, 'out.jsonl.deita.json')) as { output: { rows: number } };
      assert.equal(manifest.output.rows, 3);
      const report = JSON.parse(read(folder, 'report.json')) as { rows: Record<string, unknown>[] };
      assert.deepEqual(
        report.rows.map(({ rowIndex, lineNumber, status, rank }) => [rowIndex, lineNumber, status, rank]),
        [
          [0, 1, 'selected', 2],
          [1, 2, 'selected', 1],
          [2, 3, 'nearDuplicate', undefined],
          [3, 4, 'unscored', undefined],
          [4, 5, 'unscored', undefined],
          [5, 6, 'selected', 3],
        ],
      );
      assert.equal(report.rows[2]?.nearDuplicateOf, 1);
      assert.ok((report.rows[2].cosineSimilarity as number) > 0.99);
      assert.deepEqual([report.rows[1]?.evolScore, report.rows[1]?.complexityScores], [25, [5]]);
      for (const unscored of report.rows.slice(3, 5)) assert.ok((unscored.reason as string).length > 0);
    },
  },
  {
    title: 'select in file order',
    args: (f) => ['select', ...precomputed(f), '--order', 'file', '--output', f.path('out.jsonl')],
    code: 0,
    check: (_result, folder) => assert.equal(read(folder, 'out.jsonl'), `${POOL[0]}\n${POOL[1]}\n${POOL[5]}\n`),
  },
  {
    title: 'an output that exists',
    args: (f) => ['select', ...precomputed(f), '--output', f.write('out.jsonl', 'precious')],
    code: 1,
    stderr: /out\.jsonl exists\.\nUse --overwrite/,
    check: (_result, folder) => assert.equal(read(folder, 'out.jsonl'), 'precious'),
  },
  {
    title: 'a manifest that exists',
    args: (f) => {
      f.write('out.jsonl.deita.json', 'precious');
      return ['select', ...precomputed(f), '--output', f.path('out.jsonl')];
    },
    code: 1,
    stderr: /out\.jsonl\.deita\.json exists/,
    check: (_result, folder) => assert.equal(existsSync(folder.path('out.jsonl')), false),
  },
  {
    title: '--overwrite of a device: it is left alone',
    args: (f) => {
      symlinkSync('/dev/null', f.path('out.jsonl'));
      return ['select', ...precomputed(f), '--overwrite', '--output', f.path('out.jsonl')];
    },
    code: 1,
    stderr: /out\.jsonl cannot be written: what has that name is a device or a pipe, not a file/,
    check: (_, folder) => assert.ok(lstatSync(folder.path('out.jsonl')).isSymbolicLink()),
  },
  {
    title: '--overwrite',
    args: (f) => ['select', ...precomputed(f), '--overwrite', '--output', f.write('out.jsonl', 'old')],
    code: 0,
    check: (_result, folder) => assert.match(read(folder, 'out.jsonl'), /^\{"instruction":"do 1"/),
  },
];
