import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { ShownMessage } from '../../../../src/protocol/dataset';
import { roleTitle } from '../../../../src/wording/rowMessages';
import { IconButton } from '../../../kit/controls/iconButton';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { Message } from './message';
import { MessageEditor } from './messageEditor';
import { editedAt, type MessagePlace } from './textEditing';

interface EditableMessageProps {
  readonly page: Page;
  readonly model: PageModel;
  readonly place: MessagePlace & ShownMessage;
}

/** A message, or the fields in which it is edited. */
export function EditableMessage({ page, model, place }: EditableMessageProps): VNode {
  const edited = editedAt(model.editing, place);
  // What is left unsaved is shown again with its row, and takes no keys from who is passing.
  const isAskedFor = useRef(false);
  if (edited !== undefined) return <MessageEditor page={page} edited={edited} takesFocus={isAskedFor.current} />;
  const edit = (
    <IconButton
      icon="edit"
      label={l10n.t('Edit {0}', roleTitle(place.role))}
      onClick={() => {
        isAskedFor.current = true;
        page.commands.guard(page.editing.begin(place));
      }}
    />
  );
  return <Message message={place} rendered={model.rendered} action={edit} />;
}
