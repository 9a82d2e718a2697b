import assert from 'node:assert/strict';
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { Dataset } from '../../../src/dataset/dataset';
import { openedDatasets } from './openedDatasets';

const MAGIC = 'PAR1';
const ROWS = 20;
const ROWS_OF_GROUP = 10;

/** Two row groups, with a footer that says something else of them. */
function tableThatSays(change: (metadata: FileMetaData) => FileMetaData): Buffer {
  const data = (name: string): string[] => Array.from({ length: ROWS }, (_, at) => `${name} ${at}`);
  const columnData = ['instruction', 'output'].map((name) => ({ name, data: data(name), type: 'STRING' as const }));
  const bytes = parquetWriteBuffer({ columnData, rowGroupSize: ROWS_OF_GROUP });
  const footer = new ByteWriter();
  writeMetadata(footer, change(parquetMetadata(bytes)));
  const written = Buffer.from(bytes);
  const footerBytes = written.readUInt32LE(written.length - MAGIC.length - 4) + MAGIC.length + 4;
  const pages = written.subarray(0, written.length - footerBytes);
  return Buffer.concat([pages, Buffer.from(footer.getBuffer()), Buffer.from(MAGIC)]);
}

/** With another number of rows in the second row group. */
function withRowsInSecond(rows: bigint): (metadata: FileMetaData) => FileMetaData {
  return (metadata) => {
    const [first, second] = metadata.row_groups;
    assert.ok(first !== undefined && second !== undefined);
    return { ...metadata, row_groups: [first, { ...second, num_rows: rows }] };
  };
}

describe('the end of a Parquet file', () => {
  const { openIndexed } = openedDatasets();
  const problemsOf = async (dataset: Dataset): Promise<string[]> =>
    (await dataset.readRange(0, dataset.rowCount)).flatMap(({ problem }) => problem?.message ?? []);

  it('is as the file has it where nothing is changed', async () => {
    const dataset = await openIndexed(
      'a.parquet',
      tableThatSays((metadata) => metadata),
    );
    assert.equal(dataset.rowCount, ROWS);
    assert.deepEqual(await problemsOf(dataset), []);
  });

  it('may not give a row group more rows than its columns have values: one row is named, not millions', async () => {
    const dataset = await openIndexed('a.parquet', tableThatSays(withRowsInSecond(9_000_000n)));
    assert.equal(dataset.rowCount, ROWS + 1);
    const problems = await problemsOf(dataset);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /row group 2 of 2 cannot be read: a column has fewer rows than the others/);
  });

  it('may not give a row group fewer rows than its columns have', async () => {
    const dataset = await openIndexed('a.parquet', tableThatSays(withRowsInSecond(4n)));
    const problems = await problemsOf(dataset);
    assert.match(problems[0] ?? '', /row group 2 of 2 cannot be read: a column has more rows than the row group/);
  });

  it('may not name more rows than all row groups have', async () => {
    const bytes = tableThatSays((metadata) => ({ ...metadata, row_groups: metadata.row_groups.slice(0, 1) }));
    const dataset = await openIndexed('a.parquet', bytes);
    assert.equal(dataset.rowCount, ROWS_OF_GROUP + 1);
    assert.deepEqual(await problemsOf(dataset), [
      'The Parquet file is damaged: it has 20 rows, and its row groups have 10.',
    ]);
  });
});
