import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface KeyText {
  readonly keys: string;
  readonly does: string;
}

/** Every key of the table, in the order in which they are met. */
const KEYS: readonly KeyText[] = [
  { keys: '↑ ↓', does: l10n.t('Previous and next row') },
  { keys: 'PageUp PageDown', does: l10n.t('A screen of rows up and down') },
  { keys: 'Home End', does: l10n.t('First and last row') },
  { keys: 'Shift+↑ ↓', does: l10n.t('Mark several rows') },
  { keys: 'Ctrl+A', does: l10n.t('Mark all rows') },
  { keys: 'Ctrl+C', does: l10n.t('Copy the marked rows, or the row, as JSON Lines') },
  { keys: 'Enter', does: l10n.t('Read the row in the details') },
  { keys: 'Escape', does: l10n.t('Leave the details') },
  { keys: 'd', does: l10n.t('Compare with the near-duplicate') },
  { keys: 'D', does: l10n.t('Jump to the near-duplicate') },
  { keys: 'b Alt+←', does: l10n.t('Go back from it') },
  { keys: 'n p', does: l10n.t('Next and previous selected row') },
  { keys: 'h', does: l10n.t('Show the row’s card') },
  { keys: 'g', does: l10n.t('Go to a line') },
  { keys: '/ Ctrl+F', does: l10n.t('Find rows that contain a text') },
  { keys: 'F3 Shift+F3', does: l10n.t('Next and previous match of the text') },
  { keys: '+ - t m', does: l10n.t('Keep, drop, tag or note the marked rows, or the row') },
  { keys: 'r', does: l10n.t('Review rows one by one, or go back to the table') },
  { keys: 'u', does: l10n.t('Next row that is neither kept nor dropped') },
  { keys: 'Ctrl+Z Ctrl+Y', does: l10n.t('Undo and redo a decision') },
  { keys: '← → Home End', does: l10n.t('From button to button of a bar, from head to head') },
  { keys: 'Alt+↓', does: l10n.t('On a column’s head: its menu') },
  { keys: 'Shift+← →', does: l10n.t('On a column’s head: resize it') },
  { keys: 'Alt+Shift+← →', does: l10n.t('On a column’s head: move it') },
  { keys: '?', does: l10n.t('These keys') },
];

/** The table's keys; Escape, the key that opened it, or leaving closes it. */
export function KeyHelp({ onClose }: { readonly onClose: (toTable: boolean) => void }): VNode {
  const panel = useRef<HTMLDivElement>(null);
  // At once, so that the next key arrives here.
  useLayoutEffect(() => panel.current?.focus(), []);
  const keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && event.key !== '?') return;
    event.preventDefault();
    onClose(true);
  };
  return (
    <div
      class="key-help"
      role="dialog"
      aria-label={l10n.t('Keys')}
      tabIndex={-1}
      ref={panel}
      onKeyDown={keyPressed}
      onFocusOut={() => onClose(false)}
    >
      <dl>
        {KEYS.map(({ keys, does }) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
