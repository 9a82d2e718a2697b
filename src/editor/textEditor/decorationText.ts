import * as l10n from '@vscode/l10n';
import type { RowSummary } from '../../protocol/dataset';
import { formatCount, formatShortScore, formatSimilarity } from '../../wording/numbers';

/** What stands dimmed at the end of a row's line, such as `✓ 3 · 31.2`; null where there is nothing to say. */
export function decorationText(row: RowSummary): string | null {
  switch (row.status) {
    case 'selected':
      return `✓ ${formatCount(row.rank ?? 0)} · ${formatShortScore(row.values.evolScore)}`;
    case 'nearDuplicate':
      return row.nearDuplicateOf === undefined
        ? '≈'
        : `≈ ${formatCount(row.nearDuplicateOf.lineNumber)} · ${formatSimilarity(row.nearDuplicateOf.cosineSimilarity)}`;
    case 'unscored':
      return `⚠ ${l10n.t('unscored')}`;
    default:
      return row.values.evolScore === undefined ? null : `· ${formatShortScore(row.values.evolScore)}`;
  }
}
