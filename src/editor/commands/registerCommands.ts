import * as vscode from 'vscode';
import { isRunArguments, type PageCommandName } from '../../protocol/pages/pageCommands';
import type { NextRunFields } from '../runParameters';
import type { ActiveDataset } from '../activeDataset';
import { chooseModel } from '../chooseModel/chooseModel';
import { compareInDiffEditor } from '../compareRows/compareInDiffEditor';
import type { RowDocuments } from '../compareRows/rowDocuments';
import { COMMANDS, type ContributedCommand, INTERNAL_COMMANDS, type InternalCommand } from '../contributions/commands';
import { applyEdits } from '../decisions/applyEdits';
import { APPLY_DIALOGS } from '../decisions/dialogs';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import type { TablePanel } from '../datasetEditor/tablePanel';
import { confirmClearing } from '../engineHost/cacheFolder';
import { clearCache } from '../engineHost/clearCache';
import { showModelCard } from '../modelCard';
import type { EngineClient } from '../../engine/engineClient';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { type ErrorMessages, openSettings } from '../errors/errorMessages';
import type { PageTabs } from '../pageTabs';
import { openAsPool } from '../openAsPool/openAsPool';
import { POOL_DIALOGS, poolArguments } from '../openAsPool/poolDialogs';
import type { HubCommands } from '../hubDataset/hubCommands';
import { PREPARE_DIALOGS } from '../prepareTraining/prepareDialogs';
import { PAIRS_DIALOGS } from '../prepareTraining/pairsDialogs';
import { preparePairs, prepareTraining } from '../prepareTraining/prepareTraining';
import { saveWorkspaceSettings } from '../saveSettings';
import { isSettingName } from '../../wording/settingToChange';
import { readSetting } from '../settings';
import { chooseTokenizer } from '../trainingView/chooseTokenizer';
import { TOKENIZER_DIALOGS } from '../trainingView/tokenizerDialogs';
import type { SelectionStates } from '../runs/compareChosen';
import { runHandlers } from '../runs/runHandlers';
import type { RunTree } from '../runs/runTree';
import { showSimilarRows } from '../similarRows/showSimilarRows';
import { askAboutSimilar } from '../similarRows/similarList';
import { pickAction, pickJob } from '../status/statusPicks';
import { addSignal } from '../signals/addSignal';
import { chooseStrategy, type StrategyHome } from '../strategy/chooseStrategy';
import { isRevealArguments } from '../textEditor/commandLinks';
import { rowAtPosition } from '../textEditor/rowAtPosition';
import type { RowJumps } from '../textEditor/rowJumps';
import type { TextDatasets } from '../textEditor/textDatasets';
import { COST_DIALOGS } from './costDialogs';
import { chooseDataset } from './datasetChoice';
import { isExportArguments } from './exportChoices';
import { exportDataset, saveRecipe } from './exportCommand';
import type { EvolCommands } from './evolCommands';
import { groupHandlers, type ShownGroups } from './groupCommands';
import type { DatasetJobs } from './jobs';
import { openSample } from './openSample';
import { openAsText, openDataset } from './openViews';
import { rowHandlers } from './rowCommands';
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

