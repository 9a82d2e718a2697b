import assert from 'node:assert/strict';
import { parquetSchema, type SchemaElement } from 'hyparquet';
import { getTreePath } from 'hyparquet/src/schema.js';
import { LeafRows } from '../../../src/dataset/containers/parquet/leafRows';

const LIST: SchemaElement[] = [
  { name: 'schema', num_children: 1 },
  { name: 'scores', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
];

function rowsOf(schema: SchemaElement[], path: string[]): LeafRows {
  return new LeafRows(getTreePath(parquetSchema({ schema }), path));
}

/** A list is in a list of its own, which is empty where it is missing. */
const listed = (...values: number[]): unknown => [values];

describe('rows of a leaf column', () => {
  it('are lists put together as they are taken, with those that go on in the next page', () => {
    const rows = rowsOf(LIST, ['scores', 'list', 'element']);
    rows.add({ definitionLevels: [3, 3, 3, 3], repetitionLevels: [0, 1, 0, 0], values: [1, 2, 3, 4] });
    assert.equal(rows.whole, 2);
    assert.deepEqual([...rows.take(1)], [listed(1, 2)]);
    assert.deepEqual([...rows.take(1)], [listed(3)]);
    assert.equal(rows.whole, 0);
    rows.add({ definitionLevels: [], repetitionLevels: [1, 1], values: Float64Array.of(5, 6) });
    assert.equal(rows.whole, 0);
    rows.add({ definitionLevels: undefined, repetitionLevels: [1, 0], values: [7, 8] });
    assert.equal(rows.whole, 1);
    assert.deepEqual([...rows.take(1)], [listed(4, 5, 6, 7)]);
    rows.end();
    assert.equal(rows.whole, 1);
    assert.deepEqual([...rows.take(1)], [listed(8)]);
    assert.equal(rows.whole, 0);
  });

  it('are as many values as are taken where there are no lists, nulls in their places', () => {
    const flat: SchemaElement[] = [
      { name: 'schema', num_children: 1 },
      { name: 'score', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
    ];
    const rows = rowsOf(flat, ['score']);
    rows.add({ definitionLevels: [1, 0, 0, 1], repetitionLevels: [], values: [1, 4] });
    assert.equal(rows.whole, 4);
    assert.deepEqual([...rows.take(2)], [1, null]);
    assert.deepEqual([...rows.take(2)], [null, 4]);
    rows.add({ definitionLevels: [], repetitionLevels: [], values: Float64Array.of(5, 6, 7) });
    assert.deepEqual([...rows.take(2)], [5, 6]);
    assert.equal(rows.whole, 1);
  });

  it('are refused where a column begins inside of a row', () => {
    const rows = rowsOf(LIST, ['scores', 'list', 'element']);
    assert.throws(
      () => rows.add({ definitionLevels: [3], repetitionLevels: [1], values: [1] }),
      /begins inside of a row/,
    );
  });
});
