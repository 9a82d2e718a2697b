import assert from 'node:assert/strict';
import path from 'node:path';
import { contrast, type Colour } from '../support/contrast';
import { ROOT } from '../support/host/cache';
import type { DatasetEditor } from '../support/workbench/datasetEditor';
import { startSession } from '../support/workbench/session';
import type { Theme, Workbench } from '../support/workbench/workbench';

const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');
const THEMES: readonly Theme[] = ['dark', 'highContrastDark', 'highContrastLight', 'light'];

/** The page's body carries this once the theme has reached it. */
const PAGE_CLASSES: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  highContrastDark: 'vscode-high-contrast:not(.vscode-high-contrast-light)',
  highContrastLight: 'vscode-high-contrast-light',
};

/** WCAG AA for body text. */
const MINIMUM_CONTRAST = 4.5;

describe('themes in the workbench', () => {
  let workbench: Workbench;
  let editor: DatasetEditor;

  before(async () => {
    ({ workbench } = await startSession({ 'instruction-mix.jsonl': { copyOf: SAMPLE } }));
    editor = await workbench.openDataset('instruction-mix.jsonl');
    await editor.budget.fill('60');
    await editor.select();
    await editor.sortBy('Evol');
    await editor.goToLine(3);
  });

  after(() => workbench.stop());

  for (const theme of THEMES) {
    it(`reads well in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await editor.frame.locator(`body.${PAGE_CLASSES[theme]}`).waitFor();
      await workbench.screenshot(`theme-${theme}`);
      for (const place of [editor.counts, editor.row(5).getByRole('gridcell').nth(3), editor.details]) {
        const [text, background] = await place.evaluate(readColours);
        const ratio = contrast(parseColour(text), parseColour(background));
        assert.ok(ratio >= MINIMUM_CONTRAST, `${text} on ${background}`);
      }
    });
  }
});

interface Styled {
  readonly parentElement: Styled | null;
}

interface StyledPage {
  getComputedStyle(element: Styled): { readonly color: string; readonly backgroundColor: string };
}

/** Runs in the page: the colours of an element's text and of what is behind it. Inner functions do not exist there. */
function readColours(element: unknown): [string, string] {
  const page = globalThis as unknown as StyledPage;
  let behind = element as Styled;
  while (behind.parentElement !== null && /, 0\)$/.test(page.getComputedStyle(behind).backgroundColor)) {
    behind = behind.parentElement;
  }
  return [page.getComputedStyle(element as Styled).color, page.getComputedStyle(behind).backgroundColor];
}

/** Of `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.5)`. */
function parseColour(css: string): Colour {
  return (css.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number) as unknown as Colour;
}
