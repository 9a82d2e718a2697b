import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { npyOf } from '../../support/npy';
import { json, type CliCase, type Folder } from './cliCase';
import { MAPPED, notesOfEffect, ROWS, rows, usage } from './strategyCases';
import type { SelectionComparison, Curve } from '../../../src/protocol/comparison';

/** Thirty directions in a plane, so that similarities are cosines of known angles. */
const angle = (i: number): number => (i * Math.PI) / 60;
const DIRECTIONS = Array.from({ length: 30 }, (_, i) => [Math.cos(angle(i)), Math.sin(angle(i))]);
const vectors = (folder: Folder): string => folder.write('angles.npy', npyOf(DIRECTIONS));

const packed = (folder: Folder, texts: readonly string[]): string =>
  folder.write('rows.jsonl.gz', gzipSync(`${texts.join('\n')}\n`));

const indented = (row: string): string => JSON.stringify(JSON.parse(row), null, 2);

/** Rows as an export writes them. @returns their manifest */
function written(folder: Folder, texts: readonly (string | undefined)[]): string {
  folder.write('picked.jsonl', `${texts.join('\n')}\n`);
  return folder.write('picked.jsonl.deita.json', '{"output": {}}');
}

const score = (i: number): number => (i * 7) % 10;
const byScore = [...Array(30).keys()].sort((a, b) => score(b) - score(a) || a - b);

/** Mean over all rows of the similarity to the nearest of some. */
function coverage(taken: readonly number[]): number {
  const nearest = Array.from({ length: 30 }, (_, i) => Math.max(...taken.map((j) => Math.cos(angle(i) - angle(j)))));
  return nearest.reduce((sum, value) => sum + value, 0) / 30;
}

function nearestOther(taken: readonly number[]): number {
  const nearest = taken.map((i) => Math.max(...taken.filter((j) => j !== i).map((j) => Math.cos(angle(i) - angle(j)))));
  return nearest.reduce((sum, value) => sum + value, 0) / taken.length;
}

const isNear = (value: number | null | undefined, expected: number, why = ''): void =>
  assert.ok(Math.abs((value ?? NaN) - expected) < 1e-6, `${value} is not ${expected} ${why}`);
const tokens = (i: number): number => Math.ceil(`do ${'it '.repeat(i % 5)}${i}`.length / 4) + 1;
const tokensOf = (taken: readonly number[]): number => taken.reduce((sum, i) => sum + tokens(i), 0);

/** Algorithm 1 by the score: rows taken, and near-duplicates met before each. */
function walk(threshold: number): { taken: number[]; met: number[] } {
  const [taken, met]: [number[], number[]] = [[], []];
  let near = 0;
  for (const i of byScore) {
    if (taken.some((j) => Math.cos(angle(i) - angle(j)) > threshold)) near++;
    else {
      taken.push(i);
      met.push(near);
    }
  }
  return { taken, met };
}

const byField = (f: Folder): string[] => [rows(f), '--embeddings', vectors(f), '--json'];

