import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * One line of controls: what does not fit is hidden, from the last to the first, from pointer, keys and screen readers
 * as well. Whatever may be hidden is to be found elsewhere too, such as in a menu.
 */
export function Overflowing({ children }: { readonly children: ComponentChildren }): VNode {
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => hideWrapped(element));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return (
    <div class="overflowing" ref={line}>
      {children}
    </div>
  );
}

/** The style sheet wraps what does not fit onto lines that are cut off. */
function hideWrapped(line: HTMLElement): void {
  const { bottom } = line.getBoundingClientRect();
  for (const child of line.children) {
    child.classList.toggle('wrapped', child.getBoundingClientRect().top >= bottom);
  }
}
