import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { parseThreshold, usesThreshold } from '../../../../src/protocol/pages/runFields';
import { shownSelection } from '../../../../src/protocol/dataset';
import { neededBy } from '../../../../src/protocol/selection';
import { columnOf } from '../../../../src/protocol/signals';
import { histogramTitle } from '../../../../src/wording/signalTexts';
import type { Page } from '../page';
import { categoriesOf, showsDistributions, type PageModel } from '../state/pageModel';
import { withRange } from '../state/viewQuery';
import { CategoryBars } from './categoryBars';
import { HistogramPlot, type PlotThreshold } from './histogramPlot';

/** How scores are distributed, with the selected part; dragging over a plot filters the table. */
export function HistogramStrip({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode | null {
  const { histograms, query, info } = model;
  if (!showsDistributions(model)) return null;
  const threshold = thresholdOf(page, model);
  return (
    <section class="histograms" aria-label={l10n.t('Distributions')}>
      {histograms.map((histogram) => (
        <HistogramPlot
          key={histogram.signal}
          title={histogramTitle(histogram.signal)}
          histogram={histogram}
          filter={query.ranges?.[histogram.signal] ?? null}
          threshold={histogram.signal === 'similarity' ? threshold : null}
          onFilter={(range) => void page.view.setQuery(withRange(page.store.value.query, histogram.signal, range))}
          onSelectOnly={page.jobs.selectOnly}
        />
      ))}
      {categoriesOf(info).map((signal) => (
        <CategoryBars
          key={signal.name}
          page={page}
          signal={signal}
          chosen={query.values?.[columnOf(signal.name)] ?? []}
        />
      ))}
    </section>
  );
}

/** Of the result as it was run; of the next run as its field has it. */
function thresholdOf({ store }: Page, { info, fields, settings }: PageModel): PlotThreshold {
  const selection = shownSelection(info);
  return {
    ofResult: selection === null ? null : (neededBy(selection.parameters).threshold ?? null),
    next: usesThreshold(settings) ? parseThreshold(fields.threshold, settings.recommendedThreshold) : null,
    onChange: (threshold) => store.set({ fields: { ...store.value.fields, threshold: String(threshold) } }),
  };
}
