import assert from 'node:assert/strict';
import type { Distribution, SelectionComparison } from '../../../src/protocol/comparison';
import { nextBar } from '../../../webview/pages/selections/distributions/barWalk';

const withBars = (count: number) => ({ bars: Array<unknown>(count).fill({}) }) as unknown as Distribution;
const COMPARISON = { distributions: [withBars(3), withBars(2)], runs: [{}, {}] } as unknown as SelectionComparison;

describe('going from bar to bar', () => {
  const go = (place: readonly [number, number, number], key: string): unknown => {
    const [distribution, run, bar] = place;
    const next = nextBar(COMPARISON, { distribution, run, bar }, key);
    return next && [next.distribution, next.run, next.bar];
  };

  it('goes on with the next signal, and ends at the last', () => {
    assert.deepEqual(go([0, 1, 1], 'ArrowRight'), [0, 1, 2]);
    assert.deepEqual(go([0, 1, 2], 'ArrowRight'), [1, 1, 0]);
    assert.deepEqual(go([1, 1, 0], 'ArrowLeft'), [0, 1, 2]);
    assert.equal(go([1, 0, 1], 'ArrowRight'), undefined);
    assert.equal(go([0, 0, 0], 'ArrowLeft'), undefined);
  });

  it('goes to other runs, and to the ends of a run', () => {
    assert.deepEqual(go([0, 0, 2], 'ArrowDown'), [0, 1, 2]);
    assert.deepEqual(go([0, 1, 2], 'ArrowUp'), [0, 0, 2]);
    assert.equal(go([0, 1, 2], 'ArrowDown'), undefined);
    assert.deepEqual(go([0, 1, 1], 'Home'), [0, 1, 0]);
    assert.deepEqual(go([1, 1, 0], 'End'), [1, 1, 1]);
    assert.equal(go([0, 0, 0], 'a'), undefined);
  });
});
