import type { RowStatus } from '../../../../src/selection/types';

export interface StatusLabel {
  /** Singular, as a row's own status. */
  readonly row: string;
  /** Plural, in counts and filters. */
  readonly rows: string;
  readonly icon: string;
}

export const STATUS_LABELS: Readonly<Record<RowStatus, StatusLabel>> = {
  selected: { row: 'Selected', rows: 'selected', icon: 'check' },
  nearDuplicate: { row: 'Near-duplicate', rows: 'near-duplicates', icon: 'layers' },
  notReached: { row: 'Not reached', rows: 'not reached', icon: 'circle-small' },
  unscored: { row: 'Unscored', rows: 'unscored', icon: 'warning' },
  excluded: { row: 'Excluded', rows: 'excluded', icon: 'circle-slash' },
};
