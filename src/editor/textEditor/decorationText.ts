import type { RowSummary } from '../../protocol/dataset';
import { formatCount, formatSimilarity } from '../../wording/numbers';

/** What stands dimmed at the end of a row's line, such as `✓ 3 · 31.2`; null where there is nothing to say. */
export function decorationText(row: RowSummary): string | null {
  switch (row.status) {
    case 'selected':
      return `✓ ${formatCount(row.rank ?? 0)} · ${shortScore(row.values.evolScore)}`;
    case 'nearDuplicate':
      return row.nearDuplicateOf === undefined
        ? '≈'
        : `≈ ${formatCount(row.nearDuplicateOf.lineNumber)} · ${formatSimilarity(row.nearDuplicateOf.cosineSimilarity)}`;
    case 'unscored':
      return '⚠ unscored';
    default:
      return row.values.evolScore === undefined ? null : `· ${shortScore(row.values.evolScore)}`;
  }
}

function shortScore(score: number | undefined): string {
  return score === undefined ? '–' : score.toFixed(1);
}
