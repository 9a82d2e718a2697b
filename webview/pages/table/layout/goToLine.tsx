import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../../../../src/wording/numbers';
import { TextField } from '../../../kit/controls/toolkit';
import type { Page } from '../page';

/** Asks for a line number; Enter goes there, Escape or leaving closes. */
export function GoToLine({ page, onClose }: { readonly page: Page; readonly onClose: () => void }): VNode {
  const field = useRef<HTMLElement | null>(null);
  const [text, setText] = useState('');
  // At once, so that what is typed right after the key arrives here.
  useLayoutEffect(() => field.current?.focus(), []);
  const line = /^\d+$/.test(text.trim()) ? Number(text) : null;
  const keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter' && line !== null) page.commands.guard(page.navigation.goToLine(Math.max(1, line)));
    onClose();
    page.table.focus();
  };
  return (
    <div class="go-to-line" onFocusOut={onClose}>
      <TextField
        label={l10n.t('Go to line')}
        placeholder={l10n.t('Line, such as {0}', formatCount(Math.max(1, page.store.value.info.rowCount)))}
        value={text}
        invalid={text !== '' && line === null}
        onInput={setText}
        onKeyDown={keyPressed}
        focusRef={(element) => (field.current = element)}
      />
    </div>
  );
}
