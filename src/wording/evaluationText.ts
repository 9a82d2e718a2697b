import * as l10n from '@vscode/l10n';
import type { ByRole, EvaluateSummary, EvaluationResult, EvaluationSpent } from '../protocol/evaluation';
import { expenseText } from './annotateText';
import { spokenWords } from './errorText';
import { formatCount, formatPercent, formatScore } from './numbers';

/** What an evaluation came to so far, in a sentence. */
export function evaluationResultText(result: EvaluationResult): string {
  if (result.kind === 'mt-bench') {
    const { model, judge, overall, questions } = result;
    const [score, count] = [formatScore(overall.score ?? undefined), formatCount(questions)];
    return l10n.t('{0}: {1} of 10 over {2} questions, judged by {3}.', model, score, count, judge);
  }
  const { a, b, judge } = result;
  const { winRate, judged, interval } = result.kind === 'pairwise' ? result : result.overall;
  const rate = winRate === null ? '–' : formatPercent(winRate, 1);
  const range = interval === null ? '–' : `${formatPercent(interval.low, 1)} – ${formatPercent(interval.high, 1)}`;
  const compared = [a.name, b.name, rate, range, formatCount(judged), judge] as const;
  return result.kind === 'pairwise'
    ? l10n.t('{0} against {1}: win rate {2} (95 % interval {3}) over {4} pairs, judged by {5}.', ...compared)
    : l10n.t('{0} against {1}: win rate {2} (95 % interval {3}) over {4} turns, judged by {5}.', ...compared);
}

/** What asking takes, such as "about 20 requests, 9,000 tokens, cost 0.02". @param price of a million tokens; null = not known */
export function evaluationExpense({ requests, tokens }: EvaluationSpent, price: number | null): string {
  return expenseText({ requests, tokens: allTokens(tokens) }, { countsTokens: true, price });
}

/** How an evaluation ended, or why it did before all was done. */
export function evaluatedText({ result, stoppedBy, left, failure }: EvaluateSummary): string {
  return [
    evaluationResultText(result),
    ...(stoppedBy === 'requests' ? [l10n.t('The most requests that it may make are made.')] : []),
    ...(stoppedBy === 'tokens' ? [l10n.t('More would cost more than it may.')] : []),
    ...(left === 0 ? [] : [leftText(left, failure)]),
  ].join(' ');
}

function leftText(left: number, failure: EvaluateSummary['failure']): string {
  const why = failure === undefined ? '' : spokenWords(failure);
  const text = l10n.t('Left for the next time: {0}. {1}', formatCount(left), why);
  return text.trim();
}

function allTokens({ answer, judge }: ByRole): number {
  return answer + judge;
}
