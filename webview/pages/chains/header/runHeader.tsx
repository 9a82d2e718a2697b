import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { RunOverview } from '../../../../src/protocol/annotation';
import { chainsDone, runFacts } from '../../../../src/wording/annotationText';
import { IconButton } from '../../../kit/controls/iconButton';
import type { Page } from '../page';
import type { ChainsModel } from '../state/chainsModel';
import { Figures } from './figures';

interface RunHeaderProps {
  readonly page: Page;
  readonly model: ChainsModel;
  readonly overview: RunOverview;
}

/** What the run is, how far it is, and whether its annotator works. */
export function RunHeader({ page, model, overview }: RunHeaderProps): VNode {
  const { figuresOpen } = model;
  const facts = runFacts(overview);
  return (
    <div class="run-header">
      <div class="run-line">
        <h1>{model.name}</h1>
        <span class="run-state">{chainsDone(overview)}</span>
        <span class="run-facts" title={facts}>
          {facts}
        </span>
        <IconButton
          icon="graph-line"
          label={figuresOpen ? l10n.t('Hide figures') : l10n.t('Show figures')}
          pressed={figuresOpen}
          onClick={() => page.store.set({ figuresOpen: !figuresOpen })}
        />
      </div>
      {figuresOpen && overview.note !== undefined ? <p class="run-note">{overview.note}</p> : null}
      {figuresOpen ? <Figures overview={overview} /> : null}
    </div>
  );
}
