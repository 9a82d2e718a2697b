import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import type { Experiments } from '../../../../src/protocol/experiments';
import {
  groupTable,
  isBesidePaper,
  measuredGroups,
  paperTable,
} from '../../../../src/wording/experiments/experimentTables';
import {
  intervalSentence,
  measureTitle,
  paperSentence,
  setupTitle,
} from '../../../../src/wording/experiments/experimentTexts';
import { NumberTable } from './numberTable';

/** What may be compared, a table each, and what the paper reports. */
export function Comparisons({ experiments }: { readonly experiments: Experiments }): VNode {
  const groups = measuredGroups(experiments);
  return (
    <>
      {groups.length === 0 ? null : <p class="hint">{intervalSentence()}</p>}
      {groups.map(({ group, measure }) => {
        const title = measureTitle(measure, visibleLine);
        return (
          <section key={JSON.stringify([group.measure, group.setup])} aria-label={title}>
            <h2>{title}</h2>
            <p class="hint">{visibleLine(setupTitle(group.setup))}</p>
            <NumberTable label={title} table={groupTable(group, measure, visibleLine)} />
          </section>
        );
      })}
      {isBesidePaper(experiments) ? (
        <section aria-label={l10n.t('Numbers of the paper')}>
          <h2>{l10n.t('Numbers of the paper')}</h2>
          <p class="hint">{paperSentence()}</p>
          <NumberTable label={l10n.t('Numbers of the paper')} table={paperTable()} />
        </section>
      ) : null}
    </>
  );
}
