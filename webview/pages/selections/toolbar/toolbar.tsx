import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { visibleLine } from '../../../../src/common/visibleText';
import { Button } from '../../../kit/controls/toolkit';
import { JobLine } from '../../../kit/job/jobLine';
import type { Page } from '../page';
import { SaveMenu } from './saveMenu';
import { toggled, type SelectionsModel } from '../state/selectionsModel';

interface ToolbarProps {
  readonly page: Page;
  readonly model: SelectionsModel;
}

/** Which runs are compared, and the progress of comparing them. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { job, chosen } = model;
  return (
    <div class="toolbar" role="group" aria-label={l10n.t('Comparison')}>
      {model.runs.length === 0 ? null : <Runs page={page} model={model} />}
      {job === null ? (
        <Button kind="primary" class="run" disabled={chosen.length === 0} onClick={() => void page.comparing.compare()}>
          {l10n.t('Compare')}
        </Button>
      ) : (
        <>
          <Button kind="secondary" class="run" onClick={() => page.host.run('deita.cancel')}>
            {l10n.t('Cancel')}
          </Button>
          <JobLine job={job} />
        </>
      )}
      <SaveMenu page={page} model={model} />
    </div>
  );
}

function Runs({ page, model }: ToolbarProps): VNode {
  return (
    <div class="runs" role="group" aria-label={l10n.t('Runs')}>
      {model.runs.map(({ name, isCurrent }) => (
        <label key={name} class={isCurrent ? 'run-choice current' : 'run-choice'} title={visibleLine(name)}>
          <input
            type="checkbox"
            checked={model.chosen.includes(name)}
            onChange={() => page.store.set({ chosen: toggled(page.store.value, name) })}
          />
          <span>{visibleLine(name)}</span>
        </label>
      ))}
    </div>
  );
}
