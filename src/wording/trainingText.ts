import * as l10n from '@vscode/l10n';
import type { RenderedRow, TrainingTotals } from '../protocol/fineTuning';
import { rows } from './counts';
import { noticeWords } from './errorText';
import { formatCount, formatPercent, plural } from './numbers';

/** How long a row is to the model, in one line. */
export function rowTokensText({ tokens, trainedTokens, cutTokens, length }: RenderedRow): string {
  const facts = [tokenCount(tokens), l10n.t('{0} trained on', formatCount(trainedTokens))];
  if (cutTokens > 0) facts.push(l10n.t('{0} cut off at {1}', formatCount(cutTokens), formatCount(length)));
  return facts.join(' · ');
}

/** How long the selected rows are to the model, a sentence each. */
export function totalsText(totals: TrainingTotals): string[] {
  const { tokens, trainedTokens, cutTokens, length, refused, firstRefused } = totals;
  const trained = formatPercent(tokens.total === 0 ? 0 : trainedTokens / tokens.total, 1);
  const sentences = [
    l10n.t('{0} selected: {1}, {2} of them trained on.', rows(totals.rows), tokenCount(tokens.total), trained),
    tokens.cutRows === 0
      ? l10n.t('None is longer than {0}.', tokenCount(length))
      : l10n.t(
          '{0} ({1}) longer than {2}: {3} are cut off.',
          rows(tokens.cutRows),
          formatPercent(tokens.cutShare, 1),
          tokenCount(length),
          tokenCount(cutTokens),
        ),
  ];
  if (firstRefused !== undefined) {
    const line = formatCount(firstRefused.lineNumber);
    sentences.push(
      l10n.t('{0} cannot be rendered; the first, line {1}: {2}', rows(refused), line, noticeWords(firstRefused)),
    );
  }
  return sentences;
}

function tokenCount(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} token', number), other: l10n.t('{0} tokens', number) });
}
