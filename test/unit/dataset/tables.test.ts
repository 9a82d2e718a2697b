import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readArrowFooter } from '../../../src/dataset/containers/arrow/footer';
import type { Row } from '../../../src/dataset/conversation';
import type { Dataset } from '../../../src/dataset/dataset';
import { FileReader } from '../../../src/dataset/fileReader';
import { writeRows } from '../../../src/dataset/rowWriter';
import { UnreadableFile } from '../../../src/dataset/unreadable';
import { ROOT } from '../../support/host/cache';
import { seededRandom } from '../../support/seededRandom';
import { olderParquet } from '../../support/tables/olderParquet';
import { openedDatasets } from './openedDatasets';

/** Written by pyarrow 25, Polars 1.44 and DuckDB 1.5; `rows.jsonl` holds the same rows. */
const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'tables');
const ROWS = readFileSync(path.join(FIXTURES, 'rows.jsonl'), 'utf8');
const wholeRows = (): unknown[] =>
  ROWS.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const fixture = (name: string): Buffer => readFileSync(path.join(FIXTURES, name));

const TABLES: readonly [string, string][] = [
  ['snappy-v1.parquet', 'Parquet'],
  ['zstd-v2.parquet', 'Parquet'],
  ['gzip-no-dictionary.parquet', 'Parquet'],
  ['brotli.parquet', 'Parquet'],
  ['lz4.parquet', 'Parquet'],
  ['none-three-groups.parquet', 'Parquet'],
  ['small-pages-v1.parquet', 'Parquet'],
  ['small-pages-v2.parquet', 'Parquet'],
  ['plain-nested-v2.parquet', 'Parquet'],
  ['delta.parquet', 'Parquet'],
  ['checksums.parquet', 'Parquet'],
  ['polars.parquet', 'Parquet'],
  ['duckdb.parquet', 'Parquet'],
  ['stream.arrow', 'Arrow'],
  ['file.arrow', 'Arrow'],
  ['zstd.feather', 'Arrow'],
  ['lz4.feather', 'Arrow'],
  ['polars.arrow', 'Arrow'],
  ['views-dictionary.arrow', 'Arrow'],
];

/** `types.parquet` and `types.arrow` hold every kind of column that JSON has no word of its own for. */
const TYPES = [
  {
    ...{ instruction: 'a', output: 'x', big: '1152921504606846976', moment: '2024-01-02T03:04:05.000Z' },
    ...{ day: '2024-01-02T00:00:00.000Z', decimal: 1.25, text: 'plain', map: { k: 1 }, float: null, category: 'u' },
    nothing: null,
  },
  {
    ...{ instruction: 'b', output: 'y', big: 3, moment: null, day: null, decimal: null, text: '', map: {} },
    ...{ float: 1.5, category: 'v', nothing: null },
  },
];

