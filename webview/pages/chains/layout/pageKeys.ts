import { chainsAction, type ChainsAction, type Place } from '../keyboard';
import type { Page } from '../page';

/** Moves the keyboard's focus between the two halves of the page. */
export interface PageFocus {
  focusList(): void;
  focusVariant(): void;
}

/** Where keys are typed or mean something else. */
const OWN_KEYS = 'vscode-dropdown, vscode-text-field, [role="separator"], summary';
const PRESSED_BY_ENTER = 'button, vscode-button';

/** Listens to keys wherever the focus is on the page. @returns what ends that */
export function listenToKeys(page: Page, focus: PageFocus): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(OWN_KEYS) !== null) return;
    if (event.key === 'Enter' && target.closest(PRESSED_BY_ENTER) !== null) return;
    const action = chainsAction(event, placeOf(target));
    if (action === null) return;
    // Of undoing the editor keeps the browser, in every page; that is no word against undoing here.
    if (event.defaultPrevented && action.kind !== 'undo') return;
    event.preventDefault();
    run(action, page, focus);
  };
  const focused = (): void => {
    if (document.activeElement === document.body) focus.focusList();
  };
  window.addEventListener('keydown', pressed);
  window.addEventListener('focus', focused);
  return () => {
    window.removeEventListener('keydown', pressed);
    window.removeEventListener('focus', focused);
  };
}

function placeOf(target: Element): Place {
  return target.closest('.variants') === null ? 'list' : 'variant';
}

/** Does what a key means. */
function run(action: ChainsAction, { list, open, corrections }: Page, focus: PageFocus): void {
  if (action.kind === 'chain') list.move(action.movement);
  else if (action.kind === 'variant') void open.move(action.movement);
  else if (action.kind === 'score') corrections.score(action.score);
  else if (action.kind === 'drop') corrections.toggleVariant();
  else if (action.kind === 'dropChain') corrections.toggleChain();
  else if (action.kind === 'undo') corrections.undo();
  else if (action.kind === 'openChain') focus.focusVariant();
  else focus.focusList();
}
