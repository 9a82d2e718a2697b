import { sheetAction } from '../keyboard';
import type { Page } from '../page';

/** Where keys are typed. */
const OWN_KEYS = 'input, textarea';

/** Listens to keys wherever the focus is on the page. @returns what ends that */
export function listenToKeys(page: Page): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest(OWN_KEYS) !== null)) return;
    const action = sheetAction(event);
    if (action === null) return;
    event.preventDefault();
    const { voting, store } = page;
    if (action.kind === 'vote') voting.vote(action.vote);
    else if (action.kind === 'undecided') voting.goToUndecided();
    else void voting.goTo(store.value.item + (action.kind === 'next' ? 1 : -1));
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