export const COMPARISON_CASES: readonly CliCase[] = [
  {
    title: 'curve --json',
    args: (f) => ['curve', ...byField(f), '--rank-by', 'field:score', '--threshold', '0.99', '--budgets', '8,3,100'],
    code: 0,
    check(result) {
      const { points } = json(result) as unknown as Curve;
      const { taken, met } = walk(0.99);
      assert.deepEqual(
        points.map(({ budget, selected }) => [budget, selected]),
        [
          [3, 3],
          [8, 8],
          [100, taken.length],
        ],
      );
      for (const [at, { selected, lastScore, coverage: covered, tokens: sum }] of points.entries()) {
        const first = taken.slice(0, selected);
        assert.equal(lastScore, score(first.at(-1) ?? NaN));
        isNear(covered, coverage(first));
        assert.equal(sum, tokensOf(first));
        if (at < 2) assert.equal(points[at]?.nearDuplicates, met[selected - 1]);
      }
      assert.equal(points[2]?.nearDuplicates, 30 - taken.length);
    },
  },
  {
    title: 'curve of a strategy that depends on its budget',
    args: (f) => [
      ...['curve', ...byField(f), '--rank-by', 'field:score', '--diversity', 'none', '--budgets', '6,9'],
      ...['--quota', 'source=34%', '--ascending'],
    ],
    code: 0,
    check(result) {
      const { points } = json(result) as unknown as Curve;
      const ascending = [...Array(30).keys()].sort((a, b) => score(a) - score(b) || a - b);
      for (const { budget, coverage: covered, lastScore } of points) {
        const taken: number[] = [];
        for (const i of ascending) {
          const isFull = taken.filter((j) => j % 3 === i % 3).length >= Math.floor((34 * budget) / 100);
          if (!isFull && taken.length < budget) taken.push(i);
        }
        isNear(covered, coverage(taken));
        assert.equal(lastScore, score(taken.at(-1) ?? NaN));
      }
    },
  },
  {
    title: 'compare a report with baselines',
    args: (f) => [
      ...[
        'compare',
        rows(f),
        f.write(
          'run.json',
          JSON.stringify({ rows: byScore.slice(0, 5).map((rowIndex, at) => ({ rowIndex, rank: at + 1 })) }),
        ),
      ],
      ...[
        f.write(
          'other.json',
          JSON.stringify({ rows: [{ rowIndex: 0, rank: 2 }, { rowIndex: byScore[0], rank: 1 }, { rowIndex: 4 }] }),
        ),
      ],
      ...['--embeddings', vectors(f), '--json'],
    ],
    code: 0,
    check(result) {
      const { runs, pairs } = json(result) as unknown as SelectionComparison;
      assert.deepEqual(
        runs.map(({ name, isBaseline, counts }) => [name, isBaseline, counts.selected]),
        [
          ['run.json', false, 5],
          ['other.json', false, 2],
          ['random 1', true, 5],
          ['random 2', true, 5],
          ['random 3', true, 5],
          ['total-length', true, 5],
        ],
      );
      const taken = byScore.slice(0, 5);
      const [run] = runs;
      isNear(run?.coverage, coverage(taken));
      isNear(run?.meanNearestSimilarity, nearestOther(taken));
      assert.equal(run?.tokens, tokensOf(taken));
      assert.equal(run.means.tokens, tokensOf(taken) / 5);
      assert.equal(pairs.length, 15);
      const { jaccard, onlyInA, onlyInB, jaccardByRank } = pairs[0] ?? { jaccard: NaN };
      assert.deepEqual([jaccard, onlyInA, onlyInB], [1 / 6, 4, 1]);
      assert.deepEqual(jaccardByRank, [
        { rank: 1, jaccard: 1 },
        { rank: 2, jaccard: 1 / 3 },
      ]);
      // The longest have four words more, in file order: rows 4, 9, 14, …
      const longest = runs.find(({ name }) => name === 'total-length');
      isNear(longest?.coverage, coverage([4, 9, 14, 19, 24]));
    },
  },
  {
    title: 'compare rows beside their manifest, found in a compressed dataset by their bytes',
    args: (f) => [
      ...['compare', packed(f, [...ROWS, ROWS[4] ?? '']), written(f, [ROWS[4], ROWS[2], ROWS[4]])],
      ...['--embeddings', f.write('pool.npy', npyOf([...DIRECTIONS, DIRECTIONS[4] ?? []])), '--json'],
    ],
    code: 0,
    check(result) {
      const [run] = (json(result) as unknown as SelectionComparison).runs;
      assert.deepEqual([run?.name, run?.counts], ['picked.jsonl', { rows: 31, selected: 3 }]);
      assert.equal(run?.tokens, tokensOf([4, 2, 4]));
      isNear(run.meanNearestSimilarity, (1 + 1 + Math.cos(angle(2))) / 3, 'the second is the last row of the pool');
    },
  },
  {
    title: 'compare one row over several lines whose fields are mapped',
    args: (f) => [
      ...[
        'compare',
        f.write('mapped.json', MAPPED.map(indented).join('\n')),
        written(f, MAPPED.slice(1, 2).map(indented)),
      ],
      ...['--fields', 'instruction=ask_me,response=told', '--json'],
      ...['--embeddings', f.write('mapped.npy', npyOf(DIRECTIONS.slice(0, 3)))],
    ],
    code: 0,
    check(result) {
      const [run] = (json(result) as unknown as SelectionComparison).runs;
      assert.deepEqual([run?.name, run?.counts.selected], ['picked.jsonl', 1]);
      isNear(run?.coverage, (1 + 2 * Math.cos(angle(1))) / 3);
    },
  },
  ...(['md', 'html', 'svg'] as const).map((ending): CliCase => ({
    title: `compare --output card.${ending}`,
    args: (f) => [
      ...['compare', rows(f), f.write('run.json', JSON.stringify({ rows: [{ rowIndex: 3, rank: 1 }] }))],
      ...['--embeddings', vectors(f), '--output', f.path(`card.${ending}`)],
    ],
    code: 0,
    stdout: /Wrote .*card/,
    check(_, f) {
      const text = readFileSync(f.path(`card.${ending}`), 'utf8');
      assert.match(text, { md: /^# Selections of/, html: /^<!DOCTYPE html>/, svg: /^<svg xmlns/ }[ending]);
      assert.ok(text.includes(ending === 'md' ? 'run\\.json' : 'run.json'));
    },
  })),
  {
    title: 'curve --output curve.svg',
    args: (f) => [
      ...['curve', rows(f), '--embeddings', vectors(f), '--rank-by', 'field:score', '--budgets', '3,8'],
      ...['--threshold', '0.99', '--output', f.path('curve.svg')],
    ],
    code: 0,
    check: (_, f) => assert.match(readFileSync(f.path('curve.svg'), 'utf8'), /Coverage/),
  },
  {
    title: 'compare --output of a kind that is not written',
    args: (f) => ['compare', rows(f), f.write('run.json', '{"rows": []}'), '--output', f.path('card.pdf')],
    code: 2,
    stderr: /--output needs a name that ends in \.svg, \.md, \.html/,
  },
  {
    title: 'compare --output of a file that is there',
    args: (f) => ['compare', rows(f), f.write('run.json', '{"rows": []}'), '--output', f.write('card.md', 'mine')],
    code: 1,
    stderr: /card\.md exists/,
    check: (_, f) => assert.equal(readFileSync(f.path('card.md'), 'utf8'), 'mine'),
  },
  {
    title: 'compare rows that the dataset has not',
    args: (f) => ['compare', rows(f), written(f, [ROWS[4], '{"instruction": "x", "output": "y"}'])],
    code: 2,
    stderr: /picked\.jsonl holds a row that is not in .*rows\.jsonl/,
  },
  {
    title: 'compare a run that is called as a baseline',
    args: (f) => ['compare', rows(f), f.write('total-length', '{"rows": []}'), '--embeddings', vectors(f)],
    code: 2,
    stderr: /A run is called "total-length", as one of the baselines is\.\nGive its file another name\./,
  },
  {
    title: 'compare two runs of one name',
    args: (f) => ['compare', rows(f), ...Array<string>(2).fill(f.write('run.json', '{"rows": []}'))],
    code: 2,
    stderr: /Two runs have the same name/,
  },
  {
    title: 'curve has a use for an embedder whatever the strategy',
    args: (f) => [
      ...['curve', ...byField(f), '--rank-by', 'field:score', '--diversity', 'none', '--budgets', '6'],
      ...['--threshold', '0.5'],
    ],
    code: 0,
    check: ({ stderr }) => assert.deepEqual(notesOfEffect(stderr), ['deita: --threshold has no effect here.']),
  },
  {
    title: 'compare a run that is not there',
    args: (f) => ['compare', rows(f), f.path('none.json')],
    code: 2,
    stderr: /There is no run/,
  },
  {
    title: 'compare a run of a longer dataset',
    args: (f) => ['compare', rows(f), f.write('run.json', JSON.stringify({ rows: [{ rowIndex: 30, rank: 1 }] }))],
    code: 2,
    stderr: /A run has rows that .* has not/,
  },
  {
    title: 'compare a report that says it is of a dataset of another size',
    args: (f) => [
      ...['compare', rows(f)],
      f.write('run.json', JSON.stringify({ counts: { rows: 4 }, rows: [{ rowIndex: 3, rank: 1 }] })),
    ],
    code: 2,
    stderr: /"run\.json" was selected from another dataset: it had 4 rows, this one has 30\./,
  },
  { title: 'compare without a run', args: (f) => ['compare', rows(f)], code: 2, stderr: /deita compare needs a run/ },
  {
    title: 'compare with what is no run',
    args: (f) => ['compare', rows(f), rows(f)],
    code: 2,
    stderr: /neither a report of deita select nor a manifest/,
  },
  ...[
    ['without row indexes', [{ rank: 1 }]],
    ['with a row that is none', [null]],
    ['with a row in words', [{ rowIndex: 'x', rank: 1 }]],
    ['with a row before the first', [{ rowIndex: -1, rank: 1 }]],
    ['with a row and a half', [{ rowIndex: 1.5, rank: 1 }]],
    ['with a rank in words', [{ rowIndex: 1, rank: 'first' }]],
    [
      'with a row twice',
      [
        { rowIndex: 1, rank: 1 },
        { rowIndex: 1, rank: 2 },
      ],
    ],
  ].map(([title, runRows]): CliCase => ({
    title: `compare with a report ${title as string}`,
    args: (f) => ['compare', rows(f), f.write('run.json', JSON.stringify({ rows: runRows }))],
    code: 2,
    stderr: /neither a report of deita select nor a manifest/,
  })),
  {
    ...usage('', [], /--budgets needs numbers/),
    title: 'curve without numbers',
    args: (f) => ['curve', rows(f), '--budgets', '10,x'],
  },
];