/** Registers every command; what a handler throws is shown to the user, not swallowed. */
export function registerCommands(context: CommandContext, errors: Pick<ErrorMessages, 'show'>): vscode.Disposable {
  const registrations = Object.entries(commandHandlers(context)).map(([command, handler]) =>
    vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        errors.show(error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

type CommandHandler = (...args: unknown[]) => unknown;

/** A handler for every contributed command, and for what pages may run: the compiler refuses a missing one. */
type CommandHandlers = Readonly<Record<ContributedCommand | InternalCommand | PageCommandName, CommandHandler>>;

function commandHandlers(context: CommandContext): CommandHandlers {
  const { engine, active, registry, jobs, reveal } = context;
  return {
    [COMMANDS.openDataset]: (uri) => openDataset(context, uri),
    [COMMANDS.openAsPool]: (clicked, chosen, outputPath) =>
      openAsPool({ engine, dialogs: POOL_DIALOGS }, poolArguments(clicked, chosen, outputPath)),
    [COMMANDS.openFromHub]: (given) => context.openFromHub(given),
    [COMMANDS.setHubToken]: () => context.setHubToken(),
    [COMMANDS.openSample]: () => openSample(context),
    [COMMANDS.openAsText]: (uri) => openAsText(context, uri),
    [COMMANDS.select]: async (uri, args) => {
      const session = await chooseSession(context, uri);
      return session && (await jobs.select(session, isRunArguments(args) ? args : undefined));
    },
    [COMMANDS.chooseStrategy]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await chooseStrategy(session, context.strategy);
    },
    [COMMANDS.addSignal]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await addSignal(session, jobs, COST_DIALOGS);
    },
    [COMMANDS.cancel]: (uri) => (uri instanceof vscode.Uri ? registry.get(uri) : active.recent)?.cancelJob(),
    ...resultHandlers(context),
    ...runHandlers({ ...context, chooseSession: (uri) => chooseSession(context, uri) }),
    [COMMANDS.applyEdits]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await applyEdits(session, APPLY_DIALOGS);
    },
    [COMMANDS.findNearDuplicates]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await jobs.findNearDuplicates(session);
    },
    ...groupHandlers({ groups: context.groups, active, choose: (uri) => chooseSession(context, uri) }),
    ...jumpHandlers(context),
    [COMMANDS.showRowDetails]: (target) => showRowDetails(context, target),
    ...rowHandlers(context),
    ...context.pages.commands(active),
    ...evolHandlers(context),
    ...modelHandlers(context),
    [COMMANDS.showModelCard]: () => showModelCard(context.extensionUri),
    [COMMANDS.clearCache]: () => clearCache({ engine, jobRuns: () => registry.jobRuns, confirm: confirmClearing }),
    [COMMANDS.showLog]: () => context.showLog(),
    [INTERNAL_COMMANDS.openSettings]: (_uri, setting) => openSettings(isSettingName(setting) ? setting : undefined),
    [INTERNAL_COMMANDS.datasetActions]: (uri) => {
      const session = uri instanceof vscode.Uri ? registry.get(uri) : active.session;
      return session && pickAction(session, context.nextRun(session));
    },
    [INTERNAL_COMMANDS.showJobs]: () => pickJob(registry.sessions),
    [INTERNAL_COMMANDS.revealRow]: (target) => (isRevealArguments(target) ? reveal.reveal(target) : undefined),
  };
}

/** What becomes of a selection. */
function resultHandlers(
  context: CommandContext,
): Pick<CommandHandlers, (typeof COMMANDS)['export' | 'saveRecipe' | 'prepareTraining' | 'prepareDpoPairs']> {
  const { jobs, engine } = context;
  return {
    [COMMANDS.export]: async (uri, args) => {
      const session = await chooseSession(context, uri);
      if (session === undefined) return;
      const table = context.editors.find(session.uri);
      const viewId = table?.isReady === true ? { viewId: table.viewId } : {};
      await exportDataset(session, { jobs, ...viewId, ...(isExportArguments(args) ? { args } : {}) });
    },
    [COMMANDS.saveRecipe]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await saveRecipe(session, jobs);
    },
    [COMMANDS.prepareTraining]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await prepareTraining(session, engine, PREPARE_DIALOGS);
    },
    [COMMANDS.prepareDpoPairs]: async (uri) => {
      const chosen = await chooseDataset(uri, context.active);
      if (chosen !== undefined) {
        await preparePairs({ uri: chosen }, engine, PAIRS_DIALOGS, readSetting('fields', chosen));
      }
    },
  };
}

/** From row to row, in the table or the text in front. */
function jumpHandlers(
  context: CommandContext,
): Pick<
  CommandHandlers,
  (typeof COMMANDS)[
    | 'jumpToNearDuplicate'
    | 'compareInDiffEditor'
    | 'showSimilarRows'
    | 'goBack'
    | 'nextSelectedRow'
    | 'previousSelectedRow']
