import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { roleTitle } from '../../../../src/wording/rowMessages';
import { Button } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { EditedMessage } from './textEditing';

const MOST_LINES = 20;

interface MessageEditorProps {
  readonly page: Page;
  readonly edited: EditedMessage;
  /** Once, when it is first shown. */
  readonly takesFocus: boolean;
}

/** The texts of a message in fields. Escape gives up what is typed, Ctrl+Enter keeps it. */
export function MessageEditor({ page, edited, takesFocus }: MessageEditorProps): VNode {
  const fields = useRef<HTMLDivElement>(null);
  const { editing, commands } = page;
  // With the drawing, not after it: it would take the focus back from where it has gone in between.
  useLayoutEffect(() => {
    if (takesFocus) fields.current?.querySelector<HTMLElement>('textarea, vscode-button')?.focus();
  }, []);
  const save = (): void => commands.guard(editing.save(edited));
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') editing.cancel(edited);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  };
  return (
    <div class="message-editor" ref={fields} role="group" aria-label={l10n.t('Edit message')} onKeyDown={pressed}>
      {edited.texts.length === 0 ? <p class="hint">{noText()}</p> : null}
      {edited.texts.map(({ pointer }, at) => (
        <textarea
          key={pointer}
          aria-label={`${roleTitle(edited.place.role)} ${pointer}`}
          rows={Math.min(MOST_LINES, (edited.drafts[at] ?? '').split('\n').length + 1)}
          value={edited.drafts[at]}
          onInput={({ currentTarget }) => editing.type(edited, at, currentTarget.value)}
        />
      ))}
      <p class="message-editor-buttons">
        {edited.texts.length === 0 ? null : (
          <Button kind="primary" onClick={save}>
            {l10n.t('Save Edit')}
          </Button>
        )}
        <Button kind="secondary" onClick={() => editing.cancel(edited)}>
          {l10n.t('Cancel')}
        </Button>
      </p>
    </div>
  );
}

function noText(): string {
  return l10n.t('This is no single text of the row: edit it in the file.');
}
