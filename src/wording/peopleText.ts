import * as l10n from '@vscode/l10n';
import type { PairAgreement, PeopleResult, SideVote } from '../protocol/people';
import { formatCount, formatPercent, formatScore } from './numbers';

/** What a vote says; null = it was taken back. */
export function sideVoteText(vote: SideVote | null): string {
  if (vote === 'left') return l10n.t('Left is better');
  if (vote === 'right') return l10n.t('Right is better');
  return vote === 'tie' ? l10n.t('Tie') : l10n.t('Undecided');
}

export function undecidedText(count: number): string {
  return count === 0 ? l10n.t('all decided') : l10n.t('{0} undecided', formatCount(count));
}

/** Who won, in a sentence. */
export function peopleResultText({ a, b, winRate, interval, wins, ties, losses }: PeopleResult): string {
  const range = interval === null ? '–' : `${formatPercent(interval.low, 1)} – ${formatPercent(interval.high, 1)}`;
  return l10n.t(
    '{0} against {1}: win rate {2} (95 % interval {3}); {4} wins, {5} ties, {6} losses.',
    a.name,
    b.name,
    winRate === null ? '–' : formatPercent(winRate, 1),
    range,
    formatCount(wins),
    formatCount(ties),
    formatCount(losses),
  );
}

/** How two annotators agree. */
export function agreementText({
  annotators: [first, second],
  items,
  same,
  tieDiscounted,
  kappa,
}: PairAgreement): string {
  return l10n.t(
    '{0} and {1}: the same vote on {2} of {3} prompts, {4} where a tie counts half; κ = {5}.',
    first,
    second,
    formatPercent(same, 1),
    formatCount(items),
    formatPercent(tieDiscounted, 1),
    kappa === null ? '–' : formatScore(kappa),
  );
}
