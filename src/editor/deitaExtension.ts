import * as vscode from 'vscode';
import { ActiveDataset } from './activeDataset';
import { openTableAsText } from './commands/commandHandlers';
import { exportDataset } from './commands/exportCommand';
import { DatasetJobs } from './commands/jobs';
import { registerCommands } from './commands/registerCommands';
import { RowReveal } from './commands/rowReveal';
import { ContextKeys } from './contextKeys';
import { DatasetEditorProvider } from './datasetEditor/datasetEditorProvider';
import { PageStates } from './datasetEditor/pageStates';
import type { TableActions } from './datasetEditor/tablePanel';
import { DatasetRegistry } from './datasets/datasetRegistry';
import { openSession } from './datasets/openSession';
import { clearCache } from './engine/cacheFolder';
import { tellOfCrashes } from './engine/crashMessages';
import { EmbedderSummaries } from './engine/embedderSummaries';
import { LazyEngine } from './engine/lazyEngine';
import { startEngine } from './engine/startEngine';
import { ErrorMessages, openSettings } from './errors/errorMessages';
import { showModelCard } from './modelCard';
import { ClusterTree } from './nearDuplicates/clusterTree';
import { ProblemList } from './problems/problemList';
import { RunParameters } from './runParameters';
import { followSettings } from './settingsChanges';
import { StatusBar } from './status/statusBar';
import { RowJumps } from './textEditor/rowJumps';
import { TextDatasets } from './textEditor/textDatasets';
import { registerTextFeatures } from './textEditor/textFeatures';

/** What the extension's own tests reach for; no promise to anybody else. */
export interface DeitaExtension {
  readonly engine: LazyEngine;
  readonly registry: DatasetRegistry;
  readonly editors: DatasetEditorProvider;
}

/** Puts the parts together. Nothing here starts the engine or reads a file. */
export function createExtension(context: vscode.ExtensionContext): DeitaExtension {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('DEITA', { log: true });
  const errors = new ErrorMessages(log);
  const engine = new LazyEngine(() => startEngine(context, log));
  const registry = new DatasetRegistry((uri) => openSession(uri, engine, errors.record), errors.record);
  const active = new ActiveDataset(registry);
  const embedders = new EmbedderSummaries(engine, errors.record);
  const parameters = new RunParameters(() => engine.info(), embedders);
  const jobs = new DatasetJobs(parameters, errors);
  const actions = tableActions(jobs, parameters, extensionUri, errors);
  const states = new PageStates(context.workspaceState);
  const editors = new DatasetEditorProvider(extensionUri, registry, engine, states, actions, errors);
  const datasets = new TextDatasets(registry);
  const commands = {
    active,
    datasets,
    editors,
    jobs,
    jumps: new RowJumps(datasets),
    reveal: new RowReveal(editors),
    clearCache: () => clearCache(engine, context.globalStorageUri),
    showModelCard: () => showModelCard(extensionUri),
    showLog: () => log.show(),
  };
  subscriptions.push(log, engine, registry, active, editors.register(), registerCommands(commands, errors));
  subscriptions.push(
    registerTextFeatures(registry, datasets, extensionUri, errors),
    new ProblemList(registry, errors.record),
    new StatusBar(registry, active),
    new ClusterTree(registry, active),
    new ContextKeys(registry, active),
    tellOfCrashes(engine),
    engine.onDidReplace(() => {
      for (const session of registry.sessions) session.restore().catch(errors.record);
    }),
    followSettings({ engine, registry, editors, parameters, embedders }, errors.record),
  );
  return { engine, registry, editors };
}

function tableActions(
  jobs: DatasetJobs,
  parameters: RunParameters,
  extensionUri: vscode.Uri,
  errors: ErrorMessages,
): TableActions {
  const report = (work: Promise<unknown>) => void work.catch((error: unknown) => errors.show(error));
  return {
    select: (session, values) => report(jobs.select(session, values)),
    cancel: (session) => session.cancelJob(),
    export: (session) => report(exportDataset(session, jobs)),
    findNearDuplicates: (session) => report(jobs.findNearDuplicates(session)),
    openAsText: (session, rowIndex) => report(openTableAsText(session, rowIndex)),
    showModelCard: () => report(showModelCard(extensionUri)),
    openSettings: () => openSettings(),
    connectScorer: () => openSettings('server'),
    settings: (session) => parameters.forPage(session),
  };
}
