import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { precomputed, read, type CliCase, type Folder } from './cliCase';

/** What rows are read from and written to, by the names and the content of files. */
export const CONTAINER_CASES: readonly CliCase[] = [
  ...['out.parquet', 'out.csv', 'out.xlsx', 'out.csv.gz'].map((name) => ({
    title: `rows are not written as JSON under the name ${name}`,
    args: (f: Folder) => ['select', ...precomputed(f), '--output', f.path(name)],
    code: 2,
    stderr: /out\.\S+ would not be what its name says\.\nName the output \.jsonl/,
  })),
  {
    title: 'a report is JSON, and named so',
    args: (f) => ['select', ...precomputed(f), '--report', f.path('report.csv')],
    code: 2,
    stderr: /This is written as JSON, which report\.csv would not be taken for/,
  },
  {
    title: 'rows are compressed where the name of the output says so',
    args: (f) => ['select', ...precomputed(f), '--output', f.path('out.jsonl.gz')],
    code: 0,
    check: (_result, folder) =>
      assert.match(gunzipSync(readFileSync(folder.path('out.jsonl.gz'))).toString(), /^\{"instruction":"do 1"/),
  },
  {
    title: 'a table of texts is written from one',
    args: (f) => {
      const cells = [1, 2, 3].map((at) => `do ${at},answer ${at},[${at}],[${at}]\r\n`).join('');
      const file = f.write('pool.csv', `instruction,output,complexity_scores,quality_scores\r\n${cells}`);
      return [
        'select',
        file,
        '--scorer',
        'precomputed',
        '--budget',
        '2',
        '--diversity',
        'none',
        '--output',
        f.path('out.csv'),
      ];
    },
    code: 0,
    check: (_result, folder) =>
      assert.equal(
        read(folder, 'out.csv'),
        'instruction,output,complexity_scores,quality_scores\r\ndo 3,answer 3,[3],[3]\r\ndo 2,answer 2,[2],[2]\r\n',
      ),
  },
];
