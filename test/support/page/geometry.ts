import type { Frame, Page } from 'playwright-core';

/** What is wrong with where things are, each in words; and how many rows of the table are in sight in their height. */
export interface Geometry {
  readonly faults: readonly string[];
  readonly wholeRows: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A control or a row, as it is laid out. */
interface Placed {
  readonly name: string;
  readonly whole: Box;
  /** What its containers show of it. */
  readonly seen: Box;
  /** It scrolls within something, so that it may be cut. */
  readonly scrolls: boolean;
  /** Places in the list of the elements within it. */
  readonly holds: readonly number[];
}

interface Placement {
  readonly page: Box;
  readonly controls: readonly Placed[];
  readonly rows: readonly Placed[];
}

const CONTROLS = 'button, vscode-button, vscode-text-field, .plot, .job-message, .job-details, .shown';
const ROWS = '.table .row:not([hidden]):not(.pending)';
/** Only what scrolls may be cut: counts sideways, the details, the table's columns. */
const SCROLLERS = '.counts, .details-body, .table';

/** Measures a page of ours as it is laid out now. */
export async function measure(frame: Frame | Page): Promise<Geometry> {
  const { page, controls, rows } = await frame.evaluate(readPlaces, [CONTROLS, ROWS, SCROLLERS] as const);
  return {
    faults: controls.flatMap((control, index) => faultsOf(control, index, controls, page)),
    wholeRows: rows.filter(({ whole, seen }) => isSeen(seen) && !isCut({ ...whole, right: seen.right }, seen)).length,
  };
}

/** Where layouts end between pixels. */
const SLACK = 1;

function faultsOf(control: Placed, index: number, all: readonly Placed[], page: Box): string[] {
  const { name, whole, seen, scrolls } = control;
  if (!isSeen(seen)) return [];
  const faults: string[] = [];
  if (seen.right > page.right + SLACK || seen.bottom > page.bottom + SLACK) faults.push(`${name} stands out`);
  if (!scrolls && isCut(whole, seen)) faults.push(`${name} is cut off`);
  all.forEach((other, at) => {
    if (at <= index || control.holds.includes(at) || other.holds.includes(index)) return;
    if (isSeen(commonPart(seen, other.seen))) faults.push(`${name} lies over ${other.name}`);
  });
  return faults;
}

function commonPart(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

function isSeen({ left, right, top, bottom }: Box): boolean {
  return right - left > SLACK && bottom - top > SLACK;
}

function isCut(whole: Box, seen: Box): boolean {
  return whole.right > seen.right + SLACK || whole.bottom > seen.bottom + SLACK || whole.top < seen.top - SLACK;
}

/** What the function in the page uses of its elements. */
interface Measured {
  readonly parentElement: Measured | null;
  readonly className: string;
  readonly textContent: string;
  getBoundingClientRect(): Box;
  getAttribute(name: string): string | null;
  contains(other: Measured): boolean;
  closest(selector: string): Measured | null;
}

interface MeasuredPage {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly document: { querySelectorAll(selector: string): Iterable<Measured> };
  getComputedStyle(element: Measured): { readonly visibility: string; readonly overflow: string };
}

/** Runs in the page, where named inner functions do not exist. */
function readPlaces([controls, rows, scrollers]: readonly [string, string, string]): Placement {
  const page = globalThis as unknown as MeasuredPage;
  const [head] = [...page.document.querySelectorAll('.table-head')];
  const headBottom = head?.getBoundingClientRect().bottom ?? 0;
  const [placedControls = [], placedRows = []] = [controls, rows].map((selector) => {
    const elements = [...page.document.querySelectorAll(selector)].filter(
      (element) => page.getComputedStyle(element).visibility !== 'hidden',
    );
    return elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const seen = { left, right, top: selector === rows ? Math.max(top, headBottom) : top, bottom };
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (page.getComputedStyle(parent).overflow === 'visible') continue;
        const box = parent.getBoundingClientRect();
        seen.left = Math.max(seen.left, box.left);
        seen.right = Math.min(seen.right, box.right);
        seen.top = Math.max(seen.top, box.top);
        seen.bottom = Math.min(seen.bottom, box.bottom);
      }
      return {
        name: `${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)} (${element.className})`,
        whole: { left, right, top, bottom },
        seen,
        scrolls: element.closest(scrollers) !== null,
        holds: elements.flatMap((other, index) => (other !== element && element.contains(other) ? [index] : [])),
      };
    });
  });
  const whole = { left: 0, right: page.innerWidth, top: 0, bottom: page.innerHeight };
  return { page: whole, controls: placedControls, rows: placedRows };
}
