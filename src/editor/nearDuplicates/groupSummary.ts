import * as l10n from '@vscode/l10n';
import type { NearDuplicateCluster, NearDuplicateSummary } from '../../protocol/nearDuplicates';
import { groups, rows } from '../../wording/counts';
import { formatThreshold } from '../../wording/numbers';
import { plainLabel } from '../plainLabel';

/** A number on the view's icon, and what it says. */
interface Badge {
  readonly value: number;
  readonly tooltip: string;
}

/** How many groups there are; undefined before a search and where it found none. */
export function badgeOf(found: NearDuplicateSummary | undefined): Badge | undefined {
  if (found === undefined || found.groups === 0) return undefined;
  return { value: found.groups, tooltip: l10n.t('{0} of near-duplicates', groups(found.groups)) };
}

/**
 * What stands above the groups: how many there are of how many rows, above which similarity, and what is shown of them.
 * @param filter empty = all are shown
 * @param shown those that the filter lets through
 * @returns empty before a search and where it found none
 */
export function messageOf(
  found: NearDuplicateSummary | undefined,
  filter: string,
  shown: readonly NearDuplicateCluster[] = [],
): string {
  if (found === undefined || found.groups === 0) return '';
  const all = l10n.t(
    '{0} of {1}, more similar than {2}',
    groups(found.groups),
    rows(found.rows),
    formatThreshold(found.threshold),
  );
  return filter === '' ? all : l10n.t('{0} · shown: {1}', all, filterText(filter, shown.length));
}

/** How many groups a filter shows. */
export function filterText(text: string, shown: number): string {
  return l10n.t('{0} with “{1}”', groups(shown), plainLabel(text));
}
