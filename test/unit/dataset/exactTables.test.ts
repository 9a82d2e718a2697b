import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decimalValue } from '../../../src/dataset/containers/jsonValues';
import { isOlderArrowStream } from '../../../src/dataset/containers/arrow/olderStream';
import type { Dataset } from '../../../src/dataset/dataset';
import { ROOT } from '../../support/host/cache';
import { openedDatasets } from './openedDatasets';

/** Written by pyarrow 25. */
const fixture = (name: string): Buffer => readFileSync(path.join(ROOT, 'test', 'fixtures', 'tables', name));

describe('tables of every age and precision', () => {
  const { openIndexed } = openedDatasets();
  const jsonOf = async (dataset: Dataset): Promise<unknown[]> => {
    const rows = Array.from({ length: dataset.rowCount }, async (_, row) => dataset.rawBytes(row));
    return (await Promise.all(rows)).map((bytes) => JSON.parse(bytes.toString('utf8')) as unknown);
  };

  it('have decimals as numbers where these stay what they are, else as texts', () => {
    const cases: [bigint, number, number | string][] = [
      [125n, 2, 1.25],
      [-1n, 9, -1e-9],
      [0n, 5, 0],
      [10n ** 30n, 2, 1e28],
      [123_456_789_012_345n, 3, 123_456_789_012.345],
      [1_234_567_890_123_456n, 3, '1234567890123.456'],
      [-12_345_678_901_234_567_890n, 0, '-12345678901234567890'],
      [-12_345_678_901_234_567n, 20, '-0.00012345678901234567'],
      [5n, -3, 5000],
    ];
    for (const [digits, scale, expected] of cases) assert.equal(decimalValue(digits, scale), expected);
  });

  for (const name of ['decimals.parquet', 'decimals.arrow']) {
    it(`round no decimals, nested ones neither: ${name}`, async () => {
      const many = '12345678901234567890.123456789';
      const wider = '100000000000000000000000000000000000000000000000000.25';
      assert.deepEqual(await jsonOf(await openIndexed(name, fixture(name))), [
        { instruction: 'a', output: 'x', wide: many, wider, short: 1.25, many: [many, null] },
        { instruction: 'b', output: 'y', wide: -1e-9, wider: -0.5, short: null, many: [] },
        { instruction: 'c', output: 'z', wide: null, wider: 100, short: -99_999.99, many: null },
      ]);
    });
  }

  it('open where Arrow streams are older than 0.15 and have no mark in front', async () => {
    const dataset = await openIndexed('any name', fixture('older.arrow'));
    assert.equal(dataset.container, 'Arrow');
    assert.deepEqual(await jsonOf(dataset), [
      { instruction: 'a', output: 'x' },
      { instruction: 'b', output: 'y' },
      { instruction: 'c', output: 'z' },
    ]);
  });

  it('are not taken for older Arrow streams where they are texts or something else', () => {
    const others = ['', '{"a": 1}', 'x'.repeat(200), '\u0000'.repeat(200)].map((text) => Buffer.from(text));
    const wide = Buffer.from(
      Array.from('"a": ', (letter) => `${letter}\0\0\0`)
        .join('')
        .repeat(20),
    );
    for (const bytes of [...others, wide, fixture('stream.arrow'), fixture('decimals.parquet')]) {
      assert.equal(isOlderArrowStream(bytes), false);
    }
  });

  it('say that a column is encrypted where the end of the file is not', async () => {
    const dataset = await openIndexed('a.parquet', fixture('encrypted-column.parquet')).catch(
      (error: unknown) => error,
    );
    assert.match((dataset as Error).message, /a column is encrypted/);
  });
});
