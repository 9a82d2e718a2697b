import type { Store } from '../../../kit/store/store';
import { finishedAt, type PageModel } from './pageModel';
import type { RowView } from './rowView';
import { byRank } from './viewQuery';

/** Shows the rows of a selection by rank when it is new: made since the table was last looked at, here or elsewhere. */
export function followSelections(store: Store<PageModel>, view: Pick<RowView, 'setQuery'>): void {
  store.subscribe(({ info, query }) => {
    if (!takeNote(store)) return;
    if (info.selection !== null && byRank(query) !== query) void view.setQuery(byRank(query));
  });
}

/** What the table begins with: by rank where a selection was made since it was last looked at. */
export function takeUpNewSelection(store: Store<PageModel>): void {
  const { info, query } = store.value;
  if (takeNote(store) && info.selection !== null) store.set({ query: byRank(query) });
}

/** @returns whether the selection is another one than that seen before */
function takeNote(store: Store<PageModel>): boolean {
  const { info, seenSelection } = store.value;
  if (finishedAt(info) === seenSelection) return false;
  store.set({ seenSelection: finishedAt(info) });
  return true;
}
