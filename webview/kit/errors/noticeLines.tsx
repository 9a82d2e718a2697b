import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Icon } from '../controls/iconView';

/** What keeps settings from taking effect, for as long as it does. */
export function NoticeLines({ notices }: { readonly notices: readonly string[] }): VNode {
  return (
    <div role="note" aria-label={l10n.t('Notices')}>
      {notices.map((notice) => (
        <div class="notice-line" key={notice}>
          <Icon name="warning" />
          <span>{notice}</span>
        </div>
      ))}
    </div>
  );
}
