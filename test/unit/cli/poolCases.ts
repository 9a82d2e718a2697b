import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ROOT } from '../../support/host/cache';
import { npyOf } from '../../support/npy';
import { json, read, row, type CliCase, type Folder } from './cliCase';

/** Several files as one dataset. */
export const POOL_CASES: readonly CliCase[] = [
  {
    title: 'a pool of files is selected from as from their rows in one file',
    args: (f) => [...pooled(f), ...members(f), '--report', f.path('report.json'), '--output', f.path('out.jsonl')],
    code: 0,
    check: (_result, folder) => {
      const report = JSON.parse(read(folder, 'report.json')) as { rows: { status: string; source?: string }[] };
      const sources = report.rows.map(({ source }) => path.basename(source ?? ''));
      assert.deepEqual(sources, ['a.jsonl', 'a.jsonl', 'b.jsonl.gz', 'b.jsonl.gz', 'c.csv', 'c.csv']);
      assert.equal(report.rows[3]?.status, 'nearDuplicate', 'the same row stands in another file');
      const [first = ''] = read(folder, 'out.jsonl').split('\n');
      assert.deepEqual(JSON.parse(first), {
        ...(JSON.parse(scored(5)) as object),
        complexity_scores: '[6]',
        quality_scores: '[1]',
      });
    },
  },
  {
    title: 'the manifest of a pool names its files with their hashes',
    args: (f) => [...pooled(f), ...members(f), '--output', f.path('hashed.jsonl')],
    code: 0,
    check: (_result, folder) => {
      const { source } = manifest(folder, 'hashed.jsonl');
      const expected = ['a.jsonl', 'b.jsonl.gz', 'c.csv'].map((name) => {
        const content = readFileSync(folder.path(name));
        const sha256 = createHash('sha256').update(content).digest('hex');
        return { file: folder.path(name), bytes: content.length, sha256, rows: 2 };
      });
      assert.deepEqual(source.files, expected);
    },
  },
  {
    title: 'one output per file of a pool, each in the container of its file and byte for byte',
    args: (f) => [...pooled(f), ...members(f), '--per-source', '--output', f.path('split'), '--json'],
    code: 0,
    check: (result, folder) => {
      const { outputs } = json(result).output as { outputs: { source: string; rows: number; outputPath: string }[] };
      assert.deepEqual(
        outputs.map(({ outputPath, rows }) => [path.relative(folder.path('split'), outputPath), rows]),
        [
          ['a.jsonl', 2],
          ['b.jsonl.gz', 1],
          ['c.csv', 2],
        ],
      );
      assert.equal(read(folder, 'split/a.jsonl'), `${scored(1)}\n${scored(0)}\n`);
      assert.equal(gunzipSync(readFileSync(folder.path('split/b.jsonl.gz'))).toString(), `${scored(2)}\n`);
      const [header, four, five] = read(folder, 'c.csv').split('\n');
      assert.equal(read(folder, 'split/c.csv'), `${[header, five, four].join('\n')}\n`);
      const { source, output } = manifest(folder, 'split/b.jsonl.gz');
      assert.equal(source.files?.length, 3);
      assert.deepEqual([output.source, output.rows], [folder.path('b.jsonl.gz'), 1]);
    },
  },
  {
    title: 'of files with one name, and of kinds that are not written',
    args: (f) => {
      for (const name of ['north', 'south']) mkdirSync(f.path(name), { recursive: true });
      f.write('north/rows.jsonl', `${scored(0)}\n`);
      f.write('south/rows.jsonl', `${scored(1)}\n`);
      f.write('rows.arrow', readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', 'file.arrow')));
      const files = ['north/rows.jsonl', 'rows.arrow', 'south/rows.jsonl'].map((name) => f.path(name));
      const options = ['--rank-by', 'random', '--diversity', 'none', '--budget', '-1', '--order', 'file'];
      return ['select', ...files, ...options, '--per-source', '--output', f.path('named'), '--json'];
    },
    code: 0,
    check: (result, folder) => {
      const { outputs } = json(result).output as { outputs: { rows: number; outputPath: string }[] };
      assert.deepEqual(
        outputs.map(({ outputPath }) => path.basename(outputPath)),
        ['rows.jsonl', 'rows-2.jsonl', 'rows-3.jsonl'],
      );
      assert.equal(read(folder, 'named/rows.jsonl'), `${scored(0)}\n`);
      assert.equal(read(folder, 'named/rows-3.jsonl'), `${scored(1)}\n`);
      assert.equal(read(folder, 'named/rows-2.jsonl').trimEnd().split('\n').length, outputs[1]?.rows);
    },
  },
  {
    title: 'outputs per file are not mixed with what a folder holds, nor written without one',
    args: (f) => [
      ...pooled(f).filter((option) => option !== '--overwrite'),
      ...members(f),
      '--per-source',
      '--output',
      f.path('.'),
    ],
    code: 1,
    stderr: /is not empty\.\nUse --overwrite to replace it/,
  },
  {
    title: 'outputs per file need a folder',
    args: (f) => [...pooled(f), ...members(f), '--per-source'],
    code: 2,
    stderr: /--per-source needs --output FOLDER/,
  },
  {
    title: 'outputs per file never go over a file of the pool',
    args: (f) => [...pooled(f), ...members(f), '--per-source', '--output', f.path('.')],
    code: 2,
    stderr: /a\.jsonl is the dataset itself/,
    check: (_result, folder) => assert.equal(read(folder, 'a.jsonl'), `${scored(0)}\n${scored(1)}\n`),
  },
  {
    title: 'their rows in one file',
    args: (f) => {
      members(f);
      const file = f.write('all.jsonl', IDS.map((at) => `${scored(at)}\n`).join(''));
      return [...pooled(f), file, '--report', f.path('report.json'), '--output', f.path('one.jsonl')];
    },
    code: 0,
    check: (_result, folder) => {
      const keysOf = (text: string): unknown[] =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => (JSON.parse(line) as { instruction: string }).instruction);
      assert.deepEqual(keysOf(read(folder, 'one.jsonl')), ['do 5', 'do 4', 'do 2', 'do 1', 'do 0']);
      if (existsSync(folder.path('out.jsonl')))
        assert.deepEqual(keysOf(read(folder, 'one.jsonl')), keysOf(read(folder, 'out.jsonl')));
    },
  },
  {
    title: 'a quota by the file of a pool; wildcards and folders name files',
    args: (f) => {
      members(f);
      const args = ['--quota', 'file=40%', '--budget', '5', '--report', f.path('quota.json')];
      return [...pooled(f), f.path('*.jsonl'), f.path('[b].jsonl.gz'), ...args];
    },
    code: 1,
    stderr: /\[b\]\.jsonl\.gz does not exist/,
  },
  {
    title: 'a quota by the file of a pool',
    args: (f) => {
      const args = ['--quota', 'file=40%', '--budget', '5', '--report', f.path('quota.json')];
      return [...pooled(f), ...members(f), ...args];
    },
    code: 0,
    check: (_result, folder) => {
      const report = JSON.parse(read(folder, 'quota.json')) as { rows: { status: string; source?: string }[] };
      const selected = report.rows.filter(({ status }) => status === 'selected').map(({ source }) => source);
      for (const source of new Set(selected)) assert.ok(selected.filter((other) => other === source).length <= 2);
    },
  },
  {
    title: 'a folder is a pool of its datasets, by the bytes of their paths',
    args: (f) => {
      members(f);
      mkdirSync(f.path('data/deep'), { recursive: true });
      f.write('data/b.jsonl', `${scored(1)}\n`);
      f.write('data/deep/a.csv', 'instruction,output\nx,y\n');
      f.write('data/notes.txt', 'none');
      mkdirSync(f.path('data/parts.jsonl'), { recursive: true }); // As Spark writes it.
      f.write('data/parts.jsonl/part-0.jsonl', `${scored(3)}\n`);
      for (const made of ['b.deita', 'b.evol', '.cache']) {
        mkdirSync(f.path(`data/${made}`), { recursive: true });
        f.write(`data/${made}/lines.jsonl`, `${scored(2)}\n`);
      }
      f.write('data/dataset_info.json', '{}');
      return ['inspect', f.path('data'), '--json'];
    },
    code: 0,
    check: (result) => {
      const { container, rows } = json(result);
      assert.deepEqual([container, rows], ['pool of 3 files', 3]);
    },
  },
  {
    title: 'wildcards stand for folders, too, and these for their datasets',
    args: (f) => {
      for (const name of ['wild-1/in', 'wild-2', 'wild-3']) mkdirSync(f.path(name), { recursive: true });
      f.write('wild-1/in/a.jsonl', `${scored(1)}\n`);
      f.write('wild-1.jsonl', `${scored(2)}\n`);
      f.write('wild-3/b.csv', 'instruction,output\nx,y\n');
      return ['inspect', f.path('wild-*'), '--json'];
    },
    code: 0,
    check: (result) => {
      const { container, rows } = json(result);
      assert.deepEqual([container, rows], ['pool of 3 files', 3]);
    },
  },
  {
    title: 'a report never goes over one of several files',
    args: (f) => {
      const file = f.write('one.json', `[${scored(1)}]`);
      return [...pooled(f), file, f.write('two.jsonl', `${scored(2)}\n`), '--report', file, '--overwrite'];
    },
    code: 2,
    stderr: /one\.json is the dataset itself/,
    check: (_result, folder) => assert.equal(read(folder, 'one.json'), `[${scored(1)}]`),
  },
  {
    title: 'a recipe never goes over a file of a pool',
    args: (f) => {
      const file = f.write('one.json', `[${scored(1)}]`);
      const pool = f.write('mine.deita-pool.json', '{"deitaPool":1,"files":[{"path":"one.json"}]}');
      return [...pooled(f), pool, '--recipe', file, '--overwrite'];
    },
    code: 2,
    stderr: /one\.json is the dataset itself/,
    check: (_result, folder) => assert.equal(read(folder, 'one.json'), `[${scored(1)}]`),
  },
  {
    title: 'a pool is made of no other pool',
    args: (f) => {
      const pool = f.write('mine.deita-pool.json', '{"deitaPool":1,"files":[{"path":"one.json"}]}');
      return ['pool', pool, f.write('two.jsonl', `${scored(2)}\n`), '--output', f.path('new.deita-pool.json')];
    },
    code: 1,
    stderr: /mine\.deita-pool\.json is a pool itself/,
    check: (_result, folder) => assert.ok(!existsSync(folder.path('new.deita-pool.json'))),
  },
  {
    title: 'pool writes a pool that opens as a dataset',
    args: (f) => ['pool', ...members(f), '--output', f.path('all.deita-pool.json'), '--overwrite'],
    code: 0,
    stdout: /a pool of 3 files/,
    check: (_result, folder) => {
      const { files } = JSON.parse(read(folder, 'all.deita-pool.json')) as {
        files: { path: string; sha256: string }[];
      };
      assert.deepEqual(
        files.map(({ path: file }) => file),
        ['a.jsonl', 'b.jsonl.gz', 'c.csv'],
      );
      for (const { sha256 } of files) assert.match(sha256, /^[0-9a-f]{64}$/);
    },
  },
  {
    title: 'a run of several files needs their pool',
    args: (f) => [...pooled(f), ...members(f), '--name', 'mine'],
    code: 2,
    stderr: /Make it with deita pool first/,
  },
  {
    title: 'a row of several files that cannot be read, by its number',
    args: (f) => ['inspect', f.write('good.jsonl', `${scored(1)}\n`), f.write('bad.jsonl', `${scored(2)}\n{"broken\n`)],
    code: 0,
    stderr: /^row 3 of the pool: /m,
  },
  {
    title: 'a folder without datasets',
    args: (f) => {
      mkdirSync(f.path('empty'), { recursive: true });
      return ['inspect', f.path('empty')];
    },
    code: 1,
    stderr: /empty is no dataset and holds none/,
  },
];

