import * as l10n from '@vscode/l10n';
import { writeQuota } from '../../choices/quotas';
import { SEED, STRATEGY_NUMBERS, uses } from '../../choices/strategies';
import { RANDOM, strategyOf } from '../../protocol/selection';
import { asksModels, isSameChoice, type StrategyChoice } from '../../protocol/strategyChoice';
import { diversityText, rankingText } from '../../wording/strategyText';

/** What of a strategy can be chosen by itself, and what ends the choosing. */
export type StrategyPart =
  | 'rankBy'
  | 'order'
  | 'seed'
  | 'diversity'
  | 'alpha'
  | 'tags'
  | 'like'
  | 'conditions'
  | 'quotas'
  | 'languageModel'
  | 'judge'
  | 'default'
  | 'run';

/** One line of the list. */
export interface StrategyEntry {
  readonly part: StrategyPart;
  readonly label: string;
  /** What it is now. */
  readonly value: string;
}

/** The parts of a strategy that have an effect on it, each with what it is now. */
export function strategyEntries(choice: StrategyChoice): readonly StrategyEntry[] {
  const { where, quotas = [], languageModel, judge } = choice;
  const { label, description } = diversityText(strategyOf(choice));
  const asks = asksModels(choice);
  return [
    ...rankingEntries(choice),
    entry('diversity', l10n.t('Diversity'), `${label}: ${description}`),
    ...diversityEntries(choice),
    entry('conditions', l10n.t('Conditions'), where ?? l10n.t('none: every row may take part')),
    entry('quotas', l10n.t('Quotas'), quotas.length === 0 ? l10n.t('none') : quotas.map(writeQuota).join(' · ')),
    ...(asks.languageModel ? [entry('languageModel', l10n.t('Language model'), languageModel?.model ?? '')] : []),
    ...(asks.judge ? [entry('judge', l10n.t('Judge'), judge?.model ?? '')] : []),
    ...(isSameChoice(choice, {}) ? [] : [entry('default', l10n.t('Back to DEITA'), l10n.t('as the paper has it'))]),
    entry('run', l10n.t('Select'), l10n.t('run it now')),
  ];
}

/** The rows that are wanted give their order themselves. */
function rankingEntries(choice: StrategyChoice): StrategyEntry[] {
  if (strategyOf(choice) === 'like') return [];
  const { rankBy, ascending = false, seed = SEED.default } = choice;
  return [
    entry('rankBy', l10n.t('Rank by'), rankingText(choice)),
    rankBy === RANDOM
      ? entry('seed', l10n.t('Seed'), String(seed))
      : entry('order', l10n.t('Order'), ascending ? l10n.t('lowest first') : l10n.t('highest first')),
  ];
}

function diversityEntries(choice: StrategyChoice): StrategyEntry[] {
  const strategy = strategyOf(choice);
  const { alpha = STRATEGY_NUMBERS.alpha.default, tags, like } = choice;
  return [
    ...(uses(strategy, 'alpha')
      ? [entry('alpha', l10n.t('Weight of coverage'), l10n.t('{0}, of 1 together with the ranking', String(alpha)))]
      : []),
    ...(uses(strategy, 'tags') ? [entry('tags', l10n.t('Tags'), tags ?? l10n.t('none: clusters in their place'))] : []),
    ...(uses(strategy, 'like') ? [entry('like', l10n.t('Rows that are wanted'), like ?? '')] : []),
  ];
}

function entry(part: StrategyPart, label: string, value: string): StrategyEntry {
  return { part, label, value };
}
