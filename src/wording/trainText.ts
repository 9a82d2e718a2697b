import * as l10n from '@vscode/l10n';
import type { TrainSummary } from '../protocol/training';
import { formatScore } from './numbers';

type Report = NonNullable<TrainSummary['heads']['complexity']>;

/** What was trained and how good it is on texts that it had not seen, in a sentence each. @param name of its folder */
export function trainedText({ heads }: TrainSummary, name: string): string {
  const { complexity, quality } = heads;
  return [
    l10n.t('{0} is trained.', name),
    ...(complexity === undefined ? [] : [headText(l10n.t('Complexity'), complexity)]),
    ...(quality === undefined ? [] : [headText(l10n.t('Quality'), quality)]),
  ].join(' ');
}

/** Chains tell order best; where there are none, all texts together do. */
function headText(kind: string, { kendall, spearman, baselines: { length } }: Report): string {
  const [own, byLength] = kendall === null ? [spearman, length.spearman] : [kendall, length.kendall];
  const measure = kendall === null ? l10n.t('Spearman') : l10n.t('Kendall within chains');
  return l10n.t(
    '{0}: {1} {2}, by length {3}.',
    kind,
    measure,
    formatScore(own ?? undefined),
    formatScore(byLength ?? undefined),
  );
}
