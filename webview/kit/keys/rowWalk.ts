import { useRef, useState } from 'preact/hooks';

/** What makes a list of rows one tab stop: a button in each, and arrow keys from one to the next. */
export interface RowWalk {
  /** Of the element that holds the rows. */
  readonly body: { current: HTMLTableSectionElement | null };
  readonly keyPressed: (event: KeyboardEvent) => void;
  readonly tabIndexOf: (row: number) => 0 | -1;
  readonly focused: (row: number) => void;
}

/** @param count of rows, each with one button */
export function useRowWalk(count: number): RowWalk {
  const [current, setCurrent] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  return {
    body,
    keyPressed: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, Home: -count, End: count }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const target = Math.min(Math.max(current + step, 0), count - 1);
      body.current?.querySelectorAll('button')[target]?.focus();
    },
    tabIndexOf: (row) => (row === current ? 0 : -1),
    focused: setCurrent,
  };
}
