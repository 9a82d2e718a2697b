import type { VNode } from 'preact';
import { IconButton } from '../controls/iconButton';
import { Icon } from '../controls/iconView';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';

/** What went wrong and what to do about it, until dismissed. */
export function ErrorLine({ page, error }: { readonly page: Page; readonly error: PageModel['error'] }): VNode {
  return (
    <div role="alert">
      {error === null ? null : (
        <div class="error-line">
          <Icon name="error" />
          <span class="error-text">
            <strong>{error.message}</strong> {error.hint}
          </span>
          {error.code === 'usage' || error.code === 'modelMissing' ? (
            <button type="button" class="link" onClick={() => page.jobs.openSettings()}>
              Open settings
            </button>
          ) : null}
          <IconButton icon="close" label="Dismiss" onClick={() => page.errors.dismiss()} />
        </div>
      )}
    </div>
  );
}
