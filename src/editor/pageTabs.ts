import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ChainsState } from '../protocol/pages/chainsPage';
import type { EngineApi } from '../protocol/requests';
import { ChainsPanel } from './chains/chainsPanel';
import type { CostConsent } from './commands/costConfirmation';
import { ComparisonPanel } from './comparison/comparisonPanel';
import { CHAINS_VIEW, COMPARISON_VIEW } from './contributions/views';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import { PagePanels } from './pages/pagePanels';
import type { PageStates } from './pages/pageStates';

interface PageTabParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'on' | 'request'>;
  readonly registry: Pick<DatasetRegistry, 'acquire'>;
  readonly consent: CostConsent;
  /** Of the pages of chains. */
  readonly states: PageStates<ChainsState>;
  /** Brings a dataset's table to the front, at a row. */
  readonly editors: { reveal(dataset: vscode.Uri, rowIndex: number): Promise<void> };
}

/** The pages that have tabs of their own: a run's chains, and comparisons of scorers. */
export class PageTabs implements vscode.Disposable {
  private readonly chains: PagePanels;
  private readonly comparisons: PagePanels;

  constructor({ extensionUri, engine, registry, consent, editors, states }: PageTabParts) {
    const showRow = (dataset: vscode.Uri, rowIndex: number): Promise<void> => editors.reveal(dataset, rowIndex);
    const forChains = { extensionUri, engine, states, showRow };
    this.chains = new PagePanels(CHAINS_VIEW, extensionUri, (panel, run) => new ChainsPanel(panel, run, forChains));
    const forComparing = { extensionUri, registry, consent, showRow };
    this.comparisons = new PagePanels(
      COMPARISON_VIEW,
      extensionUri,
      (panel, dataset) => new ComparisonPanel(panel, dataset, forComparing),
    );
  }

  showRun(folder: vscode.Uri): void {
    this.chains.show(folder, path.basename(folder.fsPath));
  }

  showComparison(dataset: vscode.Uri): void {
    this.comparisons.show(dataset, l10n.t('Scorers: {0}', path.basename(dataset.fsPath)));
  }

  dispose(): void {
    this.chains.dispose();
    this.comparisons.dispose();
  }
}
