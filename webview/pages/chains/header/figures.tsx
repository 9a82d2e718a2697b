import type { VNode } from 'preact';
import type { RunOverview } from '../../../../src/protocol/annotation';
import { annotatorFigures } from '../../../../src/wording/annotationText';
import { Icon } from '../../../kit/controls/iconView';

/** The four numbers that tell whether the annotator works. */
export function Figures({ overview }: { readonly overview: RunOverview }): VNode {
  return (
    <dl class="figures">
      {annotatorFigures(overview.status).map(({ name, title, value, sentence, isPoor }) => (
        <div key={name} class="figure" title={sentence}>
          <dt>{title}</dt>
          <dd class="figure-value">
            {value}
            {isPoor ? <Icon name="warning" /> : null}
          </dd>
          <dd class="figure-sentence">{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
