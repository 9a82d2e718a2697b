import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { MARK_COLORS } from '../../../src/editor/textEditor/markColors';

/** What the table has for a status: the theme's colour that comes first in a variable of its style sheet. */
function tableColor(variable: string): string | undefined {
  const css = readFileSync('webview/kit/styles/base.css', 'utf8');
  return new RegExp(`--${variable}: var\\(--vscode-([\\w-]+)`).exec(css)?.[1]?.replace('-', '.');
}

/** Which of red, green and blue a picture has most of. */
function hueOf(file: string): string | undefined {
  const [, red = '', green = '', blue = ''] = /#(..)(..)(..)/.exec(readFileSync(file, 'utf8')) ?? [];
  const parts = { red: parseInt(red, 16), green: parseInt(green, 16), blue: parseInt(blue, 16) };
  return Object.entries(parts).sort(([, a], [, b]) => b - a)[0]?.[0];
}

describe('colours of rows by their status', () => {
  it('are the same in the overview ruler and in the table', () => {
    assert.deepEqual(MARK_COLORS, {
      selected: tableColor('accent'),
      nearDuplicate: tableColor('near-duplicate'),
    });
  });

  it('are those of the gutter, too', () => {
    assert.equal(hueOf('media/gutter-selected.svg'), 'blue');
    assert.equal(hueOf('media/gutter-near-duplicate.svg'), 'red', 'orange');
  });
});
