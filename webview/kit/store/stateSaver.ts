import type { Store } from './store';

const SAVE_DELAY_MS = 400;

/**
 * Lets the host keep what a page wants to find again, some time after the last change.
 * @param stateOf what of the model is kept
 */
export function saveChanges<Model extends object, State>(
  store: Store<Model>,
  stateOf: (model: Model) => State,
  save: (state: State) => Promise<unknown>,
): void {
  let saved = JSON.stringify(stateOf(store.value));
  let timer: number | undefined;
  store.subscribe((model) => {
    const state = stateOf(model);
    const json = JSON.stringify(state);
    if (json === saved) return;
    saved = json;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      // Losing a layout is not worth an error message.
      save(state).catch(() => undefined);
    }, SAVE_DELAY_MS);
  });
}
