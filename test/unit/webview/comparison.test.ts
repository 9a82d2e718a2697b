import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { Store } from '../../../webview/kit/store/store';
import { comparedNeighbour, Comparison, NO_COMPARISON } from '../../../webview/pages/table/compare/comparison';
import type { PageModel } from '../../../webview/pages/table/state/pageModel';

/** Rows of ten, each with the near-duplicates that follow it, as many as its last digit. */
function rowOf(rowIndex: number): RowDetail {
  const nearDuplicates = Array.from({ length: rowIndex % 10 }, (_, at) => ({ rowIndex: rowIndex * 10 + at }));
  return { rowIndex, nearDuplicates } as unknown as RowDetail;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function fixture(rowIndex: number) {
  const known = new Map<number, RowDetail>();
  const get = (index: number): Promise<RowDetail> => {
    if (!known.has(index)) known.set(index, rowOf(index));
    return Promise.resolve(known.get(index) as RowDetail);
  };
  const store = new Store({
    comparison: NO_COMPARISON,
    current: { viewIndex: 0, rowIndex },
    detail: null,
    announcement: '',
  } as unknown as PageModel);
  const comparison = new Comparison(store, { get }, { show: (error) => assert.ifError(error) });
  const show = async (index: number): Promise<void> => {
    store.set({ current: { viewIndex: 0, rowIndex: index }, detail: await get(index) });
    await settled();
  };
  const other = (): number | undefined => store.value.comparison.other?.rowIndex;
  return { store, comparison, show, other };
}

describe('comparison with a near-duplicate', () => {
  it('shows one near-duplicate after the other and then none', async () => {
    const { store, comparison, show, other } = fixture(2);
    await show(2);
    assert.equal(other(), undefined);
    const seen: (number | undefined)[] = [];
    for (let step = 0; step < 3; step++) {
      await comparison.next();
      await settled();
      seen.push(other());
    }
    assert.deepEqual(seen, [20, 21, undefined]);
    assert.equal(store.value.comparison.isOn, false);
  });

  it('goes on with the next row and its own near-duplicate', async () => {
    const { comparison, show, other } = fixture(2);
    await show(2);
    comparison.choose(21);
    await settled();
    assert.equal(other(), 21);
    await show(3);
    assert.equal(other(), 30);
  });

  it('says so where a row has none', async () => {
    const { store, comparison, show, other } = fixture(10);
    await show(10);
    await comparison.next();
    await settled();
    assert.equal(other(), undefined);
    assert.equal(store.value.announcement, 'This row has no near-duplicate.');
  });

  it('takes the first where the one chosen belongs to another row', () => {
    assert.equal(comparedNeighbour(rowOf(3), { chosen: 21 })?.rowIndex, 30);
    assert.equal(comparedNeighbour(rowOf(3), { chosen: 32 })?.rowIndex, 32);
  });
});
