import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { clampShare, shareAfterKey, shareAtPointer } from './paneShare';

interface SplitterProps {
  /** What it resizes, to a screen reader. */
  readonly label: string;
  /** The second pane's share of the container, 0-1. */
  readonly share: number;
  readonly container: () => HTMLElement | null;
  readonly onChange: (share: number) => void;
}

/** The edge between two panes, moved by mouse and by arrow keys. */
export function Splitter({ label, share, container, onChange }: SplitterProps): VNode {
  const dragging = useRef(false);
  const moved = (event: PointerEvent): void => {
    const box = container()?.getBoundingClientRect();
    if (dragging.current && box !== undefined) onChange(shareAtPointer(box, event, isStacked(container())));
  };
  const keyPressed = (event: KeyboardEvent): void => {
    const changed = shareAfterKey(share, event.key);
    if (changed === null) return;
    event.preventDefault();
    onChange(changed);
  };
  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isStacked(container()) ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(clampShare(share) * 100)}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={moved}
      onLostPointerCapture={() => (dragging.current = false)}
      onKeyDown={keyPressed}
    />
  );
}

/** Whether the second pane is below the first: the style sheet decides. */
function isStacked(container: HTMLElement | null): boolean {
  return container !== null && getComputedStyle(container).flexDirection === 'column';
}
