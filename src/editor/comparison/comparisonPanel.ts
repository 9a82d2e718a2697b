import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { readBudget } from '../../choices/budget';
import { BUDGET } from '../../choices/strategies';
import type { ComparedPair, ComparisonPage, ComparisonSetup } from '../../protocol/pages/comparisonPage';
import type { ScorerComparison } from '../../protocol/scorerComparison';
import { type CostConsent, confirmCost } from '../commands/costConfirmation';
import { starting } from '../commands/startingProgress';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import { scorersFrom } from '../modelChoices';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import { showPage } from '../pages/showPage';
import { readSetting } from '../settings';
import { askForTrainedScorer } from './askForTrainedScorer';
import { ComparableScorers } from './comparableScorers';
import { PageDataset } from './pageDataset';

/** What every comparison works with. */
export interface ComparisonParts {
  readonly extensionUri: vscode.Uri;
  readonly registry: Pick<DatasetRegistry, 'acquire'>;
  readonly consent: CostConsent;
  /** Shows a row of a dataset in its table. */
  readonly showRow: (dataset: vscode.Uri, rowIndex: number) => Promise<void>;
}

export const COMPARISON_PAGE = { name: 'comparison', title: () => l10n.t('DEITA scorers compared') };

/** Rows in each list of the page, and in its plot. */
const LISTED_ROWS = 50;
const PLOTTED_ROWS = 2000;

/** Two scorers of one dataset in a page. Hidden, the page is thrown away: what it showed is kept here. */
export class ComparisonPanel implements vscode.Disposable {
  private readonly bridge: PageBridge<ComparisonPage>;
  private readonly opened: PageDataset;
  private readonly scorers: ComparableScorers;
  private pair: ComparedPair;
  private comparison: ScorerComparison | null = null;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly dataset: vscode.Uri,
    private readonly parts: ComparisonParts,
  ) {
    this.scorers = new ComparableScorers(scorersFrom((key) => readSetting(key, dataset), dataset.fsPath));
    const [first, second = first] = this.scorers.entries;
    this.pair = { a: first?.id ?? '', b: second?.id ?? '', budget: rowsIn(readSetting('budget', dataset)) };
    const page = { kind: COMPARISON_PAGE, file: dataset, handlers: this.handlers() };
    this.bridge = showPage<ComparisonPage>(panel.webview, parts.extensionUri, page);
    this.opened = new PageDataset(parts.registry.acquire(dataset), (job) => this.bridge.send('jobChanged', job));
  }

  dispose(): void {
    this.opened.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<ComparisonPage> {
    return {
      ready: () => this.setUp(),
      compare: (pair) => this.compare(pair),
      addScorer: async () => {
        const added = await askForTrainedScorer();
        return added === undefined ? null : { id: this.scorers.add(added), scorers: this.scorers.entries };
      },
      showRow: async ({ rowIndex }) => {
        await this.parts.showRow(this.dataset, rowIndex);
        return null;
      },
    };
  }

  private async setUp(): Promise<ComparisonSetup> {
    const session = await this.opened.session();
    return {
      fileName: path.basename(this.dataset.fsPath),
      scorers: this.scorers.entries,
      pair: this.pair,
      job: session.job,
      comparison: this.comparison,
    };
  }

  private async compare(pair: ComparedPair): Promise<ScorerComparison | null> {
    const session = await this.opened.session();
    const [scorerA, scorerB] = [this.scorers.choice(pair.a), this.scorers.choice(pair.b)];
    this.pair = pair;
    if (!(await confirmCost(session, [{ scorer: scorerA }, { scorer: scorerB }], this.parts.consent))) return null;
    const { budget } = pair;
    const request = { scorerA, scorerB, budget, disagreements: LISTED_ROWS, points: PLOTTED_ROWS };
    this.comparison = await session.runJob('dataset/compareScorers', request, starting('score'));
    return this.comparison;
  }
}

/** Selections are compared by rows: the default for a budget that is none. */
function rowsIn(setting: number | string): number {
  const read = readBudget(String(setting));
  return 'expected' in read || read.budget < 1 ? BUDGET.default : read.budget;
}
