import * as vscode from 'vscode';
import { EngineClient } from '../engine/engineClient';
import { runtimeFields } from '../protocol/runtime';
import type { LogFields } from '../protocol/log';
import type { PageState } from '../protocol/pages/tablePage';
import type { Subscription } from '../common/emitter';
import type { SelectionsState } from '../protocol/pages/selectionsPage';
import { PRECOMPUTED_SCORER } from '../choices/scorers/precomputed';
import { ActiveDataset } from './activeDataset';
import { COST_DIALOGS } from './commands/costDialogs';
import { evolCommands } from './commands/evolCommands';
import { DatasetJobs, type JobViews } from './commands/jobs';
import { registerCommands } from './commands/registerCommands';
import { RowReveal } from './commands/rowReveal';
import { tellOfEnd, tellOfRunning } from './commands/runningJob';
import { RowDocuments } from './compareRows/rowDocuments';
import { ContextKeys } from './contextKeys';
import { ApiKeys } from './connectScorer/apiKeys';
import { connectScorer } from './connectScorer/connectScorer';
import { forgetKey } from './connectScorer/forgetKey';
import { NEAR_DUPLICATES_VIEW } from './contributions/views';
import { askForText, offerAction } from './decisions/dialogs';
import { DatasetEditorProvider } from './datasetEditor/datasetEditorProvider';
import { DatasetRegistry } from './datasets/datasetRegistry';
import type { DatasetSession } from './datasets/datasetSession';
import { openSession } from './datasets/openSession';
import { tellOfCrashes } from './engineHost/crashMessages';
import { EmbedderSummaries } from './engineHost/embedderSummaries';
import { followEngineLog } from './engineHost/engineLog';
import { engineOptions } from './engineHost/engineOptions';
import { ErrorMessages, showWarning, showWithLog } from './errors/errorMessages';
import { FormerNames } from './formerNames';
import { FORMER_NAMES_DIALOG } from './formerNamesDialog';
import { hubCommands } from './hubDataset/hubCommands';
import { DOWNLOAD_DIALOGS } from './modelDownload/downloadDialogs';
import { downloadModel } from './modelDownload/downloadModel';
import { ClusterTree } from './nearDuplicates/clusterTree';
import { PageStates } from './pages/pageStates';
import { PageTabs } from './pageTabs';
import { PlainLog } from './plainLog';
import { ProblemList } from './problems/problemList';
import { type DatasetThreshold, RunParameters } from './runParameters';
import { RunTree } from './runs/runTree';
import { saveSettings, saveWorkspaceSettings } from './saveSettings';
import { readSetting } from './settings';
import { followSettings } from './settingsChanges';
import { StatusBar } from './status/statusBar';
import { RowJumps } from './textEditor/rowJumps';
import { TextDatasets } from './textEditor/textDatasets';
import { describeIgnored, ignoredSettings } from './trust/ignoredSettings';
import { registerTextFeatures } from './textEditor/textFeatures';

/** What the extension's own tests reach for; no promise to anybody else. */
export interface DeitaExtension {
  readonly engine: EngineClient;
  readonly registry: DatasetRegistry;
  readonly editors: DatasetEditorProvider;
  readonly keys: ApiKeys;
}

/** Puts the parts together. Nothing here starts the engine or reads a file. */
export function createExtension(context: vscode.ExtensionContext): DeitaExtension {
  const { extensionUri, subscriptions } = context;
  const log = startedLog();
  const errors = new ErrorMessages(log);
  const keys = new ApiKeys(context.secrets, context.globalState);
  const engine = new EngineClient(
    () => engineOptions(context),
    (started) => keys.tellAll(started),
  );
  const registry = new DatasetRegistry((uri) => openSession(uri, engine, errors.record), errors.record);
  const active = new ActiveDataset(registry);
  const embedders = new EmbedderSummaries(engine, errors.record);
  const parameters = runParameters(embedders, context.workspaceState, errors.record);
  const views = jobViews(() => editors, errors);
  const jobs = new DatasetJobs(parameters, errors, COST_DIALOGS, views);
  const states = new PageStates<PageState>(context.workspaceState, 'deita.pageStates');
  const editors = new DatasetEditorProvider({ extensionUri, registry, engine, parameters, states, errors, ...TOOLS });
  const datasets = new TextDatasets(registry);
  const groups = new ClusterTree(registry, active);
  const commands = {
    runs: new RunTree(registry),
    extensionUri,
    storageUri: context.globalStorageUri,
    engine,
    active,
    registry,
    datasets,
    editors,
    jobs,
    groups,
    ...rowParts(datasets, editors),
    ...modelCommands(engine, keys, active),
    ...annotationParts(context, errors.record, { engine, registry, editors, parameters, keys }),
    showLog: () => log.show(),
    strategy: { parameters, refresh: () => editors.refreshSettings() },
    nextRun: (session: DatasetSession) => parameters.next(session),
  };
  subscriptions.push(
    log,
    { dispose: () => void engine.dispose() },
    { dispose: followEngineLog(engine, log, showWarning) },
    keys,
    registry,
    active,
    commands.pages,
    commands.rowDocuments,
    editors.register(),
    registerCommands(commands, errors),
    registerTextFeatures({ registry, datasets, tables: editors, extensionUri, errors }),
    new ProblemList(registry, errors.record),
    new StatusBar(registry, active),
    groups,
    commands.runs,
    new ContextKeys(registry, active, groups),
    { dispose: tellOfCrashes(engine, showWithLog) },
    followKeys(keys, engine, embedders, errors.record),
    followSettings({ engine, registry, editors, parameters, embedders }, errors.record),
  );
  return { engine, registry, editors, keys };
}

