import type { VNode } from 'preact';
import type { HistogramMetric } from '../../../../src/protocol/dataset';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { withRange } from '../state/viewQuery';
import { HistogramPlot } from './histogramPlot';

const TITLES: Readonly<Record<HistogramMetric, string>> = {
  evolScore: 'Evol score',
  complexityScore: 'Complexity',
  qualityScore: 'Quality',
  similarity: 'Nearest similarity',
};

/** How scores are distributed, with the selected part; dragging over a plot filters the table. */
export function HistogramStrip({ page, model }: { readonly page: Page; readonly model: PageModel }): VNode | null {
  const { histograms, histogramsOpen, query, info } = model;
  if (!histogramsOpen || histograms.length === 0) return null;
  const threshold = info.selection?.parameters.threshold ?? null;
  return (
    <section class="histograms" aria-label="Distributions">
      {histograms.map((histogram) => (
        <HistogramPlot
          key={histogram.metric}
          title={TITLES[histogram.metric]}
          histogram={histogram}
          filter={query.ranges?.[histogram.metric] ?? null}
          marker={histogram.metric === 'similarity' ? threshold : null}
          onFilter={(range) => void page.view.setQuery(withRange(page.store.value.query, histogram.metric, range))}
        />
      ))}
    </section>
  );
}
