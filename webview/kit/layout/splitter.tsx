import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { clampShare, shareAfterKey, shareAtPointer } from './paneShare';

interface SplitterProps {
  /** Details pane's share of the editor, 0-1. */
  readonly share: number;
  readonly container: () => HTMLElement | null;
  readonly onChange: (share: number) => void;
}

/** The edge between table and details, by mouse and by arrow keys. */
export function Splitter({ share, container, onChange }: SplitterProps): VNode {
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
      aria-label="Resize details"
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

/** Whether the details pane is below the table: the style sheet decides. */
function isStacked(container: HTMLElement | null): boolean {
  return container !== null && getComputedStyle(container).flexDirection === 'column';
}
