import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allMarked, extendedTo, isMarked, NONE_MARKED, toggled } from '../../../webview/pages/table/grid/markedRows';

const ROWS = 30;
const rows = fc.nat(ROWS - 1);

describe('rows that are marked', () => {
  it('reach from where one began to where one is, either way, with Shift', () => {
    const down = extendedTo(NONE_MARKED, 5, 8);
    assert.deepEqual(down.ranges, [[5, 9]]);
    assert.deepEqual(extendedTo(down, 8, 3).ranges, [[3, 6]]);
    assert.deepEqual(extendedTo(NONE_MARKED, null, 4).ranges, [[4, 5]]);
    assert.deepEqual(extendedTo(toggled(down, 8, 20), 20, 22).ranges, [[20, 23]]);
  });

  it('are one more or less with Ctrl, in ranges that are ascending and apart', () => {
    fc.assert(
      fc.property(rows, fc.array(rows), (current, targets) => {
        let marked = NONE_MARKED;
        let at = current;
        let expected = new Set<number>();
        for (const target of targets) {
          if (marked.ranges.length === 0) expected = new Set([at]);
          if (!expected.delete(target)) expected.add(target);
          marked = toggled(marked, at, target);
          at = target;
          const found = Array.from({ length: ROWS }, (_, row) => row).filter((row) => isMarked(marked, row));
          assert.deepEqual(
            found,
            [...expected].sort((a, b) => a - b),
          );
          const bounds = marked.ranges.flat();
          assert.ok(bounds.every((bound, place) => place === 0 || bound > (bounds[place - 1] ?? 0)));
        }
      }),
    );
  });

  it('are all of them, or none in an empty table', () => {
    assert.deepEqual(allMarked(1_000_000).ranges, [[0, 1_000_000]]);
    assert.equal(allMarked(0), NONE_MARKED);
  });
});
