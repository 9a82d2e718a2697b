import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { focusTarget } from '../controls/toolkit';

/** What Left, Right, Home and End come to: a place among the controls that can be reached. */
const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowRight: (at, count) => Math.min(at + 1, count - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Of a component's controls side by side, see `rove`. */
export function useRovingFocus(group: RefObject<HTMLElement | null>, controls: string): void {
  useLayoutEffect(() => (group.current === null ? undefined : rove(group.current, controls)), [group, controls]);
}

/**
 * Makes controls side by side one stop of the Tab key, the one of them that had the focus last; Left, Right, Home and
 * End go from one to the other, passing over those that are hidden or disabled.
 * @param controls selects them within `group`, whatever comes and goes there
 * @returns ends it
 */
export function rove(group: HTMLElement, controls: string): () => void {
  let stop: HTMLElement | undefined;
  const find = (): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(controls)];
  const update = (): void => {
    const all = find();
    const reachable = all.filter(isReachable);
    if (stop === undefined || !reachable.includes(stop)) stop = reachable[0];
    for (const each of all) setTabIndex(each, each === stop ? 0 : -1);
  };
  const focused = ({ target }: FocusEvent): void => {
    const control = find().find((each) => each === target);
    if (control === undefined) return;
    stop = control;
    update();
  };
  const keyPressed = (event: KeyboardEvent): void => {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const reachable = find().filter(isReachable);
    const at = reachable.findIndex((each) => each === event.target);
    const target = at < 0 ? undefined : MOVES[event.key]?.(at, reachable.length);
    if (target === undefined) return;
    event.preventDefault();
    reachable[target]?.focus();
  };
  const ends = [watch(group, update), listen(group, 'focusin', focused), listen(group, 'keydown', keyPressed)];
  return () => ends.forEach((end) => end());
}

/** Controls come and go with what is drawn, and with the room that there is. */
function watch(group: HTMLElement, changed: () => void): () => void {
  const mutations = new MutationObserver(changed);
  mutations.observe(group, { subtree: true, childList: true, attributeFilter: ['disabled', 'class', 'hidden'] });
  const sizes = new ResizeObserver(changed);
  sizes.observe(group);
  changed();
  return () => {
    mutations.disconnect();
    sizes.disconnect();
  };
}

function listen<K extends keyof HTMLElementEventMap>(
  group: HTMLElement,
  name: K,
  listener: (event: HTMLElementEventMap[K]) => void,
): () => void {
  group.addEventListener(name, listener);
  return () => group.removeEventListener(name, listener);
}

function isReachable(control: HTMLElement): boolean {
  return !control.hasAttribute('disabled') && control.checkVisibility({ visibilityProperty: true });
}

function setTabIndex(control: HTMLElement, index: number): void {
  const target = focusTarget(control);
  if (target.getAttribute('tabindex') !== String(index)) target.setAttribute('tabindex', String(index));
}
