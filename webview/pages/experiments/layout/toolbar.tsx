import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { SavedExperiments } from '../../../../src/protocol/pages/experimentsPage';
import { MenuButton, type MenuEntry } from '../../../kit/controls/menu';
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
  const entry = (label: string, file: SavedExperiments['file']): MenuEntry => ({
    label,
    disabled: isEmpty,
    run: () => void reading.save(file),
  });
  return (
    <div class="toolbar" role="toolbar" aria-label={l10n.t('Experiments')}>
      <Button kind="secondary" disabled={isReading} onClick={() => void reading.read()}>
        {l10n.t('Read Again')}
      </Button>
      <MenuButton
        icon="save"
        label={l10n.t('Save')}
        groups={() => [
          [entry(l10n.t('Tables as Markdown…'), 'experiments.md')],
          [entry(l10n.t('Curve as SVG…'), 'curve.svg'), entry(l10n.t('Curve as PNG…'), 'curve.png')],
          [entry(l10n.t('Radar as SVG…'), 'radar.svg'), entry(l10n.t('Radar as PNG…'), 'radar.png')],
        ]}
      />
    </div>
  );
}
