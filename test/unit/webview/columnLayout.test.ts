import assert from 'node:assert/strict';
import {
  COLUMNS,
  defaultWidths,
  gridTemplate,
  leastWidth,
  resetColumn,
  resizeColumn,
  visibleColumns,
  widthOf,
  type Column,
  type ColumnWidths,
} from '../../../webview/table/columnLayout';

function column(id: string): Column {
  const found = COLUMNS.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

describe('column layout', () => {
  it('gives the instruction the width that the others leave', () => {
    const template = gridTemplate(COLUMNS, {});
    assert.equal(template.match(/1fr/g)?.length, 1);
    assert.match(template, /minmax\(\d+px, 1fr\) \d+px$/);
  });

  it('moves the dragged edge with the pointer', () => {
    const widths = resizeColumn(COLUMNS, {}, 'status', 30);
    assert.equal(widthOf(widths, column('status')), column('status').width + 30);
    assert.equal(widthOf(widths, column('line')), column('line').width);
  });

  it('moves the edge after the instruction by the column behind it', () => {
    const widths = resizeColumn(COLUMNS, {}, 'instruction', -25);
    assert.equal(widthOf(widths, column('nearDuplicate')), column('nearDuplicate').width + 25);
    assert.equal(widthOf(widths, column('instruction')), column('instruction').width);
  });

  it('keeps every column wide enough to be dragged again', () => {
    let widths: ColumnWidths = {};
    for (let drag = 0; drag < 50; drag++) widths = resizeColumn(COLUMNS, widths, 'evolScore', -40);
    assert.ok(widthOf(widths, column('evolScore')) >= 40);
  });

  it('ignores widths that are no numbers, as kept state may hold', () => {
    assert.equal(widthOf({ status: NaN }, column('status')), column('status').width);
  });

  it('holds the largest line number, unless the user chose', () => {
    const narrow = widthOf(defaultWidths({}, 99), column('line'));
    const wide = widthOf(defaultWidths({}, 1_000_000), column('line'));
    assert.ok(wide > narrow);
    assert.equal(widthOf(defaultWidths({ line: 50 }, 1_000_000), column('line')), 50);
  });

  it('goes back to the default width', () => {
    assert.deepEqual(resetColumn({ line: 90, status: 120 }, 'status'), { line: 90 });
  });

  it('fits all columns that are shown, at ordinary widths', () => {
    for (const width of [1400, 900, 760, 700, 560]) {
      const columns = visibleColumns(width);
      assert.ok(leastWidth(columns, defaultWidths({}, 52_000)) <= width, `${width}`);
    }
  });

  it('always shows what a row is and what became of it', () => {
    const shown = visibleColumns(300).map(({ id }) => id);
    for (const id of ['line', 'status', 'evolScore', 'instruction'] as const) assert.ok(shown.includes(id), id);
  });
});
