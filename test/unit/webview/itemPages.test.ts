import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import type { RowSummary } from '../../../src/protocol/dataset';
import { ITEMS_PER_PAGE, ItemPages } from '../../../webview/kit/paging/itemPages';

interface Fetch {
  readonly start: number;
  readonly signal: AbortSignal;
  answer(version?: string): Promise<void>;
  fail(error: Error): Promise<void>;
}

function row(rowIndex: number, preview = ''): RowSummary {
  return { rowIndex, lineNumber: rowIndex + 1, values: {}, preview };
}

/** Pages over a host that answers when told to. */
function fixture(rowCount: number): {
  pages: ItemPages<RowSummary>;
  fetches: Fetch[];
  loaded: () => number;
  failures: unknown[];
} {
  const fetches: Fetch[] = [];
  const failures: unknown[] = [];
  let loaded = 0;
  const pages = new ItemPages<RowSummary>({
    fetch: (start, count, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DeitaError('cancelled', 'Cancelled.')));
        const rows = (version: string): RowSummary[] =>
          Array.from({ length: Math.max(0, Math.min(count, rowCount - start)) }, (_, i) => row(start + i, version));
        fetches.push({
          start,
          signal,
          answer: async (version = '') => (resolve(rows(version)), settled()),
          fail: async (error) => (reject(error), settled()),
        });
      }),
    onLoaded: () => loaded++,
    onFailed: (error) => failures.push(error),
  });
  pages.reset(rowCount);
  return { pages, fetches, loaded: () => loaded, failures };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('pages of a list', () => {
  it('answers what is there at once and fetches the rest by whole pages', async () => {
    const { pages, fetches, loaded } = fixture(1000);
    pages.want(ITEMS_PER_PAGE - 5, ITEMS_PER_PAGE + 30);
    assert.deepEqual(
      fetches.map(({ start }) => start),
      [0, ITEMS_PER_PAGE],
    );
    assert.equal(pages.get(ITEMS_PER_PAGE), undefined);
    await fetches[1]?.answer();
    assert.equal(pages.get(ITEMS_PER_PAGE)?.rowIndex, ITEMS_PER_PAGE);
    assert.equal(pages.get(ITEMS_PER_PAGE - 1), undefined);
    assert.equal(loaded(), 1);
  });

  it('asks for a page once, while it is under way and after it has come', async () => {
    const { pages, fetches } = fixture(1000);
    pages.want(0, 20);
    pages.want(5, 25);
    await fetches[0]?.answer();
    pages.want(10, 30);
    assert.equal(fetches.length, 1);
  });

  it('cancels fetches for rows that have been scrolled past', async () => {
    const { pages, fetches, failures } = fixture(100_000);
    pages.want(0, 40);
    pages.want(50_000, 50_040);
    assert.equal(fetches[0]?.signal.aborted, true);
    assert.equal(fetches[1]?.signal.aborted, false);
    await settled();
    assert.deepEqual(failures, []);
  });

  it('drops an answer that belongs to another order', async () => {
    const { pages, fetches, loaded } = fixture(1000);
    pages.want(0, 40);
    pages.reset(1000);
    await fetches[0]?.answer('old');
    assert.equal(pages.get(0), undefined);
    assert.equal(loaded(), 0);
  });

  it('keeps known rows on screen while a refresh fetches newer ones', async () => {
    const { pages, fetches } = fixture(1000);
    pages.want(0, 40);
    await fetches[0]?.answer('before');
    pages.refresh(1000);
    assert.equal(pages.get(0)?.preview, 'before');
    pages.want(0, 40);
    await fetches[1]?.answer('after');
    assert.equal(pages.get(0)?.preview, 'after');
  });

  it('completes a page that was the last one when rows have come after it', async () => {
    const { pages, fetches } = fixture(30);
    pages.want(0, 40);
    await fetches[0]?.answer();
    pages.want(0, 40);
    assert.equal(fetches.length, 1, 'the last page is short by right');
    pages.refresh(150);
    assert.equal(pages.isFresh(29), false);
    assert.equal(pages.get(29)?.rowIndex, 29);
    pages.want(0, 40);
    assert.equal(fetches.length, 2);
  });

  it('shows no row beyond the view, even where an older page had some', async () => {
    const { pages, fetches } = fixture(1000);
    pages.want(0, 40);
    await fetches[0]?.answer();
    pages.refresh(10);
    assert.equal(pages.get(9)?.rowIndex, 9);
    assert.equal(pages.get(10), undefined);
  });

  it('forgets pages long unseen, and holds those in use', async () => {
    const { pages, fetches } = fixture(100_000);
    for (let page = 0; page < 200; page++) {
      pages.want(page * ITEMS_PER_PAGE, page * ITEMS_PER_PAGE + 1);
      await fetches.at(-1)?.answer();
      pages.want(0, 1);
    }
    assert.notEqual(pages.get(0), undefined, 'the page wanted last of all is kept');
    assert.equal(pages.get(ITEMS_PER_PAGE), undefined);
    assert.notEqual(pages.get(99 * ITEMS_PER_PAGE), undefined);
  });

  it('reports a failed page and tries again when it is wanted again', async () => {
    const { pages, fetches, failures } = fixture(1000);
    pages.want(0, 40);
    await fetches[0]?.fail(new DeitaError('engineStopped', 'The engine stopped.'));
    assert.equal(failures.length, 1);
    pages.want(0, 40);
    assert.equal(fetches.length, 2);
  });

  it('asks for nothing in an empty view', () => {
    const { pages, fetches } = fixture(0);
    pages.want(-40, 60);
    assert.equal(fetches.length, 0);
  });
});
