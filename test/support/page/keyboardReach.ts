import type { Page } from 'playwright-core';

/** What a person may want to use, in or out of sight; menus have keys of their own. */
const CONTROLS = [
  'button:not(.menu-entry)',
  'vscode-button',
  'vscode-text-field',
  'vscode-dropdown',
  'input',
  'textarea',
  'a[href]',
  '[role="slider"]',
  '[role="separator"][tabindex]',
  '[role="grid"]',
  '.details-body',
].join();

/** More stops than any page has: a page that never comes round is at fault itself. */
const MOST_STOPS = 200;

/** Where Tab alone and, from there, Home and Right lead. */
export interface Reach {
  /** Controls that neither comes to, each in words. */
  readonly missed: readonly string[];
  /** What Tab comes to, in its order. */
  readonly stops: readonly string[];
}

/** Goes round a page by keys alone. The focus has to be in it. */
export async function walkByKeys(page: Page): Promise<Reach> {
  const met = new Set<number>();
  const stops: number[] = [];
  for (let count = 0; count < MOST_STOPS; count++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(focusedControl, CONTROLS);
    if (focused === null) continue; // Between the last and the first.
    const { index: stop } = focused;
    if (met.has(stop)) {
      const names = await page.evaluate(namesOf, CONTROLS);
      return {
        stops: stops.map((index) => names[index]?.name ?? ''),
        missed: names.flatMap(({ name, isUsable }, index) => (isUsable && !met.has(index) ? [name] : [])),
      };
    }
    stops.push(stop);
    for (const control of await besideOf(page, focused)) met.add(control);
  }
  throw new Error(`Tab does not come round in ${MOST_STOPS} steps: ${stops.join(', ')}`);
}

/** A stop, and the controls that arrow keys reach from it. */
async function besideOf(page: Page, { index, isButton }: Focused): Promise<number[]> {
  if (!isButton) return [index];
  const beside = [index];
  await page.keyboard.press('Home');
  let at = await page.evaluate(focusedControl, CONTROLS);
  for (let last = -1; at !== null && at.index !== last;) {
    beside.push(at.index);
    last = at.index;
    await page.keyboard.press('ArrowRight');
    at = await page.evaluate(focusedControl, CONTROLS);
  }
  return beside;
}

interface Focused {
  /** Its place among all controls. */
  readonly index: number;
  readonly isButton: boolean;
}

interface Control {
  readonly className: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  matches(selector: string): boolean;
  checkVisibility(options: object): boolean;
}

interface ControlsPage {
  readonly document: { querySelectorAll(selector: string): Iterable<Control> };
}

/** Runs in the page: the innermost control that has the focus. */
function focusedControl(controls: string): Focused | null {
  const all = [...(globalThis as unknown as ControlsPage).document.querySelectorAll(controls)];
  const index = all.findLastIndex((each) => each.matches(':focus'));
  return index < 0 ? null : { index, isButton: all[index]?.matches('button, vscode-button') === true };
}

/** Runs in the page. */
function namesOf(controls: string): { readonly name: string; readonly isUsable: boolean }[] {
  const all = [...(globalThis as unknown as ControlsPage).document.querySelectorAll(controls)];
  return all.map((each) => ({
    name: `${each.getAttribute('aria-label') ?? each.textContent.trim()} (${each.className})`,
    isUsable: !each.hasAttribute('disabled') && each.checkVisibility({ visibilityProperty: true }),
  }));
}
