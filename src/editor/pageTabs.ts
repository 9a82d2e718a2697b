import type * as vscode from 'vscode';
import type { ActiveDataset } from './activeDataset';
import { SHEET_TAB } from './blindSheet/sheetTab';
import { CALIBRATION_TAB } from './calibration/calibrationTab';
import { CHAINS_TAB } from './chains/chainsTab';
import { COMPARISON_TAB } from './comparison/comparisonTab';
import { COMPOSITION_TAB } from './composition/compositionTab';
import { EXPERIMENTS_TAB } from './experiments/experimentsTab';
import { PagePanels } from './pages/pagePanels';
import type { PageTab, PageTabParts } from './pages/pageTab';
import { SELECTIONS_TAB } from './selections/selectionsTab';

/** Every page that has tabs of its own. */
const TABS = [
  CALIBRATION_TAB,
  CHAINS_TAB,
  COMPARISON_TAB,
  SHEET_TAB,
  SELECTIONS_TAB,
  EXPERIMENTS_TAB,
  COMPOSITION_TAB,
] as const satisfies readonly PageTab[];

/** The commands that open them. */
type TabCommands = Readonly<Record<(typeof TABS)[number]['command'], (argument: unknown) => Promise<void>>>;

/** The tabs that are open. */
export class PageTabs implements vscode.Disposable {
  private readonly panels: ReadonlyMap<PageTab, PagePanels>;

  constructor(private readonly parts: PageTabParts) {
    const panelsOf = (tab: PageTab): PagePanels =>
      new PagePanels(`deita.${tab.page.name}`, parts.extensionUri, (panel, uri) => tab.open(panel, uri, parts));
    this.panels = new Map(TABS.map((tab: PageTab) => [tab, panelsOf(tab)]));
  }

  /** @param active tells what a command is about that was called on nothing */
  commands(active: ActiveDataset): TabCommands {
    const handlers = [...this.panels].map(([tab, panels]) => {
      const show = async (argument: unknown): Promise<void> => {
        const uri = await tab.choose(argument, active, this.parts);
        if (uri !== undefined) panels.show(uri, tab.title(uri));
      };
      return [tab.command, show] as const;
    });
    return Object.fromEntries(handlers) as TabCommands; // One for each tab.
  }

  dispose(): void {
    for (const panels of this.panels.values()) panels.dispose();
  }
}
