import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { EVOL, strategyOf } from '../../protocol/selection';
import type { StrategyChoice } from '../../protocol/strategyChoice';
import { needsText } from '../../wording/strategyText';
import { answerTo } from '../answerTo';
import { COMMANDS } from '../contributions/commands';
import type { DatasetSession } from '../datasets/datasetSession';
import { plainLabel } from '../plainLabel';
import type { RunParameters } from '../runParameters';
import { readSetting } from '../settings';
import { askJudge, askLanguageModel, withModels } from './signalModelQuestions';
import { strategyEntries, type StrategyPart } from './strategyMenu';
import {
  askAlpha,
  askConditions,
  askDiversity,
  askQuotas,
  askRanking,
  askSeed,
  askTags,
  askTargets,
} from './strategyQuestions';

export interface StrategyHome {
  readonly parameters: Pick<RunParameters, 'strategy' | 'choose' | 'forPage'>;
  /** Lets tables show what the next run takes. */
  readonly refresh: () => Promise<void>;
}

interface PartItem extends vscode.QuickPickItem {
  readonly part: StrategyPart;
}

/**
 * Lets a person change one part of the strategy after the other until they run it or leave the list. Each change holds
 * at once, for whatever starts the next run.
 */
export async function chooseStrategy(session: DatasetSession, { parameters, refresh }: StrategyHome): Promise<void> {
  let last: StrategyPart | undefined;
  for (;;) {
    const choice = parameters.strategy(session);
    const part = await askPart(session, choice, last, await parameters.forPage(session));
    if (part === undefined) return;
    if (part === 'run') {
      await vscode.commands.executeCommand(COMMANDS.select, session.uri);
      return;
    }
    last = part;
    const changed = await changedBy(part, choice, session.uri);
    if (changed === undefined) continue;
    parameters.choose(session, changed);
    await refresh();
  }
}

/** @param last the part that was changed before: the list opens there */
async function askPart(
  { uri }: DatasetSession,
  choice: StrategyChoice,
  last: StrategyPart | undefined,
  models: { readonly scorerLabel: string; readonly embedderLabel: string },
): Promise<StrategyPart | undefined> {
  const entries = strategyEntries(choice);
  const items: PartItem[] = entries.map(({ part, label, value }) => ({ part, label, description: plainLabel(value) }));
  const input = vscode.window.createQuickPick<PartItem>();
  input.title = l10n.t('Strategy for {0}', plainLabel(path.basename(uri.fsPath)));
  input.placeholder = needsText(choice, models);
  input.matchOnDescription = true;
  input.ignoreFocusOut = true; // What is changed shows in the table, which may be looked at.
  input.items = items;
  input.activeItems = items.filter(({ part }) => part === last);
  return (await answerTo(input, () => input.selectedItems[0]))?.part;
}

/** @returns the choice with another part, complete; undefined when a question was left */
async function changedBy(
  part: Exclude<StrategyPart, 'run'>,
  choice: StrategyChoice,
  dataset: vscode.Uri,
): Promise<StrategyChoice | undefined> {
  if (part === 'default') return {};
  const baseUrl = readSetting('server.baseUrl', dataset);
  const changed = await CHANGES[part](choice, baseUrl);
  return changed && withModels(changed, baseUrl);
}

/** @returns undefined when a question was left */
type Change = (choice: StrategyChoice, baseUrl: string) => Promise<StrategyChoice | undefined>;

const CHANGES: Readonly<Record<Exclude<StrategyPart, 'run' | 'default'>, Change>> = {
  rankBy: async (choice) => withPart(choice, 'rankBy', await askRanking(choice.rankBy ?? EVOL)),
  order: (choice) => Promise.resolve({ ...choice, ascending: choice.ascending !== true }),
  seed: async (choice) => withPart(choice, 'seed', await askSeed(choice.seed)),
  diversity: changeDiversity,
  alpha: async (choice) => withPart(choice, 'alpha', await askAlpha(choice.alpha)),
  tags: async (choice) => withPart(choice, 'tags', await askTags(choice.tags)),
  like: async (choice) => withPart(choice, 'like', await askTargets()),
  conditions: async ({ where: before, ...others }) => {
    const where = (await askConditions(before))?.trim();
    return where === '' ? others : withPart(others, 'where', where);
  },
  quotas: async (choice) => withPart(choice, 'quotas', await askQuotas(choice.quotas ?? [])),
  languageModel: async (choice, baseUrl) => withPart(choice, 'languageModel', await askLanguageModel(baseUrl)),
  judge: async (choice, baseUrl) => withPart(choice, 'judge', await askJudge(baseUrl)),
};

function withPart<K extends keyof StrategyChoice>(
  choice: StrategyChoice,
  key: K,
  value: StrategyChoice[K] | undefined,
): StrategyChoice | undefined {
  return value === undefined ? undefined : { ...choice, [key]: value };
}

/** What a strategy cannot do without is asked for with it. */
async function changeDiversity(choice: StrategyChoice): Promise<StrategyChoice | undefined> {
  const strategy = await askDiversity(strategyOf(choice));
  if (strategy === undefined) return undefined;
  if (strategy === 'instag') {
    const tags = choice.tags ?? (await askTags(undefined));
    return tags === undefined ? undefined : { ...choice, strategy, tags };
  }
  if (strategy !== 'like') return { ...choice, strategy };
  const like = choice.like ?? (await askTargets());
  return like === undefined ? undefined : { ...choice, strategy, like };
}
