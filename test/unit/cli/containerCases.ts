import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import { json, precomputed, read, row, type CliCase, type Folder } from './cliCase';

/** What rows are read from and written to, by the names and the content of files. */
export const CONTAINER_CASES: readonly CliCase[] = [
  ...['out.csv', 'out.xlsx', 'out.csv.gz'].map((name) => ({
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
    title: 'Parquet is written from JSON Lines, and opens to the same rows',
    args: (f) => ['select', ...precomputed(f), '--budget', '2', '--output', f.path('out.parquet'), '--json'],
    code: 0,
    check: (result, folder) => {
      const [one, two] = ['do 1', 'do 0'];
      const { file, schema } = parquetOf(folder, 'out.parquet');
      assert.deepEqual(schema, ['instruction', 'output', 'complexity_scores', 'quality_scores']);
      for (const text of [one, two]) assert.ok(file.includes(text));
      assert.equal((json(result).output as { rows: number }).rows, 2);
    },
  },
  {
    title: 'what has no column of Parquet is named',
    args: (f) => {
      const rows = [row(0, 1, 1), JSON.stringify({ ...(JSON.parse(row(1, 2, 2)) as object), output: ['a', 'b'] })];
      const mixed = f.write('mixed.jsonl', rows.map((each) => `${each}\n`).join(''));
      return ['score', mixed, '--scorer', 'precomputed', '--output', f.path('mixed.parquet')];
    },
    code: 1,
    stderr: /Parquet has no column for "output": it holds texts, and in row 2 lists\.\nName the output \.jsonl/,
    check: (_result, folder) => assert.ok(!existsSync(folder.path('mixed.parquet'))),
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

function parquetOf(folder: Folder, name: string): { file: Buffer; schema: string[] } {
  const file = readFileSync(folder.path(name));
  const { schema } = parquetMetadata(Uint8Array.from(file).buffer);
  return { file, schema: parquetSchema({ schema }).children.map(({ element }) => element.name) };
}
