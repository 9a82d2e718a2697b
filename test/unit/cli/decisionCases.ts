import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { NearDuplicateCluster } from '../../../src/protocol/nearDuplicates';
import { json, read, type CliCase, type Folder } from './cliCase';
import { order, report, ROWS, rows } from './strategyCases';

const idOf = (row: number): string =>
  `${createHash('sha256')
    .update(ROWS[row] ?? '')
    .digest('hex')}#0`;
const line = (row: number, kind: string, more: object = {}): string =>
  JSON.stringify({ id: idOf(row), kind, ...more, at: '2026-01-01T00:00:00Z' });

/** Keeps rows 11 (5 by score), 12 (2) and drops the best, row 7 (9); says more about others. */
const DECISIONS = [
  line(7, 'drop'),
  line(12, 'keep'),
  line(4, 'keep'),
  line(4, 'undecide'),
  'no line',
  line(11, 'keep'),
  line(2, 'note', { value: 'why?' }),
  line(2, 'tag', { value: 'odd' }),
  line(3, 'star'),
  JSON.stringify({ id: `${'0'.repeat(64)}#0`, kind: 'keep', at: 'now' }),
];
const decisions = (folder: Folder): string => folder.write('decisions.jsonl', `${DECISIONS.join('\n')}\n{"id": "`);
const scoreOf = (row: number): number => (row * 7) % 10;
const select = (folder: Folder, ...more: readonly string[]): string[] => [
  ...['select', rows(folder), '--rank-by', 'field:score', '--diversity', 'none', '--decisions', decisions(folder)],
  ...more,
];

const LONG = 'An answer, and all the steps that lead to it. '.repeat(9);
/** Of row 6 a text that it does not have. */
const EDITED = [line(5, 'edit', { value: { '/output': LONG } }), line(6, 'edit', { value: { '/answer': 'none' } })];
const edited = (folder: Folder): string => folder.write('decisions.jsonl', EDITED.join('\n'));
const TAKEN_BACK = [
  line(5, 'edit', { value: { '/output': LONG, '/instruction': 'do' } }),
  line(5, 'edit', { value: { '/output': null } }),
  line(5, 'edit', { value: { '/instruction': null } }),
  line(7, 'edit', { value: { '/output': LONG } }),
  line(7, 'edit'),
  line(8, 'edit', { value: { '/output': 'so' } }),
  line(9, 'edit', { value: { output: 'so' } }),
  line(9, 'edit', { value: 'so' }),
];
const EDIT_IN_TABLE = JSON.stringify({
  id: `${createHash('sha256').update('{"instruction":"ask","output":"a, b"}').digest('hex')}#0`,
  kind: 'edit',
  value: { '/output': 'b' },
});

const TWIN = '{"instruction":"Name three rivers of Europe.","output":"The Rhine, the Danube and the Loire."}';
const OTHER = '{"instruction":"Sort a list in Python.","output":"Call sorted(items)."}';
const twinId = (occurrence: number): string => `${createHash('sha256').update(TWIN).digest('hex')}#${occurrence}`;
const twins = (folder: Folder): string => folder.write('twins.jsonl', `${TWIN}\n${OTHER}\n${TWIN}\n`);
const APART = JSON.stringify({ id: twinId(1), kind: 'not-same', other: twinId(0), at: '2026-01-01T00:00:00Z' });
const TAKEN_TOGETHER = JSON.stringify({ id: twinId(0), kind: 'undecide', other: twinId(1) });
const selectTwins = (folder: Folder, lines: readonly string[]): string[] => [
  ...['select', twins(folder), '--rank-by', 'turns', '--budget', '-1', '--threshold', '0.9', '--json'],
  ...['--decisions', folder.write('decisions.jsonl', lines.join('\n'))],
];
const countsOf = (result: Parameters<typeof json>[0]) => json(result).counts as { selected: number };

