import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { strategyLabel, strategyLines } from '../../../../src/wording/strategyText';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { MenuButton, type MenuEntry, type MenuGroup } from '../../../kit/controls/menu';
import { Button } from '../../../kit/controls/toolkit';
import { useRovingFocus } from '../../../kit/keys/rovingFocus';
import { Overflowing } from '../../../kit/layout/overflowing';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { parseFields } from '../../../../src/protocol/pages/runFields';
import { JobLine } from '../../../kit/job/jobLine';
import { CalibrateLink, RunFieldsView } from './runFieldsView';
import {
  detailsSwitch,
  histogramSwitch,
  mainActions,
  modelActions,
  poolAction,
  settingsAction,
  textAction,
  type ToolbarAction,
} from './toolbarActions';

interface ToolbarProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** All but the fields, where arrow keys move the caret, and what a menu holds. */
const BUTTONS = 'vscode-button, button:not(.menu-entry)';

/** Parameters and actions of a run, the models it uses, and its progress. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { job } = model;
  const bar = useRef<HTMLDivElement>(null);
  useRovingFocus(bar, BUTTONS);
  return (
    <div class="toolbar" role="toolbar" aria-label={l10n.t('Selection')} ref={bar}>
      <RunFieldsView page={page} model={model} />
      <RunButton page={page} model={model} />
      {job === null ? (
        <Overflowing>
          <CalibrateLink page={page} model={model} />
          <Models page={page} model={model} />
          {mainActions(page, model).map((action) => (
            <ActionButton key={action.icon} action={action} />
          ))}
        </Overflowing>
      ) : (
        <JobLine job={job} />
      )}
      <MenuButton icon="ellipsis" label={l10n.t('More actions')} groups={() => menuGroups(page, model)} />
    </div>
  );
}

/** Starts a run, or ends the one that is under way. */
function RunButton({ page, model: { info, job, fields, settings } }: ToolbarProps): VNode {
  if (job !== null) {
    return (
      <Button kind="secondary" class="run" onClick={() => page.host.run('deita.cancel')}>
        {l10n.t('Cancel')}
      </Button>
    );
  }
  const nothingToRun = info.rowCount === info.problemCount || parseFields(fields, settings) === null;
  return (
    <Button kind="primary" class="run" onClick={page.jobs.select} disabled={nothingToRun}>
      {l10n.t('Select')}
    </Button>
  );
}

/** How rows are chosen, the scorer and the embedder, each a way to another one. */
function Models({ page, model: { settings } }: ToolbarProps): VNode {
  return (
    <>
      <ModelPick
        role={l10n.t('Strategy')}
        name={strategyLabel(settings.strategy)}
        detail={strategyLines(settings.strategy)}
        onPick={() => page.host.run('deita.chooseStrategy')}
      />
      <ModelPick
        role={l10n.t('Scorer')}
        name={settings.scorerLabel}
        onPick={() => page.host.run('deita.chooseScorer')}
      />
      <ModelPick
        role={l10n.t('Embedder')}
        name={settings.embedderLabel}
        onPick={() => page.host.run('deita.chooseEmbedder')}
      />
    </>
  );
}

interface ModelPickProps {
  readonly role: string;
  readonly name: string;
  /** Lines below, in the tooltip. */
  readonly detail?: readonly string[];
  readonly onPick: () => void;
}

function ModelPick({ role, name, detail = [], onPick }: ModelPickProps): VNode {
  return (
    <button
      type="button"
      class="model"
      title={[l10n.t('{0}: {1}. Choose another', role, name), ...detail].join('\n')}
      aria-label={l10n.t('{0}: {1}. Choose another', role, name)}
      onClick={onPick}
    >
      <span class="role">{role}</span> <span class="value">{name}</span> <Icon name="chevron-down" />
    </button>
  );
}

function ActionButton({ action }: { readonly action: ToolbarAction }): VNode {
  return (
    <IconButton
      icon={action.icon}
      label={action.label}
      title={action.description}
      disabled={action.disabled ?? false}
      onClick={action.run}
    >
      <div class="action-label">{action.label}</div>
    </IconButton>
  );
}

/** Everything that the toolbar and the line below it can do, however narrow they are. */
function menuGroups(page: Page, model: PageModel): readonly MenuGroup[] {
  const switches = [histogramSwitch(page, model), detailsSwitch(page, model)];
  const { scored } = model.info;
  const card = { label: l10n.t('About the Heuristic Default'), run: () => page.host.run('deita.showModelCard') };
  const keys = { label: l10n.t('Keys'), shortcut: '?', run: () => page.commands.run('showKeys') };
  return [
    [...mainActions(page, model), textAction(page), poolAction(page, model)].map(entryOf),
    modelActions(page, model).map(entryOf),
    switches.map((each) => ({ ...entryOf(each), checked: each.isOn && (scored || each.disabled !== true) })),
    [...(model.settings.heuristicScorer ? [card] : []), entryOf(settingsAction(page)), keys],
  ];
}

function entryOf({ label, run, disabled = false }: ToolbarAction): MenuEntry {
  return { label, run, disabled };
}
