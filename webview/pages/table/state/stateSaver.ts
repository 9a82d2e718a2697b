import type { PageState, TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import { savedState, type PageModel } from './pageModel';
import type { Store } from '../../../kit/store/store';

const SAVE_DELAY_MS = 400;

/** Lets the host keep what belongs to this file, some time after the last change. */
export function saveChanges(store: Store<PageModel>, client: RequestClient<TablePage>): void {
  let saved = JSON.stringify(savedState(store.value));
  let timer: number | undefined;
  store.subscribe((model) => {
    const state: PageState = savedState(model);
    const json = JSON.stringify(state);
    if (json === saved) return;
    saved = json;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      // Losing a layout is not worth an error message.
      client.request('saveState', { state }).catch(() => undefined);
    }, SAVE_DELAY_MS);
  });
}
