/**
 * Gives an element the focus when what had it inside leaves the document, as a button does whose row gives way to
 * another one: keys would reach nobody. With the change, not after it: no key comes in between.
 * @returns ends it
 */
export function keepFocus(element: HTMLElement): () => void {
  let focused: Node | null = null;
  const follow = ({ target }: FocusEvent): void => {
    focused = target instanceof Node && element.contains(target) ? target : null;
  };
  const observer = new MutationObserver(() => {
    if (focused === null || focused.isConnected) return;
    focused = null;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', follow);
  observer.observe(element, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', follow);
    observer.disconnect();
  };
}
