import * as l10n from '@vscode/l10n';
import type { DirectSummary, TrainSummary } from '../protocol/training';
import { formatCount, formatScore } from './numbers';

type Report = NonNullable<TrainSummary['heads']['complexity']>;
type Following = Report['baselines']['length'];

/** What was trained and how good it is on texts that it had not seen, in a sentence each. @param name of its folder */
export function trainedText({ heads, direct }: TrainSummary, name: string): string {
  const { complexity, quality } = heads;
  return [
    l10n.t('{0} is trained.', name),
    ...(complexity === undefined ? [] : [headText(l10n.t('Complexity'), complexity)]),
    ...(quality === undefined ? [] : [headText(l10n.t('Quality'), quality)]),
    ...(direct === undefined || direct.scored === direct.texts ? [] : [partText(direct)]),
  ].join(' ');
}

/** Of direct scoring that was ended before it had all scores. */
function partText({ texts, scored, stoppedBy }: DirectSummary): string {
  const numbers = [formatCount(scored), formatCount(texts)] as const;
  return stoppedBy === undefined
    ? l10n.t('Direct scoring gave {0} of {1} texts a score.', ...numbers)
    : l10n.t('Direct scoring stopped at its limit, at {0} of {1} texts: train again with more to go on.', ...numbers);
}

/** Chains tell order best; where there are none, all texts together do. */
function headText(kind: string, { baselines, ...head }: Report): string {
  const inChains = head.kendall !== null;
  const measured = ({ kendall, spearman }: Following): string =>
    formatScore((inChains ? kendall : spearman) ?? undefined);
  const { length, direct } = baselines;
  const measure = inChains ? l10n.t('Kendall within chains') : l10n.t('Spearman');
  const figures = [kind, measure, measured(head), measured(length)] as const;
  return direct === undefined
    ? l10n.t('{0}: {1} {2}, by length {3}.', ...figures)
    : l10n.t('{0}: {1} {2}, by length {3}, by direct scoring {4}.', ...figures, measured(direct));
}
