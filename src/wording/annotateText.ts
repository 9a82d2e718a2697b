import * as l10n from '@vscode/l10n';
import type { AnnotateSummary, ChainCost } from '../protocol/annotation';
import { chains } from './annotationText';
import { formatCost, formatCount, formatScore, plural } from './numbers';
import { spokenWords } from './errorText';

/** What is said of an expense: an editor's own models are not paid by the token. */
export interface Expense {
  readonly countsTokens: boolean;
  /** Of a million tokens; null = not known. */
  readonly price: number | null;
}

/** Such as "about 70 requests, 35,000 tokens, cost 0.02". */
export function expenseText(
  { requests, tokens }: Pick<ChainCost, 'requests' | 'tokens'>,
  { countsTokens, price }: Expense,
): string {
  const number = formatCount(requests);
  const parts = [
    plural(requests, { one: l10n.t('about {0} request', number), other: l10n.t('about {0} requests', number) }),
  ];
  if (countsTokens) {
    parts.push(l10n.t('{0} tokens', formatCount(Math.round(tokens))));
    if (price !== null) parts.push(l10n.t('cost {0}', formatCost((tokens / 1e6) * price)));
  }
  return parts.join(', ');
}

/** What the first chains show, for the question whether to go on. */
export function pilotText({ status, rest }: AnnotateSummary, expense: Expense): string {
  const { monotone, scored, kendall, selfAgreement, positionBias } = status;
  return [
    l10n.t(
      'The pilot is done. Of {0} scored chains {1} are monotone; score follows step {2}, self-agreement {3}, position bias {4}.',
      formatCount(scored),
      formatCount(monotone),
      formatScore(kendall ?? undefined),
      formatScore(selfAgreement ?? undefined),
      formatScore(positionBias ?? undefined),
    ),
    l10n.t('The other {0} take {1}.', chains(rest.chains), expenseText(rest, expense)),
  ].join(' ');
}

/** How an annotation ended, or why it did before all was done. */
export function annotatedText({ status, stoppedBy, left, failure }: AnnotateSummary): string {
  const { done, chains: total, scored, monotone } = status;
  const state =
    done === total
      ? l10n.t('All {0} are done: {1} scored, {2} monotone.', chains(total), formatCount(scored), formatCount(monotone))
      : chainsDoneText(done, total);
  const reasons = [
    ...(stoppedBy === 'requests' ? [l10n.t('The most requests that it may make are made.')] : []),
    ...(stoppedBy === 'tokens' ? [l10n.t('More would cost more than it may.')] : []),
    ...(left === 0
      ? []
      : [l10n.t('The model failed at {0}: {1}', chains(left), failure === undefined ? '' : spokenWords(failure))]),
  ];
  return [state, ...reasons].join(' ');
}

export function chainsDoneText(done: number, total: number): string {
  return l10n.t('{0} of {1} are done.', formatCount(done), chains(total));
}
