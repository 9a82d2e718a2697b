import assert from 'node:assert/strict';
import {
  addedColumns,
  columnWidths,
  COLUMNS,
  gridTemplate,
  leastWidth,
  moveColumn,
  needsOf,
  NOTHING_CHOSEN,
  resetColumn,
  resizeColumn,
  visibleColumns,
  type ColumnChoice,
  type ColumnFacts,
  type Need,
} from '../../../webview/pages/table/grid/columnLayout';
import { INFO } from '../editor/support/fakeEngine';

const EVERYTHING: ReadonlySet<Need> = new Set(['status', 'scores', 'nearDuplicates']);
const ROOMY = { width: 1200, rowCount: 1000, selectedCount: 100 };
const DEFAULTS = columnWidths({}, ROOMY);

function idsShown(facts: Partial<ColumnFacts>, choice: Partial<ColumnChoice> = {}): string[] {
  const columns = visibleColumns(
    { ...NOTHING_CHOSEN, ...choice },
    { needs: EVERYTHING, width: 1200, query: {}, ...facts },
  );
  return columns.map(({ id }) => id);
}

describe('column layout', () => {
  describe('which columns are shown', () => {
    it('begins with what became of a row and ends with what it duplicates', () => {
      const all = [
        'line',
        'status',
        'evolScore',
        'complexityScore',
        'qualityScore',
        'instruction',
        'response',
        'turns',
      ];
      assert.deepEqual(idsShown({}), [...all, 'nearDuplicate']);
    });

    it('has added signals before the texts, numbers at the right, with their origin in what it says of them', () => {
      const reward = {
        name: 'field:reward',
        kind: 'number',
        scope: 'row',
        origin: 'imported',
        rowsWithValue: 3,
      } as const;
      const signals = [
        { ...reward, range: { min: -1, mean: 2, max: 7.25 } },
        { ...reward, name: 'language', kind: 'category' as const, origin: 'computed' },
      ];
      const added = addedColumns({ signals });
      assert.equal(addedColumns({ signals: structuredClone(signals) })[0], added[0]);
      const shown = idsShown({ needs: needsOf(INFO), added });
      assert.deepEqual(shown.slice(0, 4), ['line', 'signal:field:reward', 'signal:language', 'instruction']);
      assert.deepEqual(
        added.map(({ label, align }) => [label, align]),
        [
          ['reward', 'end'],
          ['Language', 'start'],
        ],
      );
      assert.match(
        added[0]?.description ?? '',
        /^field:reward\nOrigin: a field of the row\n3 rows have a value, -1 to 7\.25$/,
      );
      assert.equal(columnWidths({}, { ...ROOMY, added })['signal:language'], 120);
      const moved = moveColumn(NOTHING_CHOSEN, 'signal:language', 'line', added);
      assert.equal(idsShown({ added }, moved)[0], 'signal:language');
    });

    it('leaves out scores, status and near-duplicates before there are any', () => {
      assert.deepEqual(idsShown({ needs: needsOf(INFO) }), ['line', 'instruction', 'response', 'turns']);
      assert.deepEqual([...needsOf({ ...INFO, scored: true, problemCount: 1 })].sort(), ['scores', 'status']);
    });

    it('has groups of near-duplicates where some were found, and of a narrow table while one is looked at', () => {
      const found = { threshold: 0.9, groups: 2, rows: 5, state: '' };
      assert.equal(idsShown({ needs: needsOf({ ...INFO, nearDuplicates: found }) }).at(-1), 'group');
      assert.ok(!needsOf({ ...INFO, nearDuplicates: { ...found, groups: 0, rows: 0 } }).has('groups'));
      assert.ok(!idsShown({ needs: new Set<Need>(['groups']), width: 500 }).includes('group'));
      assert.ok(idsShown({ width: 300, query: { rowSet: { name: 'Group 1', group: 1 } } }).includes('group'));
      assert.ok(!idsShown({ query: { rowSet: { name: 'mine', rows: [1] } } }).includes('group'));
    });

    it('numbers rows where they do not stand one a line, as in a JSON array', () => {
      const needs = needsOf({ ...INFO, rowsHaveOwnNumbers: true });
      assert.deepEqual(idsShown({ needs }).slice(0, 3), ['line', 'rowNumber', 'instruction']);
      assert.equal(idsShown({ needs, width: 600 }).includes('rowNumber'), false);
    });

    it('gives up what the details say as well, from the narrowest need on', () => {
      assert.deepEqual(idsShown({ width: 900 }).includes('response'), false);
      assert.deepEqual(idsShown({ width: 600 }), [
        'line',
        'status',
        'evolScore',
        'complexityScore',
        'qualityScore',
        'instruction',
      ]);
      assert.deepEqual(idsShown({ width: 400 }), ['line', 'status', 'evolScore', 'instruction']);
      assert.deepEqual(idsShown({ width: 200 }), ['line', 'status', 'instruction']);
    });

    it('keeps the turns as long as the scores where rows have several: evol sums over them', () => {
      const read = { turnsWithoutResponse: 0, probablyMisread: false, openingsLeftOut: 0, rejectedRows: 0 };
      const needsWith = (turns: number): ReadonlySet<Need> =>
        needsOf({ ...INFO, scored: true, rowCount: 12, problemCount: 2, reading: { ...read, turns, unreadKeys: [] } });
      assert.ok(idsShown({ needs: needsWith(15), width: 600 }).includes('turns'));
      assert.ok(!idsShown({ needs: needsWith(14), width: 600 }).includes('turns'));
      assert.ok(!idsShown({ needs: needsWith(15), width: 500 }).includes('turns'));
    });

    it('always has the column that sorts, and of near-duplicates what they duplicate', () => {
      const query = { sort: { column: 'turns', descending: true } } as const;
      assert.ok(idsShown({ width: 300, query }).includes('turns'));
      assert.ok(idsShown({ width: 300, query: { statuses: ['nearDuplicate'] } }).includes('nearDuplicate'));
    });

    it('follows what was chosen, whatever the width; the instruction stays', () => {
      const visible = { response: true, evolScore: false, instruction: false };
      const shown = idsShown({ width: 400 }, { visible });
      assert.deepEqual(shown, ['line', 'status', 'instruction', 'response']);
    });

    it('stands as it was put', () => {
      const moved = moveColumn(NOTHING_CHOSEN, 'turns', 'status');
      assert.deepEqual(idsShown({}, moved).slice(0, 3), ['line', 'turns', 'status']);
      const last = moveColumn(moved, 'line', null);
      assert.deepEqual(idsShown({}, last).at(-1), 'line');
      assert.deepEqual(idsShown({}, { order: ['gone', 'turns'] }).includes('turns'), true);
    });

    it('leaves a column that is dropped where it stands in its place', () => {
      assert.deepEqual(idsShown({}, moveColumn(NOTHING_CHOSEN, 'status', 'status')), idsShown({}));
    });
  });

  describe('how wide they are', () => {
    it('gives instruction and response the width that the others leave, the instruction most', () => {
      const template = gridTemplate(COLUMNS, DEFAULTS, {});
      assert.match(template, /minmax\(\d+px, 3fr\) minmax\(\d+px, 2fr\)/);
      assert.equal(template.match(/fr/g)?.length, 2);
    });

    it('lets a column of texts keep a width given by hand, until it is taken back', () => {
      const chosen = resizeColumn({}, 'instruction', 300, 40);
      assert.deepEqual(chosen, { instruction: 340 });
      const template = gridTemplate(COLUMNS, columnWidths(chosen, ROOMY), chosen);
      assert.match(template, / 340px minmax\(\d+px, 2fr\)/);
      assert.deepEqual(resetColumn(chosen, 'instruction'), {});
    });

    it('makes the instruction the widest of what is shown, in every width', () => {
      for (let width = 200; width <= 2400; width += 20) {
        const columns = visibleColumns(NOTHING_CHOSEN, { needs: EVERYTHING, width, query: {} });
        const widths = columnWidths({}, { width, rowCount: 52_000, selectedCount: 6000 });
        const rest = Math.max(0, width - leastWidth(columns, widths));
        const shares = columns.reduce((sum, { grow }) => sum + grow, 0);
        // A column that grows gets its share, or its least.
        const shown = columns.map(({ id, grow }) => [id, (widths[id] ?? 0) + (rest * grow) / shares] as const);
        const widest = shown.reduce((a, b) => (b[1] > a[1] ? b : a));
        assert.equal(widest[0], 'instruction', `${width}: ${JSON.stringify(shown)}`);
      }
    });

    it('fits all columns that are shown into the table', () => {
      for (let width = 340; width <= 1400; width += 20) {
        const columns = visibleColumns(NOTHING_CHOSEN, { needs: EVERYTHING, width, query: {} });
        const least = leastWidth(columns, columnWidths({}, { width, rowCount: 52_000, selectedCount: 6000 }));
        assert.ok(least <= width, `${least} pixels in ${width}`);
      }
    });

    it('moves the dragged edge with the pointer, and no other column', () => {
      const { status = 0 } = DEFAULTS;
      const chosen = resizeColumn({}, 'status', status, 30);
      assert.deepEqual(columnWidths(chosen, ROOMY), { ...DEFAULTS, status: status + 30 });
      assert.deepEqual(Object.keys(chosen), ['status']);
      // Two steps between two frames: the first is not on screen yet.
      assert.deepEqual(resizeColumn(chosen, 'status', status, 30), { status: status + 60 });
    });

    it('keeps every column wide enough to be dragged again', () => {
      assert.ok((resizeColumn({}, 'evolScore', 90, -2000)['evolScore'] ?? 0) >= 40);
    });

    it('ignores widths that are no numbers, as kept state may hold', () => {
      assert.equal(columnWidths({ status: NaN }, ROOMY)['status'], DEFAULTS['status']);
    });

    it('holds the largest line number and the last rank, unless the user chose', () => {
      const wide = columnWidths({}, { ...ROOMY, rowCount: 1_000_000, selectedCount: 600_000 });
      assert.ok((wide['line'] ?? 0) > (DEFAULTS['line'] ?? 0));
      assert.ok((wide['status'] ?? 0) > (DEFAULTS['status'] ?? 0));
      assert.equal(columnWidths({ line: 50 }, { ...ROOMY, rowCount: 1_000_000 })['line'], 50);
    });

    it('goes back to the default width', () => {
      assert.deepEqual(resetColumn({ line: 90, status: 120 }, 'status'), { line: 90 });
    });
  });
});
