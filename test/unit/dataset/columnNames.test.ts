import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../../src/dataset/dataset';
import { writeRows } from '../../../src/dataset/rowWriter';
import { ROOT } from '../../support/host/cache';
import { openedDatasets } from './openedDatasets';

/** Written by pyarrow 25. */
const fixture = (name: string): Buffer => readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', name));

const ROWS = [
  { instruction: 'a', output: 'x', 'output.1': 'second x', 'a.b': 'dot', a: { b: 'nested' } },
  { instruction: 'b', output: 'y', 'output.1': 'second y', 'a.b': 'dot', a: null },
];

describe('columns of tables', () => {
  const { openIndexed, folder } = openedDatasets();
  const jsonOf = async (dataset: Dataset): Promise<unknown[]> => {
    const rows = Array.from({ length: dataset.rowCount }, (_, row) => dataset.rawBytes(row));
    return (await Promise.all(rows)).map((bytes) => JSON.parse(bytes.toString('utf8')) as unknown);
  };

  for (const name of ['same-names.parquet', 'same-names.arrow']) {
    it(`are all there where names are the same, or the same but for points between them: ${name}`, async () => {
      assert.deepEqual(await jsonOf(await openIndexed(name, fixture(name))), ROWS);
    });
  }

  it('keep their names apart in a file that is written from them', async () => {
    const table = await openIndexed('a.parquet', fixture('same-names.parquet'));
    await writeRows(table, [1, 0], folder.path('out.parquet'), { overwrite: true });
    const again = await openIndexed('again.parquet', readFileSync(folder.path('out.parquet')));
    assert.deepEqual(await jsonOf(again), [...ROWS].reverse());
  });

  for (const [name, message] of [
    ['no-member.parquet', /a part of the column m is called __proto__/],
    ['no-member.arrow', /a part of the column m is called __proto__/],
    ['no-key.parquet', /a map has the key __proto__/],
  ] as const) {
    it(`are refused rather than kept without what no object can have: ${name}`, async () => {
      await assert.rejects(openIndexed(name, fixture(name)), { message });
    });
  }

  it('are refused where the key of a map is no UTF-8', async () => {
    const bytes = fixture('no-key.parquet');
    for (let at = bytes.indexOf('__proto__'); at !== -1; at = bytes.indexOf('__proto__', at)) bytes[at] = 0xff;
    await assert.rejects(openIndexed('a.parquet', bytes), { message: /the key of a map is no UTF-8/ });
  });

  it('are null where LZ4 made an empty block of them', async () => {
    assert.deepEqual(await jsonOf(await openIndexed('a.parquet', fixture('lz4-nulls.parquet'))), [
      { instruction: 'a', output: 'a', nothing: null },
      { instruction: 'b', output: 'b', nothing: null },
    ]);
  });
});
