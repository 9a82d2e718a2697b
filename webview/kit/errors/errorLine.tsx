import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { WireError } from '../../../src/protocol/requests';
import { IconButton } from '../controls/iconButton';
import { Icon } from '../controls/iconView';
import { errorWords, type ErrorWords } from '../../../src/wording/errorText';
import { settingToChange } from '../../../src/wording/settingToChange';

interface ErrorLineProps {
  readonly error: WireError | null;
  /** @param setting its full name */
  readonly onOpenSettings: (setting: string) => void;
  readonly onDismiss: () => void;
}

const NOTHING: ErrorWords = { message: '' };

/** What went wrong and what to do about it, until dismissed. */
export function ErrorLine({ error, onOpenSettings, onDismiss }: ErrorLineProps): VNode {
  const { message, hint } = error === null ? NOTHING : errorWords(error);
  const setting = error === null ? undefined : settingToChange(error);
  return (
    <div role="alert">
      {error === null ? null : (
        <div class="error-line">
          <Icon name="error" />
          <span class="error-text">
            <strong>{message}</strong> {hint}
          </span>
          {setting === undefined ? null : (
            <button type="button" class="link" onClick={() => onOpenSettings(setting)}>
              {l10n.t('Open setting')}
            </button>
          )}
          <IconButton icon="close" label={l10n.t('Dismiss')} onClick={onDismiss} />
        </div>
      )}
    </div>
  );
}
