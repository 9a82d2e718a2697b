import * as l10n from '@vscode/l10n';
import { writeQuota } from '../choices/quotas';
import { needs, SEED, STRATEGY_NUMBERS, type Strategy } from '../choices/strategies';
import { EVOL, needsScores, RANDOM, signalsOf, strategyOf, type AnyChoice } from '../protocol/selection';
import { modelSignal, signalNamed, type SignalRef } from '../protocol/signals';
import type { StrategyChoice } from '../protocol/strategyChoice';
import { formatCount, plural } from './numbers';
import { SIGNAL_TEXTS } from './signalTexts';

/** A strategy in a few words, for a button: "DEITA", or what is other than there. */
export function strategyLabel(choice: StrategyChoice): string {
  const { where, quotas = [] } = choice;
  const strategy = strategyOf(choice);
  const isRanked = choice.rankBy !== undefined || choice.ascending === true;
  const parts = [
    ...(isRanked && strategy !== 'like' ? [rankingText(choice)] : []),
    ...(choice.strategy === undefined ? [] : [diversityText(strategy).label]),
    ...(where === undefined ? [] : [l10n.t('with a condition')]),
    ...(quotas.length === 0 ? [] : [quotaCount(quotas.length)]),
  ];
  return isRanked || choice.strategy !== undefined ? parts.join(' · ') : ['DEITA', ...parts].join(' · ');
}

/** A strategy in full, a line for each part. */
export function strategyLines(choice: StrategyChoice): readonly string[] {
  const { where, quotas = [] } = choice;
  return [
    l10n.t('Rank by: {0}', rankingText(choice)),
    l10n.t('Diversity: {0}', diversityText(strategyOf(choice)).label),
    ...(where === undefined ? [] : [l10n.t('Conditions: {0}', where)]),
    ...(quotas.length === 0 ? [] : [l10n.t('Quotas: {0}', quotas.map(writeQuota).join(' · '))]),
  ];
}

/** What goes first. */
export function rankingText({ rankBy = EVOL, ascending = false, seed = SEED.default }: StrategyChoice): string {
  if (rankBy === RANDOM) return l10n.t('random (seed {0})', String(seed));
  const title = signalTitle(rankBy);
  return ascending ? l10n.t('{0}, lowest first', title) : title;
}

/** @param name of a signal, or `field:PATH` */
export function signalTitle(name: string): string {
  const signal = signalNamed(name);
  return signal.kind === 'field' ? name : SIGNAL_TEXTS[signal.id].title;
}

export function quotaCount(count: number): string {
  return plural(count, {
    one: l10n.t('{0} quota', formatCount(count)),
    other: l10n.t('{0} quotas', formatCount(count)),
  });
}

interface DiversityText {
  readonly label: string;
  readonly description: string;
}

/** How rows are chosen from the ranking. */
export function diversityText(strategy: Strategy): DiversityText {
  switch (strategy) {
    case 'repr-filter':
      return {
        label: l10n.t('Repr Filter'),
        description: l10n.t('near-duplicates of rows selected before are left out'),
      };
    case 'none':
      return { label: l10n.t('No diversity'), description: l10n.t('the first rows of the ranking') };
    case 'k-center':
      return { label: l10n.t('k-center'), description: l10n.t('farthest first, from the first row of the ranking') };
    case 'facility-location':
      return {
        label: l10n.t('Facility location (QDIT)'),
        description: l10n.t('what covers the pool best, weighed against the ranking'),
      };
    case 'mig':
      return { label: l10n.t('MIG'), description: l10n.t('most score spread over tags, or over clusters without') };
    case 'instag':
      return { label: l10n.t('InsTag'), description: l10n.t('rows that bring a new tag, by the ranking') };
    case 'like':
      return {
        label: l10n.t('Like these rows (RDS+)'),
        description: l10n.t('the rows most similar to those of a file'),
      };
  }
}

/** What scores and embeds, for people. */
export interface ModelNames {
  readonly scorerLabel: string;
  readonly embedderLabel: string;
}

/** What a run needs, and whom it asks. @throws DeitaError `usage` as `signalsOf` */
export function needsText(run: AnyChoice, { scorerLabel, embedderLabel }: ModelNames): string {
  const strategy = strategyOf(run);
  const made = signalsOf(run).filter((signal) => modelSignal(signal) !== undefined);
  const needed = [
    ...(needsScores(run) ? [l10n.t('scores ({0})', scorerLabel)] : []),
    ...(needs(strategy, 'embedder', run) ? [l10n.t('embeddings ({0})', embedderLabel)] : []),
    ...made.map((signal) => l10n.t('{0}, for which a model is asked about every turn', titleOf(signal))),
  ];
  if (needed.length === 0) return l10n.t('Needs no model: it is computed from the rows');
  return l10n.t('Needs {0}. What a paid server costs is said before it is asked', needed.join(', '));
}

/** The same of one way to be diverse, whatever rows are ranked by. */
export function diversityNeeds(strategy: Strategy): string {
  const needed = [
    ...(needs(strategy, 'embedder') ? [l10n.t('embeddings')] : []),
    ...(needs(strategy, 'threshold') ? [l10n.t('a threshold')] : []),
    ...(needs(strategy, 'alpha') ? [l10n.t('a weight (default {0})', String(STRATEGY_NUMBERS.alpha.default))] : []),
    ...(needs(strategy, 'tags') ? [l10n.t('tags')] : []),
    ...(needs(strategy, 'like') ? [l10n.t('a file of rows that are wanted')] : []),
  ];
  return needed.length === 0 ? l10n.t('needs nothing else') : l10n.t('needs {0}', needed.join(', '));
}

function titleOf(signal: SignalRef): string {
  return signal.kind === 'field' ? signal.name : SIGNAL_TEXTS[signal.id].title;
}
