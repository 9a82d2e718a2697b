import * as l10n from '@vscode/l10n';
import { NO_BUDGET } from '../choices/strategies';
import type { RowFigures, SelectionFigures, SelectionSummary } from '../protocol/dataset';
import { neededBy } from '../protocol/selection';
import { nearDuplicates, rows } from './counts';
import { formatCount, formatPercent, formatRoughly, formatScore, formatThreshold } from './numbers';

/** What a selection came to, in a few words each. @param figures undefined = not known yet */
export function selectionSummary(selection: SelectionSummary, figures: SelectionFigures | undefined): string[] {
  const { counts, parameters } = selection;
  const { threshold } = neededBy(parameters);
  const share = counts.rows === 0 ? 0 : counts.selected / counts.rows;
  return [
    l10n.t('{0} of {1} kept ({2})', formatCount(counts.selected), rows(counts.rows), formatPercent(share, 1)),
    ...(figures === undefined ? [] : meansOf(figures)),
    ...(threshold === undefined
      ? []
      : [l10n.t('{0} left out at τ {1}', nearDuplicates(counts.nearDuplicate), formatThreshold(threshold))]),
    ...(figures === undefined ? [] : tokensOf(figures)),
    ...unusedBudget(selection),
  ];
}

function meansOf({ pool, selected }: SelectionFigures): string[] {
  const change = (of: (figures: RowFigures) => number | undefined): string[] | null => {
    const [before, after] = [of(pool), of(selected)];
    return before === undefined || after === undefined ? null : [formatScore(before), formatScore(after)];
  };
  const quality = change(({ means }) => means.qualityScore);
  const complexity = change(({ means }) => means.complexityScore);
  return [
    ...(quality === null ? [] : [l10n.t('mean quality {0} → {1}', ...quality)]),
    ...(complexity === null ? [] : [l10n.t('mean complexity {0} → {1}', ...complexity)]),
  ];
}

function tokensOf({ pool, selected }: SelectionFigures): string[] {
  if (pool.estimatedTokens === undefined || selected.estimatedTokens === undefined) return [];
  return [
    l10n.t('about {0} of {1} tokens', formatRoughly(selected.estimatedTokens), formatRoughly(pool.estimatedTokens)),
  ];
}

/** A budget that is larger than what there was to take. */
function unusedBudget({ counts, parameters: { budget, budgetTokens } }: SelectionSummary): string[] {
  const isUsedUp = budget === NO_BUDGET || budgetTokens !== undefined || counts.selected >= budget;
  return isUsedUp || counts.notReached > 0
    ? []
    : [l10n.t('the rows ended before the budget of {0}', formatCount(budget))];
}
