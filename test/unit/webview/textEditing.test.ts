import assert from 'node:assert/strict';
import type { MovedRow } from '../../../src/protocol/movedRows';
import { Store } from '../../../webview/kit/store/store';
import { TextEditing, type EditedMessage } from '../../../webview/pages/table/details/textEditing';
import type { PageModel } from '../../../webview/pages/table/state/pageModel';

const edited = (rowIndex: number): EditedMessage => ({
  place: { rowIndex, turn: 1, role: 'assistant', text: 'an answer' },
  texts: [],
  drafts: [`typed for row ${rowIndex}`],
});

describe('editing texts', () => {
  it('keeps what is typed with its row when the file changes, and gives it up with a row that is gone', () => {
    const store = new Store({ editing: [edited(4), edited(2)] } as unknown as PageModel);
    const editing = new TextEditing({ request: () => Promise.reject(new Error('Nothing is asked.')) }, store);
    assert.deepEqual(editing.heldRows, [4, 2]);
    const now = new Map<number, MovedRow>([
      [4, { was: 4, rowIndex: 5 }],
      [2, { was: 2, rowIndex: 3, isGone: true }],
    ]);
    editing.moveRows((row) => now.get(row) ?? { was: row, rowIndex: row });
    assert.deepEqual(
      store.value.editing.map(({ place, drafts }) => [place.rowIndex, drafts]),
      [[5, ['typed for row 4']]],
    );
  });
});
