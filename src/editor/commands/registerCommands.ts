import * as vscode from 'vscode';
import { isRunArguments } from '../../protocol/pages/pageCommands';
import type { ActiveDataset } from '../activeDataset';
import { chooseModel } from '../chooseModel/chooseModel';
import { COMMANDS, INTERNAL_COMMANDS } from '../contributions/commands';
import { applyEdits } from '../decisions/applyEdits';
import { APPLY_DIALOGS } from '../decisions/dialogs';
import { confirmClearing } from '../engineHost/cacheFolder';
import { clearCache } from '../engineHost/clearCache';
import { showModelCard } from '../modelCard';
import type { DatasetSession } from '../datasets/datasetSession';
import { type ErrorMessages, openSettings } from '../errors/errorMessages';
import { openAsPool } from '../openAsPool/openAsPool';
import { POOL_DIALOGS, poolArguments } from '../openAsPool/poolDialogs';
import { PREPARE_DIALOGS } from '../prepareTraining/prepareDialogs';
import { PAIRS_DIALOGS } from '../prepareTraining/pairsDialogs';
import { preparePairs, prepareTraining } from '../prepareTraining/prepareTraining';
import { saveWorkspaceSettings } from '../saveSettings';
import { isSettingName } from '../../wording/settingToChange';
import { readSetting } from '../settings';
import { chooseTokenizer } from '../trainingView/chooseTokenizer';
import { TOKENIZER_DIALOGS } from '../trainingView/tokenizerDialogs';
import { runHandlers } from '../runs/runHandlers';
import { pickAction, pickJob } from '../status/statusPicks';
import { addSignal } from '../signals/addSignal';
import { chooseStrategy } from '../strategy/chooseStrategy';
import { isRevealArguments } from '../textEditor/commandLinks';
import { COST_DIALOGS } from './costDialogs';
import { chooseDataset } from './datasetChoice';
import { isExportArguments } from './exportChoices';
import { exportDataset, saveRecipe } from './exportCommand';
import { groupHandlers } from './groupCommands';
import { openSample } from './openSample';
import { openAsText, openDataset } from './openViews';
import { rowHandlers } from './rowCommands';
import type { CommandContext, CommandHandlers } from './commandContext';
import { jumpHandlers, showRowDetails } from './jumpCommands';

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
