import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ScorerComparison } from '../../../../src/protocol/scorerComparison';
import { MEASURES, measureTitle } from '../../../../src/wording/comparisonText';
import { formatCount, formatEffect, formatScore } from '../../../../src/wording/numbers';
import type { Page } from '../page';
import type { ComparisonModel } from '../state/comparisonModel';

interface AgreementTableProps {
  readonly page: Page;
  readonly model: ComparisonModel;
  readonly comparison: ScorerComparison;
}

/** How the scorers agree, a row for each kind of score; the plot shows the one that is chosen. */
export function AgreementTable({ page, model, comparison }: AgreementTableProps): VNode {
  return (
    <table class="agreement" aria-label={l10n.t('Agreement')}>
      <thead>
        <tr>
          <th scope="col">{l10n.t('Score')}</th>
          <th scope="col">{l10n.t('Spearman')}</th>
          <th scope="col">{l10n.t('Kendall')}</th>
          <th scope="col" title={l10n.t('How much higher B scores, on average')}>
            {l10n.t('B − A')}
          </th>
          <th scope="col">{l10n.t('Compared')}</th>
        </tr>
      </thead>
      <tbody>
        {MEASURES.map((measure) => {
          const { spearman, kendall, meanDifference, count } = comparison[measure];
          return (
            <tr key={measure} class={measure === model.measure ? 'shown' : ''}>
              <th scope="row">
                <button
                  type="button"
                  class="link"
                  aria-pressed={measure === model.measure}
                  title={l10n.t('Show in the plot')}
                  onClick={() => page.store.set({ measure, pointed: null })}
                >
                  {measureTitle(measure)}
                </button>
              </th>
              <td>{formatScore(spearman ?? undefined)}</td>
              <td>{formatScore(kendall ?? undefined)}</td>
              <td>{formatEffect(meanDifference)}</td>
              <td>{formatCount(count)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
