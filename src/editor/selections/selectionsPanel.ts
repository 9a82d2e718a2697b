import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { Budget } from '../../choices/budget';
import { proposedBudgets } from '../../choices/curveBudgets';
import type { SelectionsPage, SelectionsSetup, SelectionsState } from '../../protocol/pages/selectionsPage';
import { PageDataset } from '../comparison/pageDataset';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import type { PageStates } from '../pages/pageStates';
import type { PageTabParts } from '../pages/pageTab';
import { showPage } from '../pages/showPage';
import { comparableRuns } from './comparableRuns';
import { saveBeside } from './saveBeside';
import { ComparedSelections, type ComparingParts } from './comparedSelections';

/** What every comparison of selections works with. */
export interface SelectionsParts extends ComparingParts, Pick<PageTabParts, 'extensionUri' | 'showRow' | 'filterRows'> {
  readonly registry: Pick<DatasetRegistry, 'acquire'>;
  readonly states: PageStates<SelectionsState>;
}

export const SELECTIONS_PAGE = { name: 'selections', title: () => l10n.t('DEITA selections compared') };

let panelCount = 0;

/** Selections of one dataset in a page. Hidden, the page is thrown away: what it showed is kept here. */
export class SelectionsPanel implements vscode.Disposable {
  private readonly bridge: PageBridge<SelectionsPage>;
  private readonly opened: PageDataset;
  private readonly viewId = `selections-${++panelCount}`;
  private readonly compared: ComparedSelections;
  private following: Subscription | undefined;
  private hasView = false;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly dataset: vscode.Uri,
    private readonly parts: SelectionsParts,
  ) {
    this.compared = new ComparedSelections(parts, this.viewId);
    const page = { kind: SELECTIONS_PAGE, file: dataset, handlers: this.handlers() };
    this.bridge = showPage<SelectionsPage>(panel.webview, parts.extensionUri, page);
    this.opened = new PageDataset(parts.registry.acquire(dataset), (job) => this.bridge.send('jobChanged', job));
  }

  dispose(): void {
    this.following?.dispose();
    if (this.hasView) void this.closeView();
    this.opened.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<SelectionsPage> {
    const { compared, parts, dataset } = this;
    return {
      ready: () => this.setUp(),
      compare: async ({ runs }) => {
        const session = await this.opened.session();
        const comparison = await compared.compare(session, runs);
        if (comparison !== null) await this.keep(session, { chosen: runs, compared: true });
        return comparison;
      },
      curve: async ({ budgets }) => {
        const session = await this.opened.session();
        const curve = await compared.drawCurve(session, budgets);
        if (curve !== null) await this.keep(session, { budgets, curved: true });
        return curve;
      },
      rowsOnlyIn: async (pair, signal) => {
        const session = await this.opened.session();
        this.hasView = true;
        return compared.listOnlyIn(session, pair, signal);
      },
      filterOnlyIn: async (pair) => {
        await parts.filterRows(dataset, compared.onlyIn(pair));
        return null;
      },
      filterBar: async (place) => {
        await parts.filterRows(dataset, compared.bar(place));
        return null;
      },
      showRow: async ({ rowIndex }) => {
        await parts.showRow(dataset, rowIndex);
        return null;
      },
      save: async (file) => {
        const content = compared.fileContent(await this.opened.session(), file);
        return content === null ? null : saveBeside(dataset, file.kind, content);
      },
    };
  }

  private async setUp(): Promise<SelectionsSetup> {
    const session = await this.opened.session();
    this.following ??= session.onDidChangeInfo(() => void this.tellRuns(session));
    const runs = await comparableRuns(session);
    return {
      fileName: path.basename(this.dataset.fsPath),
      runs,
      state: await this.stateOf(session),
      job: session.job,
      comparison: this.compared.comparison,
      curve: this.compared.curve,
    };
  }

  private async tellRuns(session: DatasetSession): Promise<void> {
    this.bridge.send('runsChanged', { runs: await comparableRuns(session) });
  }

  /** As it was left, or with all runs, and budgets around the one that is set. */
  private async stateOf(session: DatasetSession): Promise<SelectionsState> {
    const kept = this.parts.states.get(this.dataset);
    if (kept !== null) return kept;
    const chosen = (await comparableRuns(session)).map(({ name }) => name);
    const budgets = proposedBudgets(this.budgetOf(session), session.info.rowCount);
    return { chosen, budgets, compared: false, curved: false };
  }

  /** One that cannot be read is told of where it is used. */
  private budgetOf(session: DatasetSession): Partial<Budget> {
    try {
      return this.parts.parameters.budget(session);
    } catch {
      return {};
    }
  }

  private async keep(session: DatasetSession, change: Partial<SelectionsState>): Promise<void> {
    await this.parts.states.set(this.dataset, { ...(await this.stateOf(session)), ...change });
  }

  /** An engine that is down, or a dataset that could not be opened, has no view to let go of. */
  private async closeView(): Promise<void> {
    const session = await this.opened.session();
    await session.closeView(this.viewId).catch(() => undefined);
  }
}
