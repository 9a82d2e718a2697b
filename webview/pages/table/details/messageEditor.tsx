import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { roleTitle } from '../../../../src/wording/rowMessages';
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
  const form = useRef<HTMLFormElement>(null);
  const { editing, commands } = page;
  // With the drawing, not after it: it would take the focus back from where it has gone in between.
  useLayoutEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('textarea, button')?.focus();
  }, []);
  const save = (): void => commands.guard(editing.save(edited));
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') editing.cancel(edited);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  };
  return (
    <form
      class="message-editor"
      ref={form}
      onKeyDown={pressed}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
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
        {edited.texts.length === 0 ? null : <button type="submit">{l10n.t('Save Edit')}</button>}
        <button type="button" onClick={() => editing.cancel(edited)}>
          {l10n.t('Cancel')}
        </button>
      </p>
    </form>
  );
}

function noText(): string {
  return l10n.t('This is no single text of the row: edit it in the file.');
}
