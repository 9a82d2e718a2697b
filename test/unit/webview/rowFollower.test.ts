import assert from 'node:assert/strict';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { MovedRow, MovedRows } from '../../../src/protocol/movedRows';
import type { PageModel } from '../../../webview/pages/table/state/pageModel';
import { RowFollower } from '../../../webview/pages/table/state/rowFollower';
import { Store } from '../../../webview/kit/store/store';

const infoOf = (contents: string) => ({ contents, rowCount: 10 }) as DatasetInfo;
const MARKED = { anchor: 2, ranges: [[2, 5]] } as const;

/** One row was put above the others. */
function shifted(contents: string, rowIndexes: readonly number[]): MovedRows {
  return { contents, rows: rowIndexes.map((was) => ({ was, rowIndex: was + 1 })), positions: [[3, 6]] };
}

/** Rows stand at their own indexes; answers about moved rows come when the test says so. */
function fixture() {
  const asked: {
    params: { since: string; rowIndexes: readonly number[] };
    answer: (moved: MovedRows | null) => void;
  }[] = [];
  const store = new Store({
    info: infoOf('a'),
    current: { viewIndex: 4, rowIndex: 4 },
    marked: MARKED,
  } as unknown as PageModel);
  const went: number[] = [];
  let told = 0;
  const navigation = {
    commands: 0,
    heldRows: [7],
    moved: [] as MovedRow[],
    moveRows: (nowOf: (row: number) => MovedRow) => void (navigation.moved = navigation.heldRows.map(nowOf)),
    follow: (rowIndex: number) => Promise.resolve(void went.push(rowIndex)),
  };
  const follower = new RowFollower({
    client: {
      request: (method, params) =>
        method === 'view/moved'
          ? new Promise<never>((answer) => asked.push({ params, answer } as never))
          : Promise.resolve((params as { rowIndex: number }).rowIndex as never),
    },
    store,
    pages: { get: (viewIndex) => ({ rowIndex: viewIndex }) as never },
    scroll: { get: () => 1.25, isInSight: (viewIndex) => viewIndex < 9 },
    navigation: () => navigation,
    onFollowed: () => {
      told++;
    },
  });
  const change = (contents: string): void => {
    store.set({ info: infoOf(contents) });
    follower.hold();
  };
  return { follower, store, asked, navigation, went, change, told: () => told };
}

/** Lets what waits for a late answer come. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('row follower', () => {
  it('has nothing to do while the file is the same', async () => {
    const { follower, asked, change } = fixture();
    change('a');
    assert.equal(await follower.follow(), null);
    assert.deepEqual([follower.isBehind, asked.length], [false, 0]);
  });

  it('keeps the current row, the marks and what other parts hold', async () => {
    const { follower, store, asked, navigation, change, told } = fixture();
    change('b');
    assert.equal(follower.isBehind, true);
    const following = follower.follow();
    assert.deepEqual(asked[0]?.params, { since: 'a', rowIndexes: [4, 7], positions: MARKED.ranges });
    asked[0].answer(shifted('b', [4, 7]));
    assert.deepEqual(await following, { topRow: null });
    assert.deepEqual(store.value.current, { viewIndex: 4, rowIndex: 5 });
    assert.deepEqual(store.value.marked, { anchor: 3, ranges: [[3, 6]] });
    assert.deepEqual(navigation.moved, [{ was: 7, rowIndex: 8 }]);
    assert.deepEqual([follower.isBehind, told()], [false, 1]);
  });

  it('says where to scroll to where the current row is out of sight', async () => {
    const { follower, store, asked, change } = fixture();
    store.set({ current: { viewIndex: 9, rowIndex: 9 } });
    change('b');
    const following = follower.follow();
    assert.deepEqual(asked[0]?.params.rowIndexes, [9, 1, 7]);
    asked[0].answer(shifted('b', [9, 1, 7]));
    assert.deepEqual(await following, { topRow: 2.25 });
  });

  it('leaves a person where they have gone meanwhile', async () => {
    const { follower, store, asked, navigation, change } = fixture();
    change('b');
    const following = follower.follow();
    navigation.commands++;
    store.set({ current: { viewIndex: 0, rowIndex: 0 } });
    asked[0]?.answer(shifted('b', [4, 7]));
    await following;
    assert.deepEqual(store.value.current, { viewIndex: 0, rowIndex: 0 });
  });

  it('leaves everything in its place where nobody knows where rows are', async () => {
    const { follower, store, asked, change, told } = fixture();
    change('b');
    const following = follower.follow();
    asked[0]?.answer(null);
    assert.equal(await following, null);
    assert.deepEqual(store.value.current, { viewIndex: 4, rowIndex: 4 });
    assert.equal(told(), 1);
  });

  it('goes to the row when it is found late, and not where the person has gone elsewhere', async () => {
    for (const hasGone of [false, true]) {
      const { follower, asked, navigation, went, change } = fixture();
      change('b');
      assert.equal(await follower.follow(), null);
      if (hasGone) navigation.commands++;
      asked[0]?.answer(shifted('b', [4, 7]));
      await settled();
      assert.deepEqual(went, hasGone ? [] : [5]);
      assert.deepEqual(navigation.moved, [{ was: 7, rowIndex: 8 }]);
    }
  });

  it('asks again since what it knows where the file has changed twice, and takes no answer about the first', async () => {
    const { follower, store, asked, change } = fixture();
    change('b');
    const first = follower.follow();
    change('c');
    const second = follower.follow();
    assert.deepEqual([asked[1]?.params.since, asked[1]?.params.rowIndexes], ['a', [4, 7]]);
    asked[0]?.answer(shifted('b', [4, 7]));
    assert.equal(await first, null);
    asked[1]?.answer({ ...shifted('c', [7]), rows: [{ was: 4, rowIndex: 6 }] });
    await second;
    assert.deepEqual(store.value.current, { viewIndex: 4, rowIndex: 6 });
  });
});
