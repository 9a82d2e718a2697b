import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Button } from '../../../kit/controls/toolkit';
import type { Page } from '../page';
import type { ExperimentsModel } from '../state/experimentsModel';

interface ToolbarProps {
  readonly page: Page;
  readonly model: ExperimentsModel;
}

/** Reads the folder again, and saves what it holds. */
export function Toolbar({ page: { reading }, model: { experiments, isReading } }: ToolbarProps): VNode {
  const isEmpty = experiments === null || experiments.rows.length === 0;
  return (
    <div class="toolbar" role="toolbar" aria-label={l10n.t('Experiments')}>
      <Button kind="secondary" disabled={isReading} onClick={() => void reading.read()}>
        {l10n.t('Read Again')}
      </Button>
      <Button kind="secondary" disabled={isEmpty} onClick={() => void reading.save('experiments.md')}>
        {l10n.t('Save Tables…')}
      </Button>
      <Button kind="secondary" disabled={isEmpty} onClick={() => void reading.save('curve.svg')}>
        {l10n.t('Save Curve…')}
      </Button>
      <Button kind="secondary" disabled={isEmpty} onClick={() => void reading.save('radar.svg')}>
        {l10n.t('Save Radar…')}
      </Button>
    </div>
  );
}
