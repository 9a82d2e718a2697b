import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { compositionSignalName, partsSentence } from '../../../../src/wording/compositionText';
import { MenuButton, type MenuGroup } from '../../../kit/controls/menu';
import { Button } from '../../../kit/controls/toolkit';
import { JobLine } from '../../../kit/job/jobLine';
import type { Page } from '../page';
import type { CompositionModel } from '../state/compositionModel';

interface ToolbarProps {
  readonly page: Page;
  readonly model: CompositionModel;
}

/** What is counted, how many rows that is, and the progress of what changes it. */
export function Toolbar({ page, model: { composition, job, reading } }: ToolbarProps): VNode {
  const running = job ?? reading;
  return (
    <div class="toolbar" role="group" aria-label={l10n.t('Pool and selection')}>
      {composition === null ? null : <span class="parts">{partsSentence(composition)}</span>}
      <span class="space" />
      {job === null ? null : (
        <Button kind="secondary" onClick={() => page.host.run('deita.cancel')}>
          {l10n.t('Cancel')}
        </Button>
      )}
      {running === null ? null : <JobLine job={running} />}
      <MenuButton icon="list-selection" label={l10n.t('What is counted')} groups={() => signalGroups(page)} />
    </div>
  );
}

function signalGroups({ store, counting }: Page): readonly MenuGroup[] {
  const { composition, chosen } = store.value;
  const shown = (composition?.signals ?? []).map(({ signal }) => signal);
  const names = [...new Set([...(composition?.offered ?? []), ...shown])];
  const isField = (name: string): boolean => name.startsWith('field:');
  const entries = (wanted: readonly string[]): MenuGroup =>
    wanted.map((name) => ({
      label: compositionSignalName(name),
      checked: shown.includes(name),
      run: () => counting.showSignal(name, !shown.includes(name)),
    }));
  const usual = { label: l10n.t('The usual ones'), disabled: chosen === null, run: () => counting.showUsual() };
  return [entries(names.filter((name) => !isField(name))), entries(names.filter(isField)), [usual]].filter(
    (group) => group.length > 0,
  );
}
