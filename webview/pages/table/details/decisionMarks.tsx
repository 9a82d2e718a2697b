import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RowDetail } from '../../../../src/protocol/dataset';
import { Icon } from '../../../kit/controls/iconView';

/** What is decided by hand about a row, in words. */
export function DecisionMarks({ row: { marks } }: { readonly row: RowDetail }): VNode | null {
  if (marks === undefined) return null;
  const { verdict, note, tags } = marks;
  return (
    <section class="decisions" aria-label={l10n.t('By hand')}>
      {verdict === undefined ? null : (
        <p class="note">
          <Icon name={verdict === 'keep' ? 'pinned' : 'trash'} />{' '}
          {verdict === 'keep' ? l10n.t('Kept by hand') : l10n.t('Dropped by hand')}
        </p>
      )}
      {tags === undefined ? null : (
        <p class="note">
          <Icon name="tag" /> {tags.join(', ')}
        </p>
      )}
      {note === undefined ? null : (
        <p class="note">
          <Icon name="note" /> {note}
        </p>
      )}
    </section>
  );
}
