import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  nearestThreshold,
  thresholdAfterKey,
  votedThreshold,
} from '../../../webview/pages/calibration/state/thresholds';

const REMOVALS = Array.from({ length: 11 }, (_, at) => ({ threshold: at / 10, rows: 100 - at }));

describe('thresholds of a calibration', () => {
  it('are reached by keys, and end at both ends', () => {
    const after = (current: number, key: string, shiftKey = false): number | null =>
      thresholdAfterKey(REMOVALS, current, { key, shiftKey });
    assert.deepEqual(
      ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'PageUp', 'PageDown', 'Home', 'End', 'a'].map((key) =>
        after(0.5, key),
      ),
      [0.4, 0.4, 0.6, 0.6, 1, 0, 0, 1, null],
    );
    assert.equal(after(0.9, 'ArrowRight', true), 1);
    assert.equal(after(0, 'ArrowLeft'), 0);
  });

  it('are the nearest to where the pointer is', () => {
    assert.equal(nearestThreshold(REMOVALS, 0.34), 0.3);
    assert.equal(nearestThreshold(REMOVALS, -7), 0);
    assert.equal(nearestThreshold([], 0.3), null);
  });

  it('are proposed by votes once some pairs are the same and some are not', () => {
    const vote = (cosineSimilarity: number, areSame: boolean) => ({ rows: [0, 1] as const, cosineSimilarity, areSame });
    assert.equal(votedThreshold(REMOVALS, []), null);
    assert.equal(votedThreshold(REMOVALS, [vote(0.9, true)]), null);
    assert.equal(votedThreshold(REMOVALS, [vote(0.9, false)]), null);
    // Both of 0.3, 0.4, 0.5 and 0.6 tell the two apart: the middle of them.
    assert.equal(votedThreshold(REMOVALS, [vote(0.65, true), vote(0.25, false)]), 0.4);
    // One vote of three is against any threshold; 0.5 and up to 0.6 have but that one.
    assert.equal(votedThreshold(REMOVALS, [vote(0.65, true), vote(0.45, false), vote(0.85, false)]), 0.5);
  });

  it('that votes propose have no more votes against them than any other', () => {
    const votes = fc.array(
      fc.record({
        rows: fc.constant([0, 1] as const),
        cosineSimilarity: fc.double({ min: 0, max: 1, noNaN: true }),
        areSame: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(votes, (list) => {
        const proposed = votedThreshold(REMOVALS, list);
        if (proposed === null) return;
        const against = (threshold: number): number =>
          list.filter(({ areSame, cosineSimilarity }) => areSame !== cosineSimilarity > threshold).length;
        assert.ok(REMOVALS.every(({ threshold }) => against(proposed) <= against(threshold)));
      }),
    );
  });
});
