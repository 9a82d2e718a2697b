import type * as vscode from 'vscode';
import type { PageCommandName } from '../../protocol/pages/pageCommands';
import type { NextRunFields } from '../runParameters';
import type { ActiveDataset } from '../activeDataset';
import type { RowDocuments } from '../compareRows/rowDocuments';
import type { ContributedCommand, InternalCommand } from '../contributions/commands';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { EngineClient } from '../../engine/engineClient';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { PageTabs } from '../pageTabs';
import type { HubCommands } from '../hubDataset/hubCommands';
import type { SelectionStates } from '../runs/compareChosen';
import type { RunTree } from '../runs/runTree';
import type { StrategyHome } from '../strategy/chooseStrategy';
import type { RowJumps } from '../textEditor/rowJumps';
import type { TextDatasets } from '../textEditor/textDatasets';
import type { EvolCommands } from './evolCommands';
import type { ShownGroups } from './groupCommands';
import type { DatasetJobs } from './jobs';
import type { RowReveal } from './rowReveal';

export interface CommandContext extends EvolCommands, HubCommands {
  readonly active: ActiveDataset;
  readonly pages: Pick<PageTabs, 'commands'>;
  readonly extensionUri: vscode.Uri;
  /** For files of the extension's own. */
  readonly storageUri: vscode.Uri;
  readonly engine: EngineClient;
  readonly registry: DatasetRegistry;
  readonly datasets: TextDatasets;
  readonly editors: DatasetEditorProvider;
  readonly jobs: DatasetJobs;
  readonly jumps: RowJumps;
  readonly reveal: RowReveal;
  readonly rowDocuments: RowDocuments;
  readonly runs: Pick<RunTree, 'chosen' | 'refresh'>;
  readonly groups: ShownGroups;
  readonly selections: SelectionStates;
  downloadModel(): Promise<void>;
  readonly connectScorer: () => Promise<void>;
  forgetApiKey(): Promise<void>;
  evaluate(): Promise<void>;
  showLog(): void;
  readonly strategy: StrategyHome;
  /** What the next run of a dataset would take. */
  nextRun(session: DatasetSession): NextRunFields;
}

type CommandHandler = (...args: unknown[]) => unknown;

/** A handler for every contributed command, and for what pages may run: the compiler refuses a missing one. */
export type CommandHandlers = Readonly<Record<ContributedCommand | InternalCommand | PageCommandName, CommandHandler>>;
