import assert from 'node:assert/strict';
import type { SideVotes } from '../../../src/protocol/people';
import type { SheetPage } from '../../../src/protocol/pages/sheetPage';
import { ErrorReport } from '../../../webview/kit/errors/errorReport';
import type { RequestClient } from '../../../webview/kit/host/requestClient';
import { Store } from '../../../webview/kit/store/store';
import { initialModel } from '../../../webview/pages/sheet/state/sheetModel';
import { Voting } from '../../../webview/pages/sheet/state/voting';
import { eventually } from '../../support/eventually';

const OVERVIEW = { items: 2, seed: 0, annotators: [], complete: false };

describe('voting on a blind sheet', () => {
  /** A host that has these votes of the annotator; it keeps no others. */
  async function voting(votes: SideVotes) {
    const kept = { votes };
    const answers = {
      overview: () => OVERVIEW,
      votes: () => kept.votes,
      item: ({ item }: { readonly item: number }) => ({ item, instruction: '', left: '', right: '' }),
      vote: () => {
        throw new Error('The disk is full.');
      },
    };
    const client = {
      request: (method: keyof typeof answers, params: { readonly item: number }) =>
        new Promise((resolve) => resolve(answers[method](params))),
    } as unknown as RequestClient<SheetPage>;
    const state = { annotator: 'Ann', item: 0, rendered: true };
    const store = new Store(initialModel({ overview: OVERVIEW, state }));
    const page = new Voting(client, store, new ErrorReport(store, () => undefined));
    await page.resume();
    return { page, store, kept };
  }

  it('shows votes that the same person casts in another window', async () => {
    const { page, store, kept } = await voting([null, null]);
    kept.votes = ['left', null];
    await page.refresh();
    assert.deepEqual(store.value.votes, ['left', null]);
  });

  it('shows the vote before where another one on the same prompt could not be kept', async () => {
    const { page, store } = await voting(['left', null]);
    page.vote('right');
    assert.deepEqual(store.value.votes, ['right', null]);
    await eventually(() => {
      assert.deepEqual(store.value.votes, ['left', null]);
      return Promise.resolve();
    });
    assert.equal(store.value.error?.message, 'The disk is full.');
  });
});
