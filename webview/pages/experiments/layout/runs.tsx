import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import type { Experiments } from '../../../../src/protocol/experiments';
import { runTable } from '../../../../src/wording/experiments/experimentTables';
import type { Page } from '../page';
import { NumberTable } from './numberTable';

interface RunsProps {
  readonly page: Page;
  readonly experiments: Experiments;
}

/** Every set of every training folder, with what it was measured by; its folder leads to what is to be run. */
export function Runs({ page, experiments }: RunsProps): VNode {
  return (
    <section aria-label={l10n.t('Runs')}>
      <h2>{l10n.t('Runs')}</h2>
      <NumberTable
        label={l10n.t('Runs')}
        table={runTable(experiments, visibleLine)}
        head={(name, row) => (
          <button
            type="button"
            class="link"
            title={l10n.t('Show the commands of this training')}
            onClick={() => void page.reading.showCommands(experiments.rows[row]?.folder ?? '')}
          >
            {name}
          </button>
        )}
      />
    </section>
  );
}