interface Manifest {
  readonly source: { readonly files?: readonly object[] };
  readonly output: { readonly source?: string; readonly rows: number };
}

function manifest(folder: Folder, output: string): Manifest {
  return JSON.parse(read(folder, `${output}.deita.json`)) as Manifest;
}

/** Options that need no model. */
function pooled(folder: Folder): string[] {
  const embeddings = folder.write('pool.npy', npyOf(IDS.map((id) => IDS.map((other) => Number(id === other)))));
  return ['select', '--scorer', 'precomputed', '--embeddings', embeddings, '--budget', '-1', '--overwrite'];
}

/** Of the rows of the pool. */
const IDS = [0, 1, 2, 1, 4, 5];

function scored(at: number): string {
  return row(at, at + 1, 1);
}

/** Six rows in three containers; the fourth is the second again. */
function members(folder: Folder): string[] {
  const cells = [4, 5].map((at) => `do ${at},done ${at},[${at + 1}],[1]\n`).join('');
  return [
    folder.write('a.jsonl', `${scored(0)}\n${scored(1)}\n`),
    folder.write('b.jsonl.gz', gzipSync(`${scored(2)}\n${scored(1)}\n`)),
    folder.write('c.csv', `instruction,output,complexity_scores,quality_scores\n${cells}`),
  ];
}
