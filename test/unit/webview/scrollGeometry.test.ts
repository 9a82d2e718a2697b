import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterScroll,
  canvasHeight,
  contentHeight,
  MAX_CANVAS_HEIGHT,
  reveal,
  rowTop,
  scrollTo,
  settle,
  TOP,
  visibleRows,
  type ScrollPosition,
  type ScrollSpace,
} from '../../../webview/pages/table/grid/scrollGeometry';

const ROW_HEIGHT = 22;

const spaces = fc.record({
  rowCount: fc.oneof(fc.nat(300), fc.nat(100_000_000)),
  rowHeight: fc.constant(ROW_HEIGHT),
  viewHeight: fc.integer({ min: 22, max: 3000 }),
});
const million: ScrollSpace = { rowCount: 1_000_000, rowHeight: ROW_HEIGHT, viewHeight: 700 };

function maxScrollTop(space: ScrollSpace): number {
  return Math.max(0, canvasHeight(space) - space.viewHeight);
}

/** As a browser does: scrollTop never leaves its range. */
function wheel(space: ScrollSpace, position: ScrollPosition, delta: number): ScrollPosition {
  const scrollTop = Math.min(Math.max(position.scrollTop + delta, 0), maxScrollTop(space));
  return scrollTop === position.scrollTop ? position : afterScroll(space, position, scrollTop);
}

describe('scroll geometry', () => {
  it('never makes the canvas taller than a browser can draw', () => {
    fc.assert(fc.property(spaces, (space) => canvasHeight(space) <= MAX_CANVAS_HEIGHT));
  });

  it('is the browser’s own scrolling while the content fits the canvas', () => {
    const space = { rowCount: 1000, rowHeight: ROW_HEIGHT, viewHeight: 500 };
    fc.assert(
      fc.property(fc.array(fc.nat(maxScrollTop(space)), { minLength: 1 }), (scrollTops) => {
        let position = TOP;
        for (const scrollTop of scrollTops) position = afterScroll(space, position, scrollTop);
        assert.deepEqual(position, { scrollTop: scrollTops.at(-1), contentTop: scrollTops.at(-1) });
      }),
    );
  });

  it('reaches every row by position', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: 0, max: 1, noNaN: true }), (space, part) => {
        fc.pre(space.rowCount > 0);
        const row = Math.floor(part * (space.rowCount - 1));
        const position = reveal(space, TOP, row, 'centre');
        const { first, end } = visibleRows(space, position);
        assert.ok(row >= first && row < end, `${row} is not within ${first}..${end}`);
        const top = rowTop(space, position, row) - position.scrollTop;
        assert.ok(top >= 0 && top + ROW_HEIGHT <= Math.max(space.viewHeight, ROW_HEIGHT));
      }),
    );
  });

  it('shows both ends when the thumb is at its ends', () => {
    fc.assert(
      fc.property(spaces, (space) => {
        fc.pre(contentHeight(space) > space.viewHeight);
        const end = afterScroll(space, TOP, maxScrollTop(space));
        const start = afterScroll(space, scrollTo(space, contentHeight(space) / 2), 0);
        assert.equal(visibleRows(space, end).end, space.rowCount);
        assert.equal(visibleRows(space, start).first, 0);
      }),
    );
  });

  it('moves by single pixels with the wheel away from the ends, however tall the content is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 20_000_000 }), fc.integer({ min: -400, max: 400 }), (from, delta) => {
        const start = scrollTo(million, from);
        const moved = wheel(million, start, delta);
        assert.equal(moved.contentTop - start.contentTop, delta);
      }),
    );
  });

  it('keeps rows where they are in the canvas during small scrolls, so that the compositor’s picture stays right', () => {
    const start = scrollTo(million, 9_000_000);
    const moved = wheel(million, start, 120);
    const row = visibleRows(million, moved).first;
    assert.equal(rowTop(million, moved, row), rowTop(million, start, row));
  });

  it('wheels from one end to the other without getting stuck', () => {
    const space = { rowCount: 400_000, rowHeight: ROW_HEIGHT, viewHeight: 700 };
    let position = TOP;
    let steps = 0;
    while (position.contentTop < contentHeight(space) - space.viewHeight) {
      const next = wheel(space, position, 4000);
      assert.ok(next.contentTop > position.contentTop, `stuck at ${position.contentTop}`);
      position = next;
      if (++steps % 10 === 0) position = settle(space, position);
    }
    assert.equal(visibleRows(space, position).end, space.rowCount);
    assert.equal(position.scrollTop, maxScrollTop(space));
  });

  it('settles without moving the content', () => {
    fc.assert(
      fc.property(spaces, fc.nat(2 ** 31 - 1), (space, contentTop) => {
        const position = scrollTo(space, contentTop);
        const drifted = { ...position, scrollTop: Math.max(0, position.scrollTop - 300) };
        assert.deepEqual(settle(space, drifted), position);
      }),
    );
  });

  it('goes through the content in proportion when the thumb is dragged', () => {
    const half = afterScroll(million, TOP, maxScrollTop(million) / 2);
    const middle = visibleRows(million, half).first;
    assert.ok(Math.abs(middle - 500_000) < 50, `middle is ${middle}`);
  });

  it('reveals without moving what is in sight already', () => {
    const position = scrollTo(million, 1_000_000);
    const { first } = visibleRows(million, position);
    assert.equal(reveal(million, position, first + 2, 'nearest'), position);
    assert.equal(reveal(million, position, first + 2, 'centre'), position);
  });

  it('shows nothing of an empty table', () => {
    const empty = { rowCount: 0, rowHeight: ROW_HEIGHT, viewHeight: 500 };
    assert.deepEqual(visibleRows(empty, afterScroll(empty, TOP, 0), 8), { first: 0, end: 0 });
  });
});
