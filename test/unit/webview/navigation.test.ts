import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { Navigation } from '../../../webview/pages/table/state/navigation';
import type { PageModel } from '../../../webview/pages/table/state/pageModel';
import { Store } from '../../../webview/kit/store/store';

/** No filter shows it. */
const HIDDEN_ROW = 99;

const locate = ({ rowIndex }: { rowIndex: number }): number | null => (rowIndex === HIDDEN_ROW ? null : rowIndex);

/** Answers that the host is asked for come when the test says so, by name of the request. */
function fixture() {
  const waiting = new Map<string, (answer: unknown) => void>();
  const asked = (name: string) => new Promise<never>((resolve) => waiting.set(name, resolve as never));
  const queries: unknown[] = [];
  let topRow = 0;
  const store = new Store({ query: {}, current: { viewIndex: 1, rowIndex: 1 }, announcement: '' } as PageModel);
  const navigation = new Navigation({
    client: {
      request: (method, params) =>
        method === 'view/locate' ? Promise.resolve(locate(params as { rowIndex: number }) as never) : asked(method),
    },
    store,
    pages: { get: () => undefined, isFresh: () => false },
    details: { get: () => asked('details') },
    view: {
      setQuery: (query, startAt) => {
        queries.push([query, startAt]);
        store.set({ query });
        return Promise.resolve();
      },
    },
    scroll: { get: () => topRow, set: (row) => void (topRow = row) },
  });
  const answer = (name: string, value: unknown): void => waiting.get(name)?.(value);
  const scroll = {
    to: (row: number) => void (topRow = row),
    get topRow() {
      return topRow;
    },
  };
  return { navigation, answer, current: () => store.value.current, store, queries, scroll };
}

const duplicateOf = (rowIndex: number) => ({ nearDuplicates: [{ rowIndex, lineNumber: 6 }] }) as unknown as RowDetail;

describe('navigation', () => {
  it('follows the last command, whichever is answered last', async () => {
    const { navigation, answer, current } = fixture();
    const toLine = navigation.goToLine(2);
    const toDuplicate = navigation.jumpToNearDuplicate();
    answer('details', duplicateOf(5));
    await toDuplicate;
    assert.equal(current()?.rowIndex, 5);
    answer('row/byLines', [{ rowIndex: 1 }]);
    await toLine;
    assert.equal(current()?.rowIndex, 5);
  });

  it('lets a movement by key stand that comes while a jump is on its way', async () => {
    const { navigation, answer, current, store } = fixture();
    const toSelected = navigation.goToSelected(1);
    navigation.moveTo(3);
    answer('row/adjacentSelected', null);
    await toSelected;
    assert.equal(current()?.viewIndex, 3);
    assert.equal(store.value.announcement, '');
  });

  it('follows a cursor elsewhere to rows that it shows, with no way back and no filter taken off', async () => {
    const { navigation, current, store, queries } = fixture();
    store.set({ query: { statuses: ['selected'] } });
    await navigation.follow(7);
    assert.deepEqual(current(), { viewIndex: 7, rowIndex: 7 });
    await navigation.follow(HIDDEN_ROW);
    assert.deepEqual(current(), { viewIndex: 7, rowIndex: 7 });
    assert.deepEqual(queries, []);
    await navigation.goBack();
    assert.equal(store.value.announcement, 'There is no jump to go back from.');
  });

  it('goes back only from jumps that arrived', async () => {
    const { navigation, answer, current, store } = fixture();
    const given = navigation.goToLine(8);
    await navigation.jumpTo(4);
    answer('row/byLines', [{ rowIndex: 7 }]);
    await given;
    await navigation.goBack();
    assert.equal(current()?.rowIndex, 1);
    await navigation.goBack();
    assert.equal(store.value.announcement, 'There is no jump to go back from.');
  });

  it('goes back to the filter, the order and the rows in sight that it came from', async () => {
    const { navigation, current, store, queries, scroll } = fixture();
    const query = { statuses: ['nearDuplicate'], sort: { column: 'nearDuplicate', descending: true } } as const;
    store.set({ query, current: { viewIndex: 7, rowIndex: 7 } });
    scroll.to(5.5);
    await navigation.jumpTo(4);
    store.set({ query: {} });
    scroll.to(80);
    await navigation.goBack();
    assert.deepEqual(queries, [[query, 7]]);
    assert.equal(current()?.rowIndex, 7);
    assert.equal(scroll.topRow, 5.5);
  });

  it('leaves the order alone where it goes back within it', async () => {
    const { navigation, queries, scroll } = fixture();
    scroll.to(3);
    await navigation.jumpTo(40);
    scroll.to(30);
    await navigation.goBack();
    assert.deepEqual(queries, []);
    assert.equal(scroll.topRow, 3);
  });
});