export const DECISION_CASES: readonly CliCase[] = [
  {
    title: 'select rows that are kept by hand first, and never those that are dropped',
    args: (f) => select(f, '--budget', '6', '--where', 'field:score > 3', '--report', f.path('report.json')),
    code: 0,
    stdout:
      /by hand: 2 kept, 1 dropped, 1 note, 1 tagged\n[^]*1 row that was decided about is not in the dataset[^]*2 lines of the decisions are no decisions[^]*1 decision is of a kind/,
    check(_result, folder) {
      const found = report(folder);
      const others = [...ROWS.keys()].filter((row) => ![7, 11, 12].includes(row) && scoreOf(row) > 3);
      others.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
      assert.deepEqual(order(found), [11, 12, ...others.slice(0, 4)]); // 7 and 4 by score.
      assert.equal(found.rows[7]?.reason, 'dropped by hand');
      assert.equal(found.rows[11]?.reason, 'kept by hand');
      assert.equal(found.counts.excluded, ROWS.length - others.length - 2);
      const { decisionNote, decisionTags } = found.rows[2] as { decisionNote?: string; decisionTags?: string[] };
      assert.deepEqual([decisionNote, decisionTags], ['why?', ['odd']]);
    },
  },
  {
    title: 'select a share of the rows that meet the condition, which kept rows need not',
    args: (f) => select(f, '--where', 'field:score <= 1', '--budget', '50%', '--report', f.path('report.json')),
    code: 0,
    // Six rows meet it: half of them are three.
    check: (_result, folder) => assert.deepEqual(order(report(folder)), [11, 12, 3]),
  },
  {
    title: 'select within a quota that kept rows count towards',
    args: (f) => select(f, '--budget', '-1', '--quota', 'source=c:1', '--report', f.path('report.json')),
    code: 0,
    check(_result, folder) {
      const found = report(folder);
      assert.equal(found.rows[11]?.status, 'selected'); // Of source c.
      const others = found.rows.filter(({ rowIndex }) => rowIndex % 3 === 2 && rowIndex !== 11);
      assert.ok(
        others.every(({ status, reason }) => status === 'notReached' && reason === 'quota of source = c is full'),
      );
    },
  },
  {
    title: 'select both of two equal rows that are not the same by hand',
    args: (f) => selectTwins(f, [APART]),
    code: 0,
    check(result) {
      assert.equal(countsOf(result).selected, 3);
      assert.equal((json(result).decisions as { notSame: number }).notSame, 1);
    },
  },
  {
    title: 'select one of two equal rows of which it was taken back that they are not the same',
    args: (f) => selectTwins(f, [APART, TAKEN_TOGETHER]),
    code: 0,
    check(result) {
      assert.equal(countsOf(result).selected, 2);
    },
  },
  {
    title: 'list a row that is not the same by hand as the last of the neighbours, and say why',
    args: (f) => [...['neighbours', twins(f), '--row', '0', '--decisions', f.write('decisions.jsonl', APART)]],
    code: 0,
    stdout: /\n +\S+ +2 {2}Sort[^\n]*\n +0\.0000 +3 {2}\(not the same, by hand\) Name three/,
  },
  {
    title: 'list groups of near-duplicates, and write the best row of each',
    args: (f) => ['duplicates', twins(f), '--threshold', '0.9', '--output', f.path('out.jsonl'), '--json'],
    code: 0,
    check(result, folder) {
      const { groups, rowsInGroups } = json(result) as unknown as {
        groups: NearDuplicateCluster[];
        rowsInGroups: number;
      };
      const [group] = groups;
      assert.deepEqual([groups.length, rowsInGroups], [1, 2]);
      assert.deepEqual(
        group?.rows.map(({ lineNumber, cosineSimilarity, isBest }) => [lineNumber, cosineSimilarity, isBest]),
        [
          [1, 1, true],
          [3, 1, undefined],
        ],
      );
      assert.equal(read(folder, 'out.jsonl'), `${TWIN}\n${OTHER}\n`);
      const { output, nearDuplicates } = JSON.parse(read(folder, 'out.jsonl.deita.json')) as Record<string, object>;
      assert.equal((output as { content: string }).content, 'deduplicated');
      assert.deepEqual(nearDuplicates, { threshold: 0.9, groups: 1, rows: 2, rowsLeftOut: 1 });
    },
  },
  {
    title: 'list no group of rows that are not the same by hand, and write all of them',
    args: (f) => [
      ...['duplicates', twins(f), '--threshold', '0.9', '--output', f.path('out.jsonl')],
      ...['--decisions', f.write('decisions.jsonl', APART)],
    ],
    code: 0,
    stdout: /^0 groups of near-duplicates at threshold 0\.9: 0 of 3 rows\./,
    check: (_result, folder) => assert.equal(read(folder, 'out.jsonl'), `${TWIN}\n${OTHER}\n${TWIN}\n`),
  },
  {
    title: 'write of a group the row that is not dropped by hand, for people',
    args: (f) => [
      ...['duplicates', twins(f), '--threshold', '0.9', '--output', f.path('out.jsonl')],
      ...['--decisions', f.write('decisions.jsonl', JSON.stringify({ id: twinId(0), kind: 'drop' }))],
    ],
    code: 0,
    stdout: /1 group [^\n]*\n\n\* +3 {2}Name[^\n]*\n- +1\.0000 +1 {2}Name/,
    check: (_result, folder) => assert.equal(read(folder, 'out.jsonl'), `${OTHER}\n${TWIN}\n`),
  },
  {
    title: 'look for near-duplicates at a threshold that is none',
    args: (f) => ['duplicates', twins(f), '--threshold', '2'],
    code: 2,
    stderr: /--threshold needs .* not "2"/,
  },
  {
    title: 'refuse a budget of fewer rows than are kept',
    args: (f) => select(f, '--budget', '1'),
    code: 1,
    stderr: /2 rows are kept by hand, which is more than the budget of 1\.\nRaise the budget/,
  },
  {
    title: 'refuse a budget of fewer tokens than the kept rows have',
    args: (f) => select(f, '--budget', '0.001K-tokens'),
    code: 1,
    stderr: /2 rows that are kept by hand have \d+ tokens, which is more than the budget of 1\./,
  },
  {
    title: 'refuse decisions that are not there',
    args: (f) => ['select', rows(f), '--rank-by', 'turns', '--diversity', 'none', '--decisions', f.path('none.jsonl')],
    code: 1,
    stderr: /There are no decisions in .*none\.jsonl: the file does not exist/,
  },
  {
    title: 'export what is selected by hand, with decisions in the manifest',
    args: (f) => select(f, '--budget', '2', '--output', f.path('out.jsonl'), '--json'),
    code: 0,
    check(result, folder) {
      assert.equal(read(folder, 'out.jsonl'), `${ROWS[11] ?? ''}\n${ROWS[12] ?? ''}\n`);
      const manifest = JSON.parse(read(folder, 'out.jsonl.deita.json')) as { selection: { decisions: object } };
      assert.deepEqual(manifest.selection.decisions, json(result).decisions);
      assert.deepEqual((json(result).strategy as { decisions: string }).decisions, folder.path('decisions.jsonl'));
    },
  },
  {
    title: 'score, select and write rows with the texts that were edited',
    args: (f) => [
      ...['select', rows(f), '--rank-by', 'total-length', '--diversity', 'none', '--budget', '3'],
      ...['--decisions', edited(f), '--output', f.path('out.jsonl'), '--report', f.path('report.json')],
    ],
    code: 0,
    stdout: /by hand: 0 kept, 0 dropped, 2 edited\n[^]*1 row does not have a text that was edited in it/,
    check(_result, folder) {
      assert.equal(order(report(folder))[0], 5);
      assert.equal(read(folder, 'out.jsonl').split('\n')[0], (ROWS[5] ?? '').replace('"done"', JSON.stringify(LONG)));
      assert.equal(read(folder, 'rows.jsonl'), `${ROWS.join('\n')}\n`); // The source is as it was.
    },
  },
  {
    title: 'score rows with the texts that were edited',
    args: (f) => ['score', rows(f), '--decisions', edited(f), '--output', f.path('out.jsonl')],
    code: 0,
    check(_result, folder) {
      const scores = read(folder, 'out.jsonl')
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row) as { output: string; quality_scores: number[] });
      assert.equal(scores[5]?.output, LONG);
      assert.notDeepEqual(scores[5].quality_scores, scores[0]?.quality_scores); // The same texts but for the edit.
    },
  },
  {
    title: 'leave texts as they are where an edit was taken back, and pass over edits that say nothing',
    args: (f) => [
      ...['select', rows(f), '--rank-by', 'total-length', '--diversity', 'none', '--output', f.path('out.jsonl')],
      ...['--budget', '-1', '--order', 'file', '--decisions', f.write('decisions.jsonl', TAKEN_BACK.join('\n'))],
    ],
    code: 0,
    stdout: /by hand: 0 kept, 0 dropped, 1 edited\n[^]*2 lines of the decisions are no decisions/,
    check(_result, folder) {
      const written = read(folder, 'out.jsonl').trimEnd().split('\n');
      assert.deepEqual(written, ROWS.with(8, (ROWS[8] ?? '').replace('"done"', '"so"')));
    },
  },
  {
    title: 'refuse to write edited rows to a table',
    args: (f) => [
      ...[
        'select',
        f.write('rows.csv', 'instruction,output\nask,"a, b"\n'),
        '--rank-by',
        'turns',
        '--diversity',
        'none',
      ],
      ...['--decisions', f.write('decisions.jsonl', EDIT_IN_TABLE), '--output', f.path('out.csv')],
    ],
    code: 1,
    stderr: /edited texts cannot be written to a table such as .*out\.csv\.\nName a \.jsonl/,
  },
  {
    title: 'inspect decisions',
    args: (f) => ['inspect', rows(f), '--decisions', decisions(f)],
    code: 0,
    stdout: /By hand {9}2 kept, 1 dropped, 1 note, 1 tagged\n[^]*The first of them is in line 5\./,
  },
];
