import assert from 'node:assert/strict';
import {
  COLUMNS,
  columnWidths,
  gridTemplate,
  leastWidth,
  resetColumn,
  resizeColumn,
  visibleColumns,
  type ColumnWidths,
} from '../../../webview/pages/table/grid/columnLayout';

const ROOMY = 1200;
const DEFAULTS = columnWidths({}, ROOMY, 1000);

/** Widths after a drag, as the table would show them. */
function dragged(id: Parameters<typeof resizeColumn>[3], delta: number, chosen: ColumnWidths = {}): ColumnWidths {
  const widths = columnWidths(chosen, ROOMY, 1000);
  return columnWidths(resizeColumn(COLUMNS, chosen, widths, id, delta), ROOMY, 1000);
}

describe('column layout', () => {
  it('gives the instruction the width that the others leave', () => {
    const template = gridTemplate(COLUMNS, DEFAULTS);
    assert.equal(template.match(/1fr/g)?.length, 1);
    assert.match(template, /minmax\(\d+px, 1fr\) \d+px$/);
  });

  it('moves the dragged edge with the pointer, and no other column', () => {
    assert.deepEqual(dragged('status', 30), { ...DEFAULTS, status: (DEFAULTS['status'] ?? 0) + 30 });
  });

  it('moves the edge after the instruction by the column behind it', () => {
    const { nearDuplicate = 0 } = DEFAULTS;
    assert.deepEqual(dragged('instruction', -25), { ...DEFAULTS, nearDuplicate: nearDuplicate + 25 });
  });

  it('keeps every column wide enough to be dragged again', () => {
    assert.ok((dragged('evolScore', -2000)['evolScore'] ?? 0) >= 40);
  });

  it('keeps only what was chosen, so that other columns go on suiting the table', () => {
    assert.deepEqual(Object.keys(resizeColumn(COLUMNS, {}, DEFAULTS, 'status', 10)), ['status']);
  });

  it('ignores widths that are no numbers, as kept state may hold', () => {
    assert.equal(columnWidths({ status: NaN }, ROOMY, 1000)['status'], DEFAULTS['status']);
  });

  it('holds the largest line number, unless the user chose', () => {
    const wide = columnWidths({}, ROOMY, 1_000_000)['line'] ?? 0;
    assert.ok(wide > (DEFAULTS['line'] ?? 0));
    assert.equal(columnWidths({ line: 50 }, ROOMY, 1_000_000)['line'], 50);
  });

  it('goes back to the default width', () => {
    assert.deepEqual(resetColumn({ line: 90, status: 120 }, 'status'), { line: 90 });
  });

  it('fits all columns that are shown into the table', () => {
    for (let width = 460; width <= 1400; width += 20) {
      const least = leastWidth(visibleColumns(width), columnWidths({}, width, 52_000));
      assert.ok(least <= width, `${least} pixels in ${width}`);
    }
  });

  it('shows the scores beside an open details pane in a window of ordinary size', () => {
    const shown = visibleColumns(650).map(({ id }) => id);
    assert.equal(shown.length, COLUMNS.length);
  });

  it('always shows what a row is and what became of it', () => {
    const shown = visibleColumns(300).map(({ id }) => id);
    for (const id of ['line', 'status', 'evolScore', 'instruction'] as const) assert.ok(shown.includes(id), id);
  });
});
