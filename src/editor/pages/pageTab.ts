import type * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { BarRows } from '../../protocol/composition';
import type { RowSet } from '../../protocol/views';
import type { EngineApi } from '../../protocol/requests';
import type { ActiveDataset } from '../activeDataset';
import type { ThresholdHome } from '../calibration/useThreshold';
import type { CostConsent } from '../commands/costConfirmation';
import type { ContributedCommand } from '../contributions/commands';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { RunParameters } from '../runParameters';
import type { PageKind } from './pageHtml';

/** What pages in tabs of their own work with. */
export interface PageTabParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'on' | 'request'>;
  readonly registry: Pick<DatasetRegistry, 'acquire'>;
  readonly consent: CostConsent;
  /** Of the workspace, for how pages were. */
  readonly storage: vscode.Memento;
  /** Shows a row of a dataset in its table. */
  readonly showRow: (dataset: vscode.Uri, rowIndex: number) => Promise<void>;
  /** Shows some rows of a dataset alone in its table. */
  readonly filterRows: (dataset: vscode.Uri, rows: RowSet | BarRows) => Promise<void>;
  /** What runs of a dataset go by. */
  readonly parameters: Pick<RunParameters, 'of' | 'forComparing' | 'budget' | 'forPage' | 'typed' | 'onDidChange'>;
  readonly thresholds: ThresholdHome;
  /** Tells the user of what went wrong after an answer. */
  readonly onError: (error: unknown) => void;
}

/** A page that has tabs of its own, one for each file or folder that it is about. */
export interface PageTab {
  readonly page: PageKind;
  /** What opens it. */
  readonly command: ContributedCommand;
  /** What the command is about, by its argument or the user's choice; undefined = the user chose nothing. */
  choose(argument: unknown, active: ActiveDataset, parts: PageTabParts): Promise<vscode.Uri | undefined>;
  /** Of the tab. */
  title(uri: vscode.Uri): string;
  /** Fills a tab. @returns what ends with it */
  open(panel: vscode.WebviewPanel, uri: vscode.Uri, parts: PageTabParts): Subscription;
}
