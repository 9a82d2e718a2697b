import * as l10n from '@vscode/l10n';
import { strategyLabel } from '../../../../src/wording/strategyText';
import type { Page } from '../page';
import { layoutOf, type PageModel } from '../state/pageModel';

/** What a button of the toolbar does, and an entry of its menu: not every button has room. */
export interface ToolbarAction {
  readonly icon: string;
  /** Beside the icon, and in the menu. */
  readonly label: string;
  /** What it does, to screen readers and as a tooltip. */
  readonly description: string;
  readonly run: () => void;
  readonly disabled?: boolean;
}

/** With a button each where there is room. */
export function mainActions(page: Page, { info, job }: PageModel): readonly ToolbarAction[] {
  return [
    {
      icon: 'search-fuzzy',
      label: l10n.t('Find Near-Duplicates'),
      description: l10n.t('Find near-duplicates in the whole pool'),
      disabled: job !== null || info.rowCount === 0,
      run: page.jobs.findNearDuplicates,
    },
    {
      icon: 'save-as',
      label: l10n.t('Export…'),
      description: l10n.t('Export rows, scores, the report or a recipe'),
      disabled: job !== null || info.rowCount === 0,
      run: () => page.host.run('deita.export'),
    },
  ];
}

/** In the menu alone: the tab has a button for it. */
export function textAction({ jobs }: Page): ToolbarAction {
  return {
    icon: 'go-to-file',
    label: l10n.t('Open as Text'),
    description: l10n.t('Open the file as text'),
    run: jobs.openAsText,
  };
}

/** In the menu alone: a line about the selection has it, too. */
export function poolAction(page: Page, { info }: PageModel): ToolbarAction {
  return {
    icon: 'graph-left',
    label: l10n.t('Compare with the Pool…'),
    description: l10n.t('Show what the selection consists of, beside its pool'),
    disabled: info.rowCount === 0,
    run: () => page.host.run('deita.compareWithPool'),
  };
}

/** How rows are chosen, and where scores and embeddings come from. */
export function modelActions(page: Page, { settings, job }: PageModel): readonly ToolbarAction[] {
  const isBusy = job !== null;
  return [
    {
      icon: 'settings',
      label: l10n.t('Strategy: {0}…', strategyLabel(settings.strategy)),
      description: l10n.t('Choose how rows are ranked, made diverse, conditioned and capped'),
      disabled: isBusy,
      run: () => page.host.run('deita.chooseStrategy'),
    },
    {
      icon: 'settings',
      label: l10n.t('Scorer: {0}…', settings.scorerLabel),
      description: l10n.t('Choose where scores come from'),
      disabled: isBusy,
      run: () => page.host.run('deita.chooseScorer'),
    },
    {
      icon: 'settings',
      label: l10n.t('Embedder: {0}…', settings.embedderLabel),
      description: l10n.t('Choose where embeddings come from'),
      disabled: isBusy,
      run: () => page.host.run('deita.chooseEmbedder'),
    },
    {
      icon: 'plug',
      label: l10n.t('Connect Scorer…'),
      description: l10n.t('Connect a scorer or embedder on a server'),
      run: () => page.host.run('deita.connectScorer'),
    },
    {
      icon: 'symbol-numeric',
      label: l10n.t('Calibrate Threshold…'),
      description: l10n.t('Choose the threshold by looking at pairs of rows'),
      disabled: isBusy,
      run: () => page.host.run('deita.calibrateThreshold'),
    },
  ];
}

export function settingsAction(page: Page): ToolbarAction {
  return {
    icon: 'settings-gear',
    label: l10n.t('Settings'),
    description: l10n.t('Open the settings'),
    run: () => page.host.run('deita.internal.openSettings', undefined),
  };
}

/** Switches of what the page shows. */
export interface ToolbarSwitch extends ToolbarAction {
  readonly isOn: boolean;
}

export function histogramSwitch({ store }: Page, model: PageModel): ToolbarSwitch {
  const isOn = model.histogramsOpen;
  return {
    icon: 'graph',
    label: l10n.t('Histograms'),
    description: isOn ? l10n.t('Hide histograms') : l10n.t('Show histograms'),
    isOn,
    disabled: !model.info.scored && model.info.signals === undefined,
    run: () => store.set({ histogramsOpen: !isOn }),
  };
}

export function detailsSwitch({ store }: Page, model: PageModel): ToolbarSwitch {
  const isOn = layoutOf(model).details !== 'closed';
  return {
    icon: isOn ? 'layout-sidebar-right' : 'layout-sidebar-right-off',
    label: l10n.t('Details'),
    description: isOn ? l10n.t('Hide details') : l10n.t('Show details'),
    isOn,
    run: () => store.set(isOn ? withoutDetails(model) : WITH_DETAILS),
  };
}

/** Over the table where they have no room beside it. */
export const WITH_DETAILS = { detailsOpen: true, detailsOver: true } as const;

/** Details that cover the table leave it without being closed for good. */
export function withoutDetails(model: PageModel): Partial<PageModel> {
  return layoutOf(model).details === 'over'
    ? { detailsOver: false, review: null }
    : { detailsOpen: false, detailsOver: false };
}
