import { useRef, useState } from 'preact/hooks';
import type { Histogram } from '../../../../src/protocol/views';
import { binAt, draggedRange, type BinRange } from './binRange';

type Handler = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => void;

interface RangeDrag {
  /** The range under the pointer while it is dragged. */
  readonly dragged: BinRange | null;
  readonly hovered: number | null;
  readonly handlers: {
    readonly onPointerDown: Handler;
    readonly onPointerMove: Handler;
    readonly onPointerUp: Handler;
    readonly onPointerLeave: () => void;
  };
}

/** Follows the pointer over a plot: hovering reads a bin, dragging chooses a range of bins. */
export function useRangeDrag(histogram: Histogram, onChosen: (range: BinRange) => void): RangeDrag {
  const start = useRef<number | null>(null);
  const [dragged, setDragged] = useState<BinRange | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const handlers: RangeDrag['handlers'] = {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = fractionAt(event);
      setDragged(draggedRange(histogram, start.current, start.current));
    },
    onPointerMove: (event) => {
      setHovered(binAt(histogram, fractionAt(event)));
      if (start.current !== null) setDragged(draggedRange(histogram, start.current, fractionAt(event)));
    },
    onPointerUp: (event) => {
      if (start.current === null) return;
      onChosen(draggedRange(histogram, start.current, fractionAt(event)));
      start.current = null;
      setDragged(null);
    },
    onPointerLeave: () => setHovered(null),
  };
  return { dragged, hovered, handlers };
}

function fractionAt(event: PointerEvent & { readonly currentTarget: HTMLElement }): number {
  const box = event.currentTarget.getBoundingClientRect();
  return box.width === 0 ? 0 : (event.clientX - box.left) / box.width;
}
