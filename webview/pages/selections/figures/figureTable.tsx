import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import type { SelectionComparison } from '../../../../src/protocol/comparison';
import { figureColumns } from '../../../../src/wording/selections/comparisonTexts';

/** The figures of every run, the baselines below. */
export function FigureTable({ comparison }: { readonly comparison: SelectionComparison }): VNode {
  const columns = figureColumns(comparison);
  return (
    <section class="figures" aria-label={l10n.t('Figures')}>
      <div class="scroll">
        <table class="numbers" aria-label={l10n.t('Figures')}>
          <thead>
            <tr>
              <th scope="col">{l10n.t('Run')}</th>
              {columns.map(({ title, hint }) => (
                <th key={title} scope="col" title={hint}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {comparison.runs.map((run) => (
              <tr key={run.name} class={run.isBaseline ? 'baseline' : ''}>
                <th scope="row">{visibleLine(run.name)}</th>
                {columns.map(({ title, of }) => (
                  <td key={title}>{of(run)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
