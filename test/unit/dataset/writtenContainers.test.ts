import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { canCompress } from '../../../src/dataset/compressedSink';
import type { Dataset } from '../../../src/dataset/dataset';
import { writeRows, type WriteOptions } from '../../../src/dataset/rowWriter';
import { ROOT } from '../../support/host/cache';
import { seededRandom } from '../../support/seededRandom';
import { lines, openedDatasets, row } from './openedDatasets';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'tables');
const PARQUETS = ['snappy-v1', 'zstd-v2', 'gzip-no-dictionary', 'none-three-groups', 'small-pages-v1', 'types'];

describe('rows written as the name of the output says', () => {
  const { openIndexed, folder } = openedDatasets();
  const write = async (
    dataset: Dataset,
    rows: readonly number[],
    name: string,
    options: Partial<WriteOptions> = {},
  ): Promise<string> => {
    const output = folder.path(name);
    const written = await writeRows(dataset, rows, output, { overwrite: true, ...options });
    assert.equal(written.bytes, readFileSync(output).length);
    return output;
  };
  const jsonOf = async (dataset: Dataset): Promise<unknown[]> => {
    const rows = await Promise.all(Array.from({ length: dataset.rowCount }, (_, at) => dataset.rawBytes(at)));
    return rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as unknown);
  };

  it('compress JSON byte for byte, in the form that the name has without its ending', async () => {
    const source = await openIndexed('source.jsonl', `${lines(3)}\n  {"instruction": "x"}\r\n${lines(2000)}`);
    const order = [3, 0, 2, 2002, 1];
    const plain = readFileSync(await write(source, order, 'plain.jsonl'));
    const packed = readFileSync(await write(source, order, 'packed.jsonl.GZ'));
    assert.deepEqual(gunzipSync(packed), plain);
    const array = await openIndexed('source.json', `[\n ${row(1)},\n ${row(2)}\n]\n`);
    assert.deepEqual(
      gunzipSync(readFileSync(await write(array, [1], 'packed.json.gz'))).toString(),
      `[\n ${row(2)}\n]\n`,
    );
    assert.deepEqual(gunzipSync(readFileSync(await write(array, [1], 'lines.jsonl.gz'))).toString(), `${row(2)}\n`);
    const again = await openIndexed('again.jsonl.gz', packed);
    assert.equal(again.rowCount, order.length);
  });

  it('have the same bytes every time', async () => {
    const source = await openIndexed('source.jsonl', lines(500));
    const all = Array.from({ length: 500 }, (_, at) => at);
    const [first, second] = [await write(source, all, 'a.jsonl.gz'), await write(source, all, 'b.jsonl.gz')];
    assert.deepEqual(readFileSync(first), readFileSync(second));
  });

  it('are written as zstd where Node.js can, and refused where it cannot', async () => {
    const source = await openIndexed('source.jsonl', lines(300));
    const all = Array.from({ length: 300 }, (_, at) => at);
    if (canCompress('zstd')) {
      const packed = readFileSync(await write(source, all, 'packed.jsonl.zst'));
      assert.deepEqual(await jsonOf(await openIndexed('again', packed)), await jsonOf(source));
    } else
      await assert.rejects(write(source, all, 'packed.jsonl.zst'), { code: 'usage', message: /cannot write zstd/ });
  });

  for (const name of PARQUETS) {
    it(`keep columns, types and metadata of a Parquet file: ${name}`, async () => {
      const bytes = readFileSync(path.join(FIXTURES, `${name}.parquet`));
      const source = await openIndexed('source.parquet', bytes);
      const random = seededRandom(3);
      const order = Array.from({ length: source.rowCount }, (_, at) => at).sort(() => random() - 0.5);
      const written = readFileSync(await write(source, order, 'out.parquet'));
      const output = await openIndexed('again', written);
      const rows = await jsonOf(source);
      assert.deepEqual(
        await jsonOf(output),
        order.map((at) => rows[at]),
      );
      const [before, after] = [bytes, written].map((file) => parquetMetadata(Uint8Array.from(file).buffer));
      assert.deepEqual(after?.schema, before?.schema);
      assert.deepEqual(after?.key_value_metadata, before?.key_value_metadata);
    });
  }

  it('keep what a number of JavaScript cannot: parts of a microsecond, large integers and decimals', async () => {
    const schema = [
      { name: 'root', num_children: 4 },
      { name: 'instruction', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      { name: 'at', type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' } },
      { name: 'big', type: 'INT64' },
      { name: 'price', type: 'INT64', converted_type: 'DECIMAL', scale: 2, precision: 18 },
    ] as const;
    const columnData = [
      { name: 'instruction', data: ['a', 'b'] },
      { name: 'at', data: [1700000000123456789n, null] },
      { name: 'big', data: [9007199254740993n, -1n] },
      { name: 'price', data: [123456789012345678n, 1n] },
    ];
    const stored = (file: Buffer): Buffer[] =>
      // Stored values are little-endian and not compressed: each must be in the output as it is in the source.
      [1700000000123456789n, 9007199254740993n, 123456789012345678n].map((value) => {
        const bytes = Buffer.from(BigInt64Array.of(value).buffer);
        return file.includes(bytes) ? bytes : Buffer.alloc(0);
      });
    const source = Buffer.from(parquetWriteBuffer({ columnData, schema: [...schema], codec: 'UNCOMPRESSED' }));
    const output = readFileSync(await write(await openIndexed('a.parquet', source), [0], 'out.parquet'));
    const found = stored(output);
    assert.deepEqual(found, stored(source));
    assert.ok(found.every(({ length }) => length === 8));
  });

  it('are written over several row groups, and of a damaged file those that can be read', async () => {
    const names = Array.from({ length: 12_000 }, (_, at) => `instruction ${at}`);
    const bytes = Buffer.from(
      parquetWriteBuffer({
        columnData: [{ name: 'instruction', data: names, type: 'STRING' }],
        rowGroupSize: 4000,
        codec: 'UNCOMPRESSED',
      }),
    );
    const source = await openIndexed('a.parquet', bytes);
    const order = names.map((_, at) => (at * 7919) % names.length);
    const output = await openIndexed('again', readFileSync(await write(source, order, 'out.parquet')));
    assert.deepEqual(
      await jsonOf(output),
      order.map((at) => ({ instruction: names[at] })),
    );
    const inSecond = bytes.indexOf('instruction 4100');
    bytes.fill(0xff, inSecond - 40, inSecond + 40);
    const damaged = await openIndexed('b.parquet', bytes);
    const all = Array.from({ length: damaged.rowCount }, (_, at) => at);
    const rest = await openIndexed('rest', readFileSync(await write(damaged, all, 'rest.parquet')));
    assert.deepEqual(
      await jsonOf(rest),
      [...names.slice(0, 4000), ...names.slice(8000)].map((instruction) => ({ instruction })),
    );
  });

  it('copy a table of texts byte for byte, with its header', async () => {
    for (const [lineEnd, mark] of [
      ['\n', ''],
      ['\r\n', '\ufeff'],
      ['\r', ''],
    ] as const) {
      const records = ['id;instruction;output', '1;"a ""b"" c";x ', `2;"d${lineEnd}e";"f"`, '3;g;h'];
      const text = `${mark}${records.join(lineEnd)}`;
      const source = await openIndexed('a.csv', text);
      const written = readFileSync(await write(source, [2, 0, 1], 'out.csv'), 'utf8');
      const expected = [records[0], records[3], records[1], records[2], ''].join(lineEnd);
      assert.equal(written, `${mark}${expected}`);
    }
    const tabs = await openIndexed('a.tsv', 'instruction\toutput\na\tb\n');
    assert.equal(readFileSync(await write(tabs, [0], 'out.tsv'), 'utf8'), 'instruction\toutput\na\tb\n');
    assert.equal(readFileSync(await write(tabs, [0], 'out.tab'), 'utf8'), 'instruction\toutput\na\tb\n');
    assert.equal(
      readFileSync(await write(tabs, [0], 'out.jsonl'), 'utf8'),
      '{"instruction":"a","output":"b"}\n',
      'JSON Lines are written of anything',
    );
  });

  it('leave broken rows of a table out', async () => {
    const source = await openIndexed('a.csv', 'instruction,output\na,b\nc\nd,e\n');
    assert.equal(readFileSync(await write(source, [0, 1, 2], 'out.csv'), 'utf8'), 'instruction,output\na,b\nd,e\n');
  });

  it('never are JSON under a name that says otherwise', async () => {
    const json = await openIndexed('a.jsonl', lines(2));
    const csv = await openIndexed('a.csv', 'instruction,output\na,b\n');
    const parquet = await openIndexed('a.parquet', readFileSync(path.join(FIXTURES, 'types.parquet')));
    const refused: [Dataset, string, Partial<WriteOptions>][] = [
      ...['out.csv', 'out.arrow', 'out.parquet.gz', 'out.csv.gz', 'out.bz2', 'out.xlsx', 'out.gz.gz'].map(
        (name): [Dataset, string, Partial<WriteOptions>] => [json, name, {}],
      ),
      [csv, 'out.tsv', {}],
      [csv, 'out.tab', {}],
      [parquet, 'out.parquet', { annotate: () => ({ score: 1 }) }],
      [parquet, 'out.csv', {}],
      [csv, 'out.csv', { annotate: () => ({ score: 1 }) }],
    ];
    for (const [dataset, name, options] of refused) {
      await assert.rejects(write(dataset, [0], name, options), { code: 'usage' }, name);
      assert.equal(existsSync(folder.path(name)), false);
    }
  });

  it('leave nothing behind when writing a table is cancelled', async () => {
    const source = await openIndexed('a.csv', `instruction,output\n${'a,b\n'.repeat(5000)}`);
    const controller = new AbortController();
    const rows = Array.from({ length: 5000 }, (_, at) => at);
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    await assert.rejects(write(source, rows, 'out.csv', options), { code: 'cancelled' });
    assert.equal(existsSync(folder.path('out.csv')), false);
  });
});
