import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { json, pool, read, row, type CliCase, type Folder } from './cliCase';

/** Nothing of these can be selected, scored or embedded. */
const WITHOUT_ROWS: readonly [string, string | Buffer, RegExp][] = [
  ['an empty file', '', /has no rows/],
  ['blank lines', '\n \n\t\r\n', /has no rows/],
  ['bad rows only', '{"a": 1}\n{"instruction": "x\n', /All 2 rows of \S+ cannot be read. Line 1: Found the keys "a"/],
  ['an empty list', '[]', /has no rows/],
  ['a table', 'title,label\na,b\n', /is a CSV table without columns that are known/],
  ['a bzip2 file', Buffer.from('BZh91AY&SY'), /is compressed with bzip2/],
  ['a gzip file that is cut off', gzipSync(row(1, 1, 1)).subarray(0, 9), /holds no row that can be read/],
  ['a settings file', '{\n  "name": "x"\n}\n', /one JSON object with the keys "name", not a dataset/],
];

const EARLIER = 'an earlier result\n';

function withEarlierOutput(folder: Folder, content: string | Buffer): { file: string; output: string } {
  return { file: folder.write('nothing.jsonl', content), output: folder.write('out.jsonl', EARLIER) };
}

function isUntouched(folder: Folder): void {
  assert.equal(read(folder, 'out.jsonl'), EARLIER);
  const written = readdirSync(folder.path('.')).filter((name) => /^(out|report)/.test(name));
  assert.deepEqual(written, ['out.jsonl']);
}

function withoutRows([title, content, message]: (typeof WITHOUT_ROWS)[number]): CliCase[] {
  const models = ['--scorer', 'precomputed'];
  return [
    {
      title: `select of ${title} touches nothing`,
      args: (f) => {
        const { file, output } = withEarlierOutput(f, content);
        return ['select', file, ...models, '--output', output, '--report', f.path('report.json'), '--overwrite'];
      },
      code: 1,
      stderr: message,
      needsModels: true,
      check: (_result, folder) => isUntouched(folder),
    },
    {
      title: `score of ${title} touches nothing`,
      args: (f) => {
        const { file, output } = withEarlierOutput(f, content);
        return ['score', file, ...models, '--output', output, '--overwrite'];
      },
      code: 1,
      stderr: message,
      check: (_result, folder) => isUntouched(folder),
    },
    {
      title: `embed of ${title} fails`,
      args: (f) => ['embed', f.write('nothing.jsonl', content)],
      code: 1,
      stderr: message,
    },
  ];
}

/** Files of other kinds, and how rows are counted. */
export const FILE_CASES: readonly CliCase[] = [
  ...WITHOUT_ROWS.flatMap(withoutRows),
  {
    title: 'inspect names the container',
    args: (f) => ['inspect', f.write('a.jsonl', `[${row(1, 1, 1)}\n${row(2, 1, 1)}]`)],
    code: 0,
    stdout: /^Container +JSON array\n/,
    stderr: /a\.jsonl:2: A comma is missing before this row/,
  },
  {
    title: 'inspect --json names the container',
    args: (f) => ['inspect', f.write('a.json', `{"data": [${row(1, 1, 1)}]}`), '--json'],
    code: 0,
    check: (r) => assert.deepEqual([json(r).container, json(r).rows], ['JSON object with the rows in "data"', 1]),
  },
  {
    title: 'inspect --json of a file that is no dataset',
    args: (f) => ['inspect', f.write('a.jsonl', 'BZh91AY&SY'), '--json'],
    code: 1,
    describesFailure: true,
    stderr: /compressed with bzip2\.\nRun: bzip2 -dc/,
    check(r) {
      const { container, rows, error } = json(r) as { container: string; rows: number; error: { code: string } };
      assert.deepEqual([container, rows, error.code], ['bzip2', 0, 'containerUnsupported']);
    },
  },
  {
    title: 'inspect of a file that is no dataset',
    args: (f) => ['inspect', f.write('a.jsonl', '<html>')],
    code: 1,
    describesFailure: true,
    stdout: /^Container +HTML\n/,
    stderr: /HTML page/,
  },
  {
    title: 'more bad rows than are listed are counted',
    args: (f) => {
      const content = `${'{"bad"\n'.repeat(10_500)}${`${row(1, 2, 3)}\n`.repeat(10)}`;
      return ['score', f.write('bad.jsonl', content), '--scorer', 'precomputed', '--json'];
    },
    code: 0,
    stderr: /… and 10,480 more rows/,
    check: (r) => assert.deepEqual([json(r).rows, json(r).badRows, json(r).rowsScored], [10_510, 10_500, 10]),
  },
  {
    title: 'rows without a score are not counted as scored',
    args: (f) => ['score', pool(f), '--scorer', 'precomputed'],
    code: 0,
    stdout: /Scored 4 of 6 rows/,
  },
  {
    title: 'the hint of a wrong parameter is the one that fits',
    args: (f) => ['calibrate', pool(f), '--sample', '50000'],
    code: 2,
    stderr: /cannot be compared\.\nFrom 2 to/,
    needsModels: true,
  },
  {
    title: 'indented rows become lines',
    args: (f) => {
      const indented = [1, 2].map((id) => JSON.stringify(JSON.parse(row(id, 3, 3)), null, 2)).join('\n');
      return ['score', f.write('a.jsonl', indented), '--scorer', 'precomputed', '--output', f.path('out.jsonl')];
    },
    code: 0,
    check(_result, folder) {
      const written = read(folder, 'out.jsonl').trimEnd().split('\n');
      assert.deepEqual(
        written.map((line) => (JSON.parse(line) as { evol_score: number }).evol_score),
        [9, 9],
      );
    },
  },
  {
    title: 'a folder is no dataset',
    args: (f) => ['inspect', f.path('.')],
    code: 1,
    stderr: /is no dataset and holds none/,
  },
];
