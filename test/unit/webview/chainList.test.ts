import assert from 'node:assert/strict';
import {
  ENTRY_HEIGHT,
  entriesOnScreen,
  entriesToDraw,
  scrollTopShowing,
} from '../../../webview/pages/chains/list/listWindow';
import { sparklinePath, sparklinePoints } from '../../../webview/pages/chains/list/sparklinePath';

const BOX = { width: 60, height: 20 };

describe('list of chains', () => {
  it('draws what is in sight and a little more, never beyond its ends', () => {
    const height = 10 * ENTRY_HEIGHT;
    assert.deepEqual(entriesToDraw({ scrollTop: 0, height }, 400), { first: 0, end: 16 });
    assert.deepEqual(entriesToDraw({ scrollTop: 100 * ENTRY_HEIGHT + 1, height }, 400), { first: 94, end: 117 });
    assert.deepEqual(entriesToDraw({ scrollTop: 390 * ENTRY_HEIGHT, height }, 400), { first: 384, end: 400 });
    assert.deepEqual(entriesToDraw({ scrollTop: 0, height }, 3), { first: 0, end: 3 });
    assert.deepEqual(entriesToDraw({ scrollTop: 500 * ENTRY_HEIGHT, height }, 3), { first: 3, end: 3 });
  });

  it('scrolls as little as needed to show an entry whole', () => {
    const space = { scrollTop: 5 * ENTRY_HEIGHT, height: 3.5 * ENTRY_HEIGHT };
    assert.equal(scrollTopShowing(6, space), space.scrollTop);
    assert.equal(scrollTopShowing(2, space), 2 * ENTRY_HEIGHT);
    assert.equal(scrollTopShowing(8, space), 5.5 * ENTRY_HEIGHT);
    assert.equal(entriesOnScreen(space), 2);
    assert.equal(entriesOnScreen({ scrollTop: 0, height: 0 }), 1);
  });

  it('draws scores from 1 at the bottom to 6 at the top, with a gap where a step was dropped', () => {
    const scores = [
      { step: 0, score: 1 },
      { step: 1, score: 3.5 },
      { step: 3, score: 6 },
    ];
    const points = sparklinePoints(scores, 3, BOX);
    assert.deepEqual(
      points.map(({ x, y }) => [x, y]),
      [
        [0, 20],
        [20, 10],
        [60, 0],
      ],
    );
    assert.equal(sparklinePath(points), 'M0 20L20 10L60 0');
  });

  it('draws nothing of scores that are not there yet, and one score as a dot in the middle', () => {
    assert.deepEqual(sparklinePoints([{ step: 0, score: null }], 0, BOX), []);
    assert.deepEqual(sparklinePoints([{ step: 0, score: 6 }], 0, BOX), [{ step: 0, x: 30, y: 0 }]);
    assert.equal(sparklinePath([]), '');
  });
});