function startedLog(): PlainLog {
  const log = new PlainLog(vscode.window.createOutputChannel('DEITA', { log: true }));
  log.write({ level: 'info', message: 'extension started', fields: hostFields() });
  return log;
}

/** @param tables there once a job can end */
function jobViews(tables: () => DatasetEditorProvider, { record }: ErrorMessages): JobViews {
  const isShown = ({ uri }: DatasetSession): boolean => tables().find(uri)?.isVisible === true;
  return {
    isShown,
    isWatched: (session) => vscode.window.state.focused && isShown(session),
    showNearDuplicates,
    tellOfRunning,
    tellOfEnd: ({ uri }, message) => void tellOfEnd(message, () => tables().reveal(uri, null)).catch(record),
  };
}

/** What goes from row to row, and shows them. */
function rowParts(datasets: TextDatasets, editors: DatasetEditorProvider) {
  return {
    jumps: new RowJumps(datasets),
    reveal: new RowReveal(editors),
    rowDocuments: new RowDocuments(datasets),
  };
}

/** What tables use of the editor. */
const TOOLS = {
  askForText,
  copyText: (text: string): Thenable<void> => vscode.env.clipboard.writeText(text),
  useCarriedScores: () => saveSettings({ scorer: PRECOMPUTED_SCORER.kind }),
};

function runParameters(
  embedders: EmbedderSummaries,
  storage: vscode.Memento,
  onError: (error: unknown) => void,
): RunParameters {
  const formerNames = new FormerNames(FORMER_NAMES_DIALOG);
  return new RunParameters({
    readSetting,
    embedders,
    tellOfFormerNames: (uri) => void formerNames.tell(uri).catch(onError),
    thresholds: new PageStates<DatasetThreshold>(storage, 'deita.thresholds'),
    ignoredSettings: async () => describeIgnored(await ignoredSettings()),
  });
}

/** What the extension runs in, for the log; the engine tells of itself. */
function hostFields(): LogFields {
  const { appName, appHost, remoteName, uiKind } = vscode.env;
  const host = { vscode: vscode.version, appName, appHost, remote: remoteName, ui: vscode.UIKind[uiKind] };
  return { ...runtimeFields(), ...host };
}

function showNearDuplicates(): void {
  void vscode.commands.executeCommand(`${NEAR_DUPLICATES_VIEW}.focus`, { preserveFocus: true });
}

function followKeys(
  keys: ApiKeys,
  engine: EngineClient,
  embedders: EmbedderSummaries,
  onError: (error: unknown) => void,
): Subscription {
  return keys.onDidChange((baseUrl) => {
    embedders.forget();
    if (engine.started) keys.tell(engine, baseUrl).catch(onError);
  });
}

interface AnnotationParts {
  readonly engine: EngineClient;
  readonly registry: DatasetRegistry;
  readonly editors: DatasetEditorProvider;
  readonly parameters: RunParameters;
  readonly keys: ApiKeys;
}

function annotationParts(
  { extensionUri, workspaceState: storage }: vscode.ExtensionContext,
  onError: (error: unknown) => void,
  used: AnnotationParts,
) {
  const { editors } = used;
  const parts = { ...used, extensionUri, storage, onError };
  const showRow = (dataset: vscode.Uri, rowIndex: number): Promise<void> => editors.reveal(dataset, rowIndex);
  return {
    selections: new PageStates<SelectionsState>(parts.storage, 'deita.selectionsStates'),
    pages: new PageTabs({
      ...parts,
      consent: COST_DIALOGS,
      showRow,
      filterRows: (dataset, rows) => editors.filter(dataset, rows),
      thresholds: {
        parameters: parts.parameters,
        showInTables: (session, threshold) => editors.showThreshold(session, threshold),
        tell: offerAction,
        saveForAll: (threshold) => saveWorkspaceSettings({ threshold }),
      },
    }),
    ...evolCommands({ ...parts, consent: COST_DIALOGS }),
  };
}

function modelCommands(engine: EngineClient, keys: ApiKeys, active: ActiveDataset) {
  return {
    ...hubCommands({ engine, keys }),
    downloadModel: () =>
      downloadModel({
        engine,
        dialogs: DOWNLOAD_DIALOGS,
        endpoint: readSetting('hub.endpoint', null).trim(),
        saveSettings,
      }),
    connectScorer: () => connectScorer({ engine, keys, rowCount: () => active.recent?.info.rowCount }),
    forgetApiKey: () => forgetKey(keys),
  };
}
