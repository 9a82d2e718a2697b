import assert from 'node:assert/strict';
import type { CountedBar, SignalComposition } from '../../../src/protocol/composition';
import { nextCell } from '../../../webview/pages/composition/figures/cellWalk';
import { shownBars } from '../../../webview/pages/composition/figures/shownBars';

const OTHERS: CountedBar = { bar: { others: true }, pool: 7, selected: 2 };
const NONE: CountedBar = { bar: { none: true }, pool: 5, selected: 1 };

function categories(count: number, ...rest: readonly CountedBar[]): readonly CountedBar[] {
  const named = Array.from({ length: count }, (_, at) => ({
    bar: { category: `c${at}` },
    pool: 100 - at,
    selected: at,
  }));
  return [...named, ...rest];
}

function shownOf(bars: readonly CountedBar[], isUnfolded = false, kind: SignalComposition['kind'] = 'category') {
  return shownBars({ signal: 'any', kind, bars }, isUnfolded);
}

describe('bars of a signal on screen', () => {
  it('put rarer categories together with all others while they are folded', () => {
    const { bars, folded } = shownOf(categories(12, OTHERS, NONE));
    assert.equal(folded, 4);
    assert.equal(bars.length, 10);
    const shown = Array.from({ length: 8 }, (_, at) => `c${at}`);
    assert.deepEqual(bars.slice(8), [
      { test: { otherThan: shown }, pool: 92 + 91 + 90 + 89 + 7, selected: 8 + 9 + 10 + 11 + 2 },
      { test: { none: true }, pool: 5, selected: 1 },
    ]);
  });

  it('show every category that is known when unfolded, and what others are then', () => {
    const { bars, folded } = shownOf(categories(12, OTHERS, NONE), true);
    assert.equal(folded, 4);
    assert.equal(bars.length, 14);
    assert.deepEqual(bars[12]?.test, { otherThan: Array.from({ length: 12 }, (_, at) => `c${at}`) });
  });

  it('leave rarer tags out while they are folded, whose rows are not to be added up', () => {
    const { bars, folded } = shownOf(categories(12, NONE), false, 'tags');
    assert.equal(folded, 4);
    assert.deepEqual(
      bars.map(({ test }) => ('category' in test ? test.category : 'none' in test)),
      ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', true],
    );
  });

  it('fold nothing where only one category would be hidden', () => {
    const { bars, folded } = shownOf(categories(9));
    assert.deepEqual([bars.length, folded], [9, 0]);
  });

  it('say of the last of numbers that its upper end belongs to it', () => {
    const numbers = [0, 10, 20].map((low) => ({ bar: { low, high: low + 10 }, pool: 1, selected: 0 }));
    const { bars } = shownOf([...numbers, NONE], false, 'number');
    assert.deepEqual(
      bars.map(({ test }) => ('low' in test ? test.isLast : 'none' in test)),
      [false, false, true, true],
    );
  });
});

describe('keys among the cells of all signals', () => {
  const go = (place: readonly [number, number, number], key: string, parts = 2) => {
    const [figure, bar, part] = place;
    const next = nextCell([2, 0, 3], parts, { figure, bar, part }, key);
    return next && [next.figure, next.bar, next.part];
  };

  it('lead from bar to bar, over a signal without bars to the next', () => {
    assert.deepEqual(go([0, 0, 1], 'ArrowDown'), [0, 1, 1]);
    assert.deepEqual(go([0, 1, 1], 'ArrowDown'), [2, 0, 1]);
    assert.deepEqual(go([2, 0, 0], 'ArrowUp'), [0, 1, 0]);
    assert.equal(go([0, 0, 0], 'ArrowUp'), undefined);
    assert.equal(go([2, 2, 0], 'ArrowDown'), undefined);
  });

  it('lead between pool and selection, where something is selected', () => {
    assert.deepEqual(go([2, 1, 0], 'ArrowRight'), [2, 1, 1]);
    assert.deepEqual(go([2, 1, 1], 'ArrowLeft'), [2, 1, 0]);
    assert.equal(go([2, 1, 0], 'ArrowRight', 1), undefined);
  });

  it('lead to the first and last bar of a signal, and others nowhere', () => {
    assert.deepEqual(go([2, 1, 1], 'Home'), [2, 0, 1]);
    assert.deepEqual(go([2, 1, 1], 'End'), [2, 2, 1]);
    assert.equal(go([2, 1, 1], 'a'), undefined);
  });
});
