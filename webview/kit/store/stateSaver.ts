import { PAGE_CLOCK } from '../pace/pageClock';
import { RefreshPace } from '../pace/refreshPace';
import type { Store } from './store';

/** While things keep changing, as when an edge is dragged. */
const SAVE_INTERVAL_MS = 400;

/**
 * Lets the host keep what a page wants to find again: at once, as the page may be hidden the next moment, and now and
 * then while it keeps changing.
 * @param stateOf what of the model is kept
 */
export function saveChanges<Model extends object, State>(
  store: Store<Model>,
  stateOf: (model: Model) => State,
  save: (state: State) => Promise<unknown>,
): void {
  let saved = JSON.stringify(stateOf(store.value));
  const saveNow = (): void => {
    const state = stateOf(store.value);
    const json = JSON.stringify(state);
    if (json === saved) return;
    saved = json;
    // Losing a layout is not worth an error message.
    save(state).catch(() => undefined);
  };
  const saving = { refresh: saveNow, isBusy: () => false, intervalMs: SAVE_INTERVAL_MS };
  const pace = new RefreshPace(saving, PAGE_CLOCK);
  // The palette, or whatever hides the page next, takes the focus first: what waits for its time would be lost.
  window.addEventListener('blur', saveNow);
  store.subscribe(() => {
    if (JSON.stringify(stateOf(store.value)) !== saved) pace.request();
  });
}