describe('tables', () => {
  const { open, openIndexed, folder } = openedDatasets();
  const rowsOf = (dataset: Dataset): Promise<Row[]> => dataset.readRange(0, dataset.rowCount);
  const jsonOf = async (dataset: Dataset): Promise<Record<string, unknown>[]> => {
    const rows = Array.from({ length: dataset.rowCount }, (_, row) => dataset.rawBytes(row));
    return (await Promise.all(rows)).map((bytes) => JSON.parse(bytes.toString('utf8')) as Record<string, unknown>);
  };

  for (const [name, container] of TABLES) {
    it(`have the rows that were written: ${name}`, async () => {
      const plain = await openIndexed('rows.jsonl', ROWS);
      const table = await openIndexed('any name', fixture(name));
      assert.deepEqual(await jsonOf(table), await jsonOf(plain));
      assert.deepEqual(await rowsOf(table), await rowsOf(plain));
      assert.deepEqual([table.container, table.format, table.hasLines], [container, plain.format, false]);
      assert.deepEqual([table.lineNumberOf(5), table.rowIndexOfLine(6), table.firstRowFromLine(6)], [6, 5, 5]);
    });

    it(`say what is missing of a file that is cut off: ${name}`, async () => {
      const whole = await jsonOf(await openIndexed('rows.jsonl', ROWS));
      const bytes = fixture(name);
      for (let tenth = 1; tenth <= 9; tenth++) {
        const file = folder.write(`cut ${tenth}`, bytes.subarray(0, Math.floor((bytes.length * tenth) / 10)));
        const opened = await open(file).catch((error: unknown) => error);
        if (opened instanceof UnreadableFile) {
          assert.match(opened.message, /cut off/);
          continue;
        }
        const dataset = opened as Dataset;
        await dataset.indexed;
        const rows = await rowsOf(dataset);
        const good = rows.filter(({ problem }) => problem === undefined).length;
        const raw = await Promise.all(Array.from({ length: good }, (_, row) => dataset.rawBytes(row)));
        assert.deepEqual(
          raw.map((line) => JSON.parse(line.toString('utf8')) as unknown),
          whole.slice(0, good),
        );
        // A stream that ends between two batches says nothing of what should follow; rows may also all be there.
        if (name !== 'stream.arrow' && good < whole.length)
          assert.match(rows.at(-1)?.problem?.message ?? '', /cut off/);
      }
    });

    it(`are read or refused with a reason wherever a byte was changed: ${name}`, async () => {
      const random = seededRandom(11);
      for (let change = 0; change < 25; change++) {
        const damaged = fixture(name);
        const at = 8 + Math.floor(random() * (damaged.length - 8));
        damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        const opened = await open(folder.write(`damaged ${change}`, damaged)).catch((error: unknown) => error);
        if (opened instanceof UnreadableFile) {
          assert.notEqual(opened.message, '', `byte ${at}`);
          continue;
        }
        assert.ok(!(opened instanceof Error), `byte ${at}: ${String(opened)}`);
        const dataset = opened as Dataset;
        await dataset.indexed;
        for (const { problem } of await rowsOf(dataset)) assert.notEqual(problem?.message, '', `byte ${at}`);
        await dataset.close();
      }
    });
  }

  for (const name of ['types.parquet', 'types.arrow']) {
    it(`have values that JSON can hold, and of pictures what tells them apart: ${name}`, async () => {
      const rows = await jsonOf(await openIndexed(name, fixture(name)));
      const images = rows.map(({ image }) => image as { bytes: string; path: string | null });
      assert.deepEqual(
        rows,
        TYPES.map((row, at) => ({ ...row, image: images[at] })),
      );
      assert.deepEqual(
        images.map(({ path: file }) => file),
        [null, 'p'],
      );
      for (const { bytes } of images) assert.match(bytes, /^binary data, 5 bytes, sha256:[0-9a-f]{64}$/);
      assert.notEqual(images[0]?.bytes, images[1]?.bytes);
    });
  }

  it('keep their other row groups when one is damaged, and name the rows of that one', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({ instruction: `instruction ${at}`, output: `output ${at}` }));
    const columnData = (['instruction', 'output'] as const).map((name) => ({
      name,
      data: rows.map((row) => row[name]),
      type: 'STRING' as const,
    }));
    const bytes = Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 10, codec: 'UNCOMPRESSED' }));
    const inSecond = bytes.indexOf('instruction 12');
    bytes.fill(0xff, inSecond - 40, inSecond + 40);
    const dataset = await openIndexed('a.parquet', bytes);
    const found = await rowsOf(dataset);
    assert.equal(found.length, 30);
    const bad = found.filter(({ problem }) => problem !== undefined);
    assert.deepEqual(
      bad.map(({ rowIndex }) => rowIndex),
      Array.from({ length: 10 }, (_, at) => 10 + at),
    );
    for (const { problem } of bad) assert.match(problem?.message ?? '', /row group 2 of 3 cannot be read/);
    assert.deepEqual(JSON.parse((await dataset.rawBytes(20)).toString('utf8')), rows[20]);
  });

  it('of unions and of runs have the values of their rows', async () => {
    const rows = await jsonOf(await openIndexed('a.arrow', fixture('unions-runs.arrow')));
    assert.deepEqual(
      rows.map(({ runs, either, both }) => [runs, either, both]),
      [
        ['p', 2, 1],
        ['p', 's', 't'],
        ['q', 1, 3],
      ],
    );
  });

  it('of older writers have lists and maps without a level of their own, and are written as of today', async () => {
    const turns = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: 'a' },
    ];
    const rows = [
      ...[
        {
          messages: turns,
          tags: ['a', 'b'],
          sources: [{ url: 'u' }, { url: null }],
          scores: { a: '1', b: null },
          turns,
        },
      ],
      ...[{ messages: [], tags: [], sources: [], scores: {}, turns: turns.slice(0, 1) }],
      ...[{ messages: null, tags: null, sources: null, scores: null, turns: [] }],
    ];
    const columns = Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name as 'tags'])] as const);
    const table = await openIndexed('older.parquet', olderParquet(Object.fromEntries(columns)));
    assert.deepEqual(await jsonOf(table), rows);
    assert.deepEqual((await table.readRow(0)).problem, undefined);
    await writeRows(table, [1, 0], folder.path('out.parquet'), { overwrite: true });
    const again = await openIndexed('again.parquet', readFileSync(folder.path('out.parquet')));
    assert.deepEqual(await jsonOf(again), [rows[1], rows[0]]);
  });

  it('never give other values than were written where pages have checksums', async () => {
    const good = new Set((await jsonOf(await openIndexed('rows.jsonl', ROWS))).map((row) => JSON.stringify(row)));
    const random = seededRandom(15);
    const size = fixture('checksums.parquet').length;
    const pagesEnd = size - 8 - fixture('checksums.parquet').readUInt32LE(size - 8);
    for (let change = 0; change < 60; change++) {
      const damaged = fixture('checksums.parquet');
      const at = 4 + Math.floor(random() * (pagesEnd - 4));
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const dataset = await open(folder.write(`checked ${change}`, damaged));
      await dataset.indexed;
      assert.equal(dataset.rowCount, good.size, `byte ${at}`);
      for (const { problem, rowIndex } of await rowsOf(dataset)) {
        if (problem !== undefined) continue;
        const line = (await dataset.rawBytes(rowIndex)).toString('utf8');
        assert.ok(good.has(JSON.stringify(JSON.parse(line))), `byte ${at}: ${line}`);
      }
      await dataset.close();
    }
  });

  it('name the row whose text is no UTF-8, and have the others', async () => {
    for (const name of ['none-three-groups.parquet', 'file.arrow']) {
      const bytes = fixture(name);
      bytes[bytes.indexOf('Answer 13.')] = 0xff;
      const rows = await rowsOf(await openIndexed('a', bytes));
      assert.equal(rows.length, 24);
      const bad = rows.filter(({ problem }) => problem !== undefined);
      assert.deepEqual(
        bad.map(({ rowIndex, problem }) => [rowIndex, problem?.message]),
        [[13, 'This row cannot be read: it holds text that is no UTF-8. Get the file again.']],
        name,
      );
    }
  });

  it('have replacement characters that stand in the file', async () => {
    const texts = ['a \ufffd', 'b'];
    const parquet = parquetWriteBuffer({
      columnData: ['instruction', 'output'].map((name) => ({ name, data: texts, type: 'STRING' as const })),
    });
    const arrow = tableToIPC(tableFromArrays({ instruction: texts, output: texts }), { format: 'file' });
    for (const bytes of [new Uint8Array(parquet), arrow as Uint8Array]) {
      const table = await openIndexed('a', bytes);
      assert.deepEqual(
        (await jsonOf(table)).map(({ instruction }) => instruction),
        texts,
      );
    }
  });

  it('lose no rows in silence where a file has other numbers of rows in it', async () => {
    for (const name of ['none-three-groups.parquet', 'file.arrow', 'stream.arrow']) {
      const whole = fixture(name);
      for (const at of [...whole.keys()].filter((place) => whole[place] === 8 || whole[place] === 16)) {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) - 2;
        const opened = await open(folder.write('fewer', bytes)).catch((error: unknown) => error);
        if (opened instanceof UnreadableFile) continue;
        const dataset = opened as Dataset;
        await dataset.indexed;
        const rows = await rowsOf(dataset);
        const isToldOf = rows.some(({ problem }) => problem !== undefined);
        assert.ok(rows.length >= 24 || isToldOf, `byte ${at} of ${name}: ${rows.length} rows`);
        await dataset.close();
      }
    }
  });

  it('keep the batches after one that is damaged', async () => {
    const bytes = fixture('file.arrow');
    const reader = await FileReader.open(folder.write('whole.arrow', bytes));
    const { batches } = (await readArrowFooter(reader)) ?? {};
    await reader.close();
    const [, second = 0] = batches ?? [];
    bytes.writeUInt32LE(0x7fffffff, second + 4);
    const rows = await rowsOf(await openIndexed('a.arrow', bytes));
    const bad = rows.flatMap(({ problem, rowIndex }) => (problem === undefined ? [] : [[rowIndex, problem.message]]));
    assert.deepEqual(bad, [
      [8, 'Rows of the Arrow file cannot be read here: the file is cut off or damaged; get it again.'],
    ]);
    assert.deepEqual(rows.length, 17, 'of the batch nobody knows how many rows it had');
    assert.deepEqual(JSON.parse((await (await openIndexed('b.arrow', bytes)).rawBytes(9)).toString()), wholeRows()[16]);
  });

  it('are refused when they are encrypted, or only named as one', async () => {
    const encrypted = Buffer.concat([Buffer.from('PARE'), Buffer.alloc(99), Buffer.from('PARE')]);
    await assert.rejects(open(folder.write('a.parquet', encrypted)), { message: /encrypted Parquet file/ });
    const footer = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(99), Buffer.from('PARE')]);
    await assert.rejects(open(folder.write('b.parquet', footer)), { message: /Parquet file is encrypted/ });
    await assert.rejects(open(folder.write('c.parquet', Buffer.from('PARX\u0000\u0001\u0002'.repeat(20)))), {
      code: 'formatUnknown',
    });
  });

  it('may have no rows', async () => {
    const dataset = await openIndexed(
      'a.parquet',
      Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'instruction', data: [], type: 'STRING' }] })),
    );
    assert.deepEqual([dataset.rowCount, dataset.container], [0, 'Parquet']);
  });
});
