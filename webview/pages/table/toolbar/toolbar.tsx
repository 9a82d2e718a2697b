import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { formatSimilarity } from '../../../../src/wording/numbers';
import { IconButton } from '../../../kit/controls/iconButton';
import { Icon } from '../../../kit/controls/iconView';
import { MenuButton, type MenuEntry, type MenuGroup } from '../../../kit/controls/menu';
import { Button, TextField } from '../../../kit/controls/toolkit';
import { Overflowing } from '../../../kit/layout/overflowing';
import type { Page } from '../page';
import type { PageModel } from '../state/pageModel';
import { readBudget } from '../../../../src/choices/budget';
import { parseFields, parseThreshold, type RunFields } from '../../../../src/protocol/pages/runFields';
import { JobLine } from '../../../kit/job/jobLine';
import {
  detailsSwitch,
  histogramSwitch,
  mainActions,
  modelActions,
  settingsAction,
  type ToolbarAction,
} from './toolbarActions';

const BUDGET_FORMS = l10n.t('rows to keep (such as 6000, or -1 for no limit), a share (10%) or tokens (2M tokens)');

interface ToolbarProps {
  readonly page: Page;
  readonly model: PageModel;
}

/** Parameters and actions of a run, the models it uses, and its progress. */
export function Toolbar({ page, model }: ToolbarProps): VNode {
  const { settings, fields, job } = model;
  const change = (changed: Partial<RunFields>): void => page.store.set({ fields: { ...fields, ...changed } });
  const recommended = settings.recommendedThreshold;
  const threshold = thresholdTexts(recommended, settings.embedderLabel);
  const submitOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') page.jobs.select();
  };
  return (
    <div class="toolbar" role="group" aria-label="Selection">
      <label class="field">
        <span aria-hidden="true">Budget</span>
        <TextField
          class="number-field"
          label={l10n.t('Budget: {0}', BUDGET_FORMS)}
          title={BUDGET_FORMS}
          value={fields.budget}
          invalid={'expected' in readBudget(fields.budget)}
          onInput={(budget) => change({ budget })}
          onKeyDown={submitOnEnter}
        />
      </label>
      <label class="field">
        <span aria-hidden="true">Threshold</span>
        <TextField
          class="threshold-field"
          label={`Threshold: largest cosine similarity between selected rows; ${threshold.whenEmpty}`}
          title={`Rows more similar than this to a selected row are near-duplicates.\n${threshold.advice}`}
          placeholder={threshold.placeholder}
          value={fields.threshold}
          invalid={parseThreshold(fields.threshold, recommended) === null}
          onInput={(threshold) => change({ threshold })}
          onKeyDown={submitOnEnter}
        />
      </label>
      <RunButton page={page} model={model} />
      {job === null ? (
        <Overflowing>
          {recommended === null && fields.threshold.trim() === '' ? (
            <button
              type="button"
              class="link"
              title={threshold.advice}
              onClick={() => page.host.run('deita.calibrateThreshold')}
            >
              {l10n.t('Calibrate…')}
            </button>
          ) : null}
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
        Cancel
      </Button>
    );
  }
  const nothingToRun =
    info.rowCount === info.problemCount || parseFields(fields, settings.recommendedThreshold) === null;
  return (
    <Button kind="primary" class="run" onClick={page.jobs.select} disabled={nothingToRun}>
      Select
    </Button>
  );
}

interface ThresholdTexts {
  readonly whenEmpty: string;
  readonly advice: string;
  readonly placeholder: string;
}

function thresholdTexts(recommended: number | null, embedder: string): ThresholdTexts {
  if (recommended === null) {
    return {
      whenEmpty: 'none is known for this embedder',
      advice: `No threshold is known for ${embedder}: calibrate it by looking at pairs of rows, or type one.`,
      placeholder: 'None known',
    };
  }
  const value = formatSimilarity(recommended);
  return {
    whenEmpty: `empty for the recommended ${value}`,
    advice: `Empty: ${value}, recommended for ${embedder}`,
    placeholder: `${value} recommended`,
  };
}

/** The scorer and the embedder, each a way to another one. */
function Models({ page, model: { settings } }: ToolbarProps): VNode {
  return (
    <>
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
  readonly onPick: () => void;
}

function ModelPick({ role, name, onPick }: ModelPickProps): VNode {
  return (
    <button
      type="button"
      class="model"
      title={l10n.t('{0}: {1}. Choose another', role, name)}
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
    mainActions(page, model).map(entryOf),
    modelActions(page, model).map(entryOf),
    switches.map((each) => ({ ...entryOf(each), checked: each.isOn && (scored || each.disabled !== true) })),
    [...(model.settings.heuristicScorer ? [card] : []), entryOf(settingsAction(page)), keys],
  ];
}

function entryOf({ label, run, disabled = false }: ToolbarAction): MenuEntry {
  return { label, run, disabled };
}
