import * as l10n from '@vscode/l10n';
import { isSameBudget, writeBudget, type Budget } from '../choices/budget';
import { embedderFamily } from '../choices/embedders';
import { scorerFamily } from '../choices/scorers';
import { NO_BUDGET } from '../choices/strategies';
import type { RunArguments } from '../protocol/pages/pageCommands';
import { parseFields, type RunFields } from '../protocol/pages/runFields';
import type { PageSettings } from '../protocol/pages/tablePage';
import { neededBy, type SelectionRunParameters } from '../protocol/selection';
import { choiceOf, isSameChoice, type StrategyChoice } from '../protocol/strategyChoice';
import { NO_VERDICTS } from '../protocol/decisions';
import type { DatasetInfo } from '../protocol/dataset';
import type { RowsChanged } from '../protocol/movedRows';
import { rows } from './counts';
import { formatCount, formatThreshold } from './numbers';
import { strategyLabel } from './strategyText';

/** What the next run would take. */
export interface NextRun {
  /** null = the fields hold no numbers. */
  readonly fields: RunArguments | null;
  readonly strategy: StrategyChoice;
  readonly scorerLabel: string;
  readonly embedderLabel: string;
}

/** Says what a result was made with that the next run would not take; null = a run now would take the same. */
export function staleText(parameters: SelectionRunParameters, next: NextRun): string | null {
  const { threshold, scorer, embedder } = neededBy(parameters);
  const others: string[] = [];
  const strategy = choiceOf(parameters);
  if (!isSameChoice(strategy, next.strategy)) others.push(l10n.t('strategy {0}', strategyLabel(strategy)));
  if (next.fields !== null && !isSameBudget(parameters, next.fields)) others.push(budgetText(parameters));
  if (threshold !== undefined && next.fields?.threshold !== undefined && threshold !== next.fields.threshold)
    others.push(l10n.t('threshold {0}', formatThreshold(threshold)));
  const scorerLabel = scorer && scorerFamily(scorer).label(scorer);
  if (scorerLabel !== undefined && scorerLabel !== next.scorerLabel) others.push(l10n.t('scorer {0}', scorerLabel));
  const embedderLabel = embedder && embedderFamily(embedder).label(embedder);
  if (embedderLabel !== undefined && embedderLabel !== next.embedderLabel)
    others.push(l10n.t('embedder {0}', embedderLabel));
  return others.length === 0
    ? null
    : l10n.t('This result has other parameters: {0}. Run Select again.', others.join(', '));
}

/** Says why a run now, with these fields, would not give the selection that there is; null = it would, or there is none. */
export function staleSelectionText(
  info: Pick<DatasetInfo, 'selection' | 'decisions'>,
  fields: RunFields,
  settings: PageSettings,
): string | null {
  if (info.selection === null) return null;
  const { strategy, scorerLabel, embedderLabel } = settings;
  const next = { fields: parseFields(fields, settings), strategy, scorerLabel, embedderLabel };
  return staleText(info.selection.parameters, next) ?? staleDecisionsText(info);
}

/** Says what was decided by hand since that changes what is selected; null = nothing, or it is not known yet. */
export function staleDecisionsText({
  selection,
  decisions,
}: Pick<DatasetInfo, 'selection' | 'decisions'>): string | null {
  if (selection === null || decisions === undefined) return null;
  if (decisions.verdicts !== (selection.decisions?.verdicts ?? NO_VERDICTS))
    return l10n.t('Rows were kept or dropped by hand since this selection. Run Select again.');
  return decisions.pairs === selection.decisions?.pairs
    ? null
    : l10n.t('Since this selection it was decided again which rows are not the same. Run Select again.');
}

function budgetText(budget: Budget): string {
  if (budget.budgetShare !== undefined || budget.budgetTokens !== undefined)
    return l10n.t('budget {0}', writeBudget(budget));
  return budget.budget === NO_BUDGET ? l10n.t('no limit') : l10n.t('budget {0}', formatCount(budget.budget));
}

/** Says what has become of a file since a selection was made from it. */
export function fileChangedText({ added, edited, removed }: RowsChanged): string {
  const changes = [
    ...(added === 0 ? [] : [l10n.t('{0} new', formatCount(added))]),
    ...(edited === 0 ? [] : [l10n.t('{0} edited', formatCount(edited))]),
    ...(removed === 0 ? [] : [l10n.t('{0} removed', formatCount(removed))]),
  ];
  return changes.length === 0
    ? l10n.t('The file was saved since the selection; its rows are the same.')
    : l10n.t('The file changed since the selection: {0}. What is shown is the selection before.', changes.join(', '));
}

/** Says that rows carry scores while the next run goes by those of another scorer. */
export function carriedScoresText(scorerLabel: string): string {
  return l10n.t('Rows carry scores (complexity_scores, quality_scores). Select goes by: {0}.', scorerLabel);
}

/** Says what a run that was cancelled has left. */
export function partlyScoredText(scored: number, all: number): string {
  return l10n.t('{0} of {1} are scored and kept; Select goes on with the others.', formatCount(scored), rows(all));
}
