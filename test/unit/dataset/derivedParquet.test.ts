import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parquetMetadata } from 'hyparquet';
import type { Dataset } from '../../../src/dataset/dataset';
import { writeRows, type WriteOptions } from '../../../src/dataset/rowWriter';
import { ROOT } from '../../support/host/cache';
import { seededRandom } from '../../support/seededRandom';
import { openedDatasets } from './openedDatasets';

type Json = Readonly<Record<string, unknown>>;

describe('Parquet written from rows of other kinds', () => {
  const { openIndexed, folder } = openedDatasets();
  const jsonOf = async (dataset: Dataset): Promise<Json[]> => {
    const rows = await Promise.all(Array.from({ length: dataset.rowCount }, (_, at) => dataset.rawBytes(at)));
    return rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as Json);
  };
  const allOf = ({ rowCount }: Dataset): number[] => Array.from({ length: rowCount }, (_, at) => at);
  const write = async (dataset: Dataset, rows: readonly number[], options: Partial<WriteOptions> = {}) => {
    const written = await writeRows(dataset, rows, folder.path('out.parquet'), { overwrite: true, ...options });
    assert.equal(written.rows, rows.length);
    return readFileSync(folder.path('out.parquet'));
  };
  /** The rows that come back from Parquet. */
  const throughParquet = async (rows: readonly Json[], order = rows.map((_, at) => at)): Promise<Json[]> => {
    const source = await openIndexed('source.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const again = await openIndexed('again.parquet', await write(source, order));
    assert.equal(again.container, 'Parquet');
    return jsonOf(again);
  };

  it('opens to the same rows: conversations, numbers, truth values, lists of lists, and nulls for what a row lacks', async () => {
    const rows = [
      {
        messages: [
          { role: 'user', content: 'Grüße\n"q" 😀', weight: null },
          { role: 'assistant', content: '', weight: 1 },
        ],
        id: 1,
        score: 0.5,
        ok: true,
        tags: [['a'], []],
        meta: { by: { name: 'x', year: -3 }, none: null },
        'a.b': 'dotted',
        largest: Number.MAX_SAFE_INTEGER,
      },
      { messages: [], id: -2, score: 3, ok: null, tags: null, meta: null, 'a.b': null, largest: null },
      {
        messages: null,
        id: null,
        score: 1e-300,
        ok: false,
        tags: [null, ['b', null]],
        meta: { by: null, none: null },
        'a.b': '',
        largest: -Number.MAX_SAFE_INTEGER,
      },
    ];
    assert.deepEqual(await throughParquet(rows), rows);
    assert.deepEqual(await throughParquet(rows, [2, 0]), [rows[2], rows[0]]);
    const partly: Json[] = [
      { instruction: 'a' },
      { instruction: 'b', extra: { x: 1 } },
      { instruction: 'c', extra: { y: 'z' } },
    ];
    assert.deepEqual(await throughParquet(partly), [
      { instruction: 'a', extra: null },
      { instruction: 'b', extra: { x: 1, y: null } },
      { instruction: 'c', extra: { x: null, y: 'z' } },
    ]);
  });

  it('has columns that are called as what every object inherits, null for the rows that lack them', async () => {
    const [constructor, toString] = ['made', ['x']];
    assert.deepEqual(await throughParquet([{ constructor, meta: { toString } }, { meta: { valueOf: 1 } }]), [
      { constructor, meta: { toString, valueOf: null } },
      { constructor: null, meta: { toString: null, valueOf: 1 } },
    ]);
  });

  it('has types that other readers know', async () => {
    await throughParquet([{ text: 'a', whole: 1, broken: 1.5, list: [{ x: true }], nothing: null }]);
    const { schema, num_rows: rows } = parquetMetadata(
      Uint8Array.from(readFileSync(folder.path('out.parquet'))).buffer,
    );
    assert.deepEqual(
      schema.map(({ name, type, converted_type: meaning, repetition_type: repetition }) =>
        [name, type, meaning, repetition].filter((part) => part !== undefined).join(' '),
      ),
      [
        'schema',
        'text BYTE_ARRAY UTF8 OPTIONAL',
        'whole INT64 OPTIONAL',
        'broken DOUBLE OPTIONAL',
        'list LIST OPTIONAL',
        'list REPEATED',
        'element OPTIONAL',
        'x BOOLEAN OPTIONAL',
        'nothing BYTE_ARRAY UTF8 OPTIONAL',
      ],
    );
    assert.equal(rows, 1n);
  });

  it('gives back any rows whose values have columns', async () => {
    const random = seededRandom(15);
    const some = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const text = (): string => some(['', 'a', 'é', '\u0000', '😀'.repeat(3), 'x'.repeat(4000), '{"a":1}']);
    const row = (): Json => ({
      text: some([text(), null]),
      turns: Array.from({ length: Math.floor(random() * 4) }, () =>
        some([{ role: text(), n: some([1, 2, null]) }, null]),
      ),
      deep: some([null, { a: some([null, [[{ b: some([true, false, null]) }]], [], [[]]]), c: random() }]),
      count: Math.floor(random() * 1e12) - 5e11,
    });
    const rows = Array.from({ length: 12_500 }, row);
    assert.deepEqual(await throughParquet(rows), rows);
  });

  it('is written of every container, and with scores', async () => {
    const array = await openIndexed(
      'source.json',
      '[\n {"instruction": "a", "output": "b"},\n {"instruction": "c",\n "output": "d"}\n]',
    );
    const annotate = (row: number): Json => ({ evol_score: row / 2 });
    assert.deepEqual(await jsonOf(await openIndexed('a.parquet', await write(array, [1, 0], { annotate }))), [
      { instruction: 'c', output: 'd', evol_score: 0.5 },
      { instruction: 'a', output: 'b', evol_score: 0 },
    ]);
    const csv = await openIndexed('a.csv', 'instruction,output\n"a\nb",c\n');
    assert.deepEqual(await jsonOf(await openIndexed('b.parquet', await write(csv, [0]))), [
      { instruction: 'a\nb', output: 'c' },
    ]);
    const arrow = await openIndexed(
      'a.arrow',
      readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', 'file.arrow')),
    );
    const rows = await jsonOf(arrow);
    assert.deepEqual(await jsonOf(await openIndexed('c.parquet', await write(arrow, allOf(arrow)))), rows);
  });

  it('refuses what no column holds, and names the key and the row', async () => {
    const refused: [string, RegExp][] = [
      ['{"a":1}\n{"a":"x"}', /no column for "a": it holds numbers, and in row 2 texts/],
      ['{"a":{"b":[1]}}\n{"a":{"b":[{"c":1}]}}', /no column for "a\.b": it holds numbers, and in row 2 objects/],
      ['{"a":[1,[2]]}', /no column for "a": it holds numbers, and in row 1 lists/],
      ['{"a":true}\n{"a":0}', /it holds true or false, and in row 2 numbers/],
      ['{"a":"x"}\n{"a":"x","meta":{}}', /no column for "meta": in row 2 it is an object without keys/],
      ['{"a":9007199254740993}', /no column for "a": in row 1 it is a whole number with more digits than are exact/],
      ['{"a":"\\ud800"}', /in row 1 it is text with half a character/],
      ['{"a":1}\n{"a":', /Row 2 is no JSON object/],
      ['{"a":1}\n[1]', /Row 2 is no JSON object/],
      ['{"a":1}\n{}', /no column for the row: in row 2 it is an object without keys/],
      [
        `{"a":1,"b":${JSON.stringify(Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`k${at}`, at])))}}`,
        /more than 2,?000 keys/,
      ],
    ];
    for (const [text, message] of refused) {
      const source = await openIndexed(
        'refused.jsonl',
        `${text}
`,
      );
      const writing = writeRows(source, allOf(source), folder.path('refused.parquet'), { overwrite: true });
      await assert.rejects(writing, { code: 'outputFailed', message }, text.slice(0, 80));
      assert.equal(existsSync(folder.path('refused.parquet')), false);
    }
  });

  it('of no rows is a table of its source without rows', async () => {
    for (const name of ['snappy-v1', 'types']) {
      const bytes = readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', `${name}.parquet`));
      const source = await openIndexed('source.parquet', bytes);
      const [before, after] = [bytes, await write(source, [])].map((file) =>
        parquetMetadata(Uint8Array.from(file).buffer),
      );
      assert.equal(after?.num_rows, 0n);
      assert.deepEqual(after.schema, before?.schema);
    }
  });
});
