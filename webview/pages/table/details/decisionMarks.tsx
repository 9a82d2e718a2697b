import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type { Page } from '../page';
import { Icon } from '../../../kit/controls/iconView';

interface DecisionMarksProps {
  readonly page: Page;
  readonly row: RowDetail;
}

/** What is decided by hand about a row, in words. */
export function DecisionMarks({ page, row: { rowIndex, marks } }: DecisionMarksProps): VNode | null {
  if (marks === undefined) return null;
  const { verdict, note, tags, edited } = marks;
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
      {edited === undefined ? null : (
        <p class="note">
          <Icon name="edit" /> {l10n.t('Edited by hand')}{' '}
          <button type="button" class="link" onClick={() => page.commands.guard(page.editing.takeBack(rowIndex))}>
            {l10n.t('Use the texts of the file')}
          </button>
        </p>
      )}
    </section>
  );
}
