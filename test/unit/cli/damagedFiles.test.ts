import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../../support/host/cache';
import { seededRandom } from '../../support/seededRandom';
import { temporaryFolder } from '../../support/temporaryFolder';
import { ZSTD_OF_300_LINES } from '../dataset/compressedFiles';
import { lines } from '../dataset/openedDatasets';
import { RUNNERS, type CliResult, type CliRunner } from './cliRunners';

interface Kind {
  readonly name: string;
  readonly bytes: () => Buffer;
  /** Whether it has checksums over all that it holds: without them other letters in a text cannot be told. */
  readonly isChecked?: boolean;
}

const table = (name: string): Kind => ({
  name,
  bytes: () => readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', name)),
});
/** So many rows that no cut is at the end of one, which would leave a whole file with fewer. */
const text = (name: string, separator: string): Kind => ({
  name,
  bytes: () =>
    Buffer.from(
      [
        ['instruction', 'output'],
        ...Array.from({ length: 22 }, (_, at) => [`do "${at}"\nnow`, `answer ${at}, at length`]),
      ]
        .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
        .join('\r\n'),
    ),
});

const KINDS: readonly Kind[] = [
  { name: 'gzip', bytes: () => gzipSync(lines(40)), isChecked: true },
  { name: 'zstd', bytes: () => Buffer.from(ZSTD_OF_300_LINES, 'base64'), isChecked: true },
  ...['snappy-v1.parquet', 'zstd-v2.parquet', 'checksums.parquet', 'polars.parquet', 'duckdb.parquet'].map(table),
  ...['file.arrow', 'stream.arrow', 'zstd.feather', 'polars.arrow', 'views-dictionary.arrow'].map(table),
  text('CSV', ','),
  text('TSV', '\t'),
];

describe('damaged files on the command line', () => {
  const folder = temporaryFolder();

  /** Every row of a file as it is written, without an order. */
  async function rowsOf(runner: CliRunner, file: string): Promise<CliResult & { rows: string[] }> {
    const output = folder.path('out.jsonl');
    const options = ['--rank-by', 'random', '--diversity', 'none', '--budget', '1000', '--no-cache', '--overwrite'];
    const result = await runner.run(['select', file, ...options, '--output', output], {
      cacheDir: folder.path('cache'),
    });
    const rows = existsSync(output) ? readFileSync(output, 'utf8').split('\n').filter(Boolean).sort() : [];
    rmSync(output, { force: true });
    return { ...result, rows };
  }

  function assertSaid(
    { code, stderr, rows }: CliResult & { rows: string[] },
    whole: readonly string[],
    kind: Kind,
  ): void {
    assert.doesNotMatch(stderr, /internal error|\n +at /);
    if (code !== 0) {
      assert.equal(code, 1, stderr);
      assert.match(stderr, /^deita: \S/m);
      return;
    }
    const isSaid = /unscored: \S/.test(stderr);
    if (kind.isChecked === true && !isSaid) assert.deepEqual(rows, whole);
    assert.ok(isSaid || rows.length >= whole.length, `${rows.length} of ${whole.length} rows, and nothing said`);
  }

  function flipped(bytes: Buffer, random: () => number): Buffer {
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return bytes;
  }

  for (const runner of RUNNERS) {
    const { name, unavailable } = runner;
    const [cuts, flips] = name === 'spawned' ? [[4], 2] : [Array.from({ length: 10 }, (_, at) => at + 1), 12];
    for (const kind of KINDS) {
      it(`lose nothing in silence, ${name}: ${kind.name}`, async function () {
        if (unavailable !== undefined) this.skip();
        const { rows: whole, ...first } = await rowsOf(runner, folder.write('damaged', kind.bytes()));
        assert.equal(first.code, 0, first.stderr);
        assert.ok(whole.length >= 20);
        const check = async (bytes: Buffer, what: string): Promise<void> => {
          const result = await rowsOf(runner, folder.write('damaged', bytes));
          assert.doesNotThrow(() => assertSaid(result, whole, kind), `${kind.name}, ${what}`);
        };
        for (const eleventh of cuts) {
          const bytes = kind.bytes();
          await check(bytes.subarray(0, Math.floor((bytes.length * eleventh) / 11)), `cut at ${eleventh}/11`);
        }
        await check(Buffer.concat([Buffer.from('XXXXXXXX'), kind.bytes().subarray(8)]), 'another magic');
        const random = seededRandom(15);
        for (let flip = 1; flip <= flips; flip++) await check(flipped(kind.bytes(), random), `flip ${flip}`);
      });
    }

    it(`name files of a pool that are other ones than it was made of, ${name}`, async function () {
      if (unavailable !== undefined) this.skip();
      const files = ['a.jsonl', 'b.jsonl'].map((name, at) => folder.write(name, lines(20 + at)));
      const pool = folder.path('p.deita-pool.json');
      const made = await runner.run(['pool', ...files, '--output', pool], { cacheDir: folder.path('cache') });
      assert.equal(made.code, 0, made.stderr);
      assert.doesNotMatch((await rowsOf(runner, pool)).stderr, /have changed/);
      folder.write('b.jsonl', lines(21).replace('1', '2'));
      const { code, stderr, rows } = await rowsOf(runner, pool);
      assert.deepEqual([code, rows.length], [0, 41]);
      assert.match(
        stderr,
        /^deita: Files of \S+ have changed since it was made, and are read as they are now: b\.jsonl\.$/m,
      );
    });
  }
});
