import * as l10n from '@vscode/l10n';
import type { RowStatus } from '../../../../src/selection/types';

export interface StatusLabel {
  /** Singular, as a row's own status. */
  readonly row: string;
  /** Plural, in counts and filters. */
  readonly rows: string;
  readonly icon: string;
}

export const STATUS_LABELS: Readonly<Record<RowStatus, StatusLabel>> = {
  selected: { row: l10n.t('Selected'), rows: l10n.t('selected'), icon: 'check' },
  nearDuplicate: { row: l10n.t('Near-duplicate'), rows: l10n.t('near-duplicates'), icon: 'layers' },
  notReached: { row: l10n.t('Not reached'), rows: l10n.t('not reached'), icon: 'circle-small' },
  unscored: { row: l10n.t('Unscored'), rows: l10n.t('unscored'), icon: 'warning' },
  excluded: { row: l10n.t('Excluded'), rows: l10n.t('excluded'), icon: 'circle-slash' },
};