> {
  const { jumps } = context;
  return {
    [COMMANDS.jumpToNearDuplicate]: () =>
      inActiveEditor(
        context,
        (table) => table.run('jumpToNearDuplicate'),
        (editor) => jumps.toNearDuplicate(editor),
      ),
    [COMMANDS.compareInDiffEditor]: (uri, args) => compareInDiffEditor(context, uri, args),
    [COMMANDS.showSimilarRows]: () =>
      showSimilarRows({
        ...context,
        filterRows: (uri, rows) => context.editors.filter(uri, rows),
        ask: (rows) => askAboutSimilar(context.rowDocuments, rows),
      }),
    [COMMANDS.goBack]: () =>
      inActiveEditor(
        context,
        (table) => table.run('goBack'),
        () => jumps.back(),
      ),
    [COMMANDS.nextSelectedRow]: () =>
      inActiveEditor(
        context,
        (table) => table.run('nextSelected'),
        (editor) => jumps.toSelected(editor, 1),
      ),
    [COMMANDS.previousSelectedRow]: () =>
      inActiveEditor(
        context,
        (table) => table.run('previousSelected'),
        (editor) => jumps.toSelected(editor, -1),
      ),
  };
}

type EvolCommand = typeof COMMANDS.annotate | typeof COMMANDS.trainScorer | typeof COMMANDS.distilScorer;

function evolHandlers(context: CommandContext): Pick<CommandHandlers, EvolCommand> {
  return {
    [COMMANDS.annotate]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await context.annotate(session);
    },
    [COMMANDS.trainScorer]: (uri) => context.trainScorer(uri instanceof vscode.Uri ? uri : undefined),
    [COMMANDS.distilScorer]: async (uri) => {
      const session = await chooseSession(context, uri);
      if (session !== undefined) await context.distilScorer(session);
    },
  };
}

type ModelCommand =
  | typeof COMMANDS.downloadModel
  | typeof COMMANDS.chooseScorer
  | typeof COMMANDS.chooseEmbedder
  | typeof COMMANDS.chooseTokenizer
  | typeof COMMANDS.evaluate
  | typeof COMMANDS.connectScorer
  | typeof COMMANDS.forgetApiKey;

function modelHandlers(context: CommandContext): Pick<CommandHandlers, ModelCommand> {
  const { active, connectScorer } = context;
  return {
    [COMMANDS.downloadModel]: () => context.downloadModel(),
    [COMMANDS.chooseScorer]: (uri) => chooseModel('scorer', fileOf(uri, active), connectScorer),
    [COMMANDS.chooseEmbedder]: (uri) => chooseModel('embedder', fileOf(uri, active), connectScorer),
    [COMMANDS.chooseTokenizer]: () => chooseTokenizer(TOKENIZER_DIALOGS, saveWorkspaceSettings),
    [COMMANDS.evaluate]: () => context.evaluate(),
    [COMMANDS.connectScorer]: () => connectScorer(),
    [COMMANDS.forgetApiKey]: () => context.forgetApiKey(),
  };
}

/** The file whose settings apply; null = none is open. */
function fileOf(uri: unknown, active: ActiveDataset): vscode.Uri | null {
  return uri instanceof vscode.Uri ? uri : (active.recent?.uri ?? null);
}

async function chooseSession({ active, datasets }: CommandContext, uri: unknown): Promise<DatasetSession | undefined> {
  const chosen = await chooseDataset(uri, active);
  return chosen && datasets.open(chosen);
}

function inActiveEditor(
  { editors }: CommandContext,
  inTable: (table: TablePanel) => void,
  inText: (editor: vscode.TextEditor) => Promise<void>,
): Promise<void> | void {
  const table = editors.active;
  if (table !== undefined) {
    inTable(table);
    return;
  }
  const editor = vscode.window.activeTextEditor;
  return editor && inText(editor);
}

async function showRowDetails({ datasets, editors }: CommandContext, target: unknown): Promise<void> {
  if (isRevealArguments(target)) return editors.reveal(vscode.Uri.parse(target.uri, true), target.rowIndex);
  const editor = vscode.window.activeTextEditor;
  const session = editor && (await datasets.ensure(editor.document));
  if (editor === undefined || session === undefined) return;
  const row = await rowAtPosition(session, editor.selection.active);
  await editors.reveal(session.uri, row?.rowIndex ?? null);
}
