import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { DPO_PAIRS, DPO_RECIPE, SFT_RECIPES, type SftRecipeName, type TrainerName } from '../../choices/training';
import { isCancelled } from '../../common/errors';
import { fault } from '../../messages/say';
import type { DatasetInfo } from '../../protocol/dataset';
import type { FieldMapping } from '../../dataset/conversation';
import type { PairsRequest, PrepareRequest, PrepareSummary, TrainingTarget } from '../../protocol/fineTuning';
import type { CallOptions, EngineApi } from '../../protocol/requests';
import { replaceOnceAgreed } from '../errors/replaceOnceAgreed';

/** The user in front of the editor; undefined = they gave up. */
export interface PrepareDialogs {
  askForTrainer(): Promise<TrainerName | undefined>;
  askForRecipe(): Promise<SftRecipeName | undefined>;
  /** @param proposed what the recipe was made for; '' = nothing in particular */
  askForBaseModel(proposed: string): Promise<string | undefined>;
  /** @returns a number that the batch can be split by */
  askForGpus(batch: number): Promise<number | undefined>;
  /** @returns the folder to write */
  askForOutput(proposed: string): Promise<string | undefined>;
  /** @returns whether what is there is replaced */
  agreesToReplace(message: string): Promise<boolean>;
  withProgress<T>(title: string, work: (options: CallOptions) => Promise<T>): PromiseLike<T>;
  /** Shows what to run, and tells how many rows were left out. */
  showReadme(summary: PrepareSummary): PromiseLike<unknown>;
}

/** A dataset with a selection. */
interface Selected {
  readonly uri: Pick<Uri, 'fsPath'>;
  readonly info: Pick<DatasetInfo, 'datasetId' | 'selection'>;
}

/** Of the random rows that a selection is compared with, and of pairs that are drawn. */
const SEED = 0;

/**
 * Prepares training on the selection of a dataset, and on as many random and longest rows.
 * @throws DeitaError `usage` without a selection, and what preparing throws
 */
export async function prepareTraining(
  { uri, info }: Selected,
  engine: Pick<EngineApi, 'request'>,
  dialogs: PrepareDialogs,
): Promise<void> {
  if (info.selection === null) throw fault('noSelectionToExport');
  const target = await askForTarget(uri.fsPath, dialogs, 'training');
  if (target === undefined) return;
  const request: PrepareRequest = {
    ...target,
    ...{ seed: SEED, selection: { datasetId: info.datasetId }, pool: { path: uri.fsPath } },
  };
  await write(request, dialogs, (asked, options) => engine.request('training/prepare', asked, options));
}

/**
 * Prepares preference training on the rows of a file.
 * @throws DeitaError what preparing throws, such as `noUsableRows`
 */
export async function preparePairs(
  { uri }: Pick<Selected, 'uri'>,
  engine: Pick<EngineApi, 'request'>,
  dialogs: PrepareDialogs & PairsDialogs,
  fields: FieldMapping | null,
): Promise<void> {
  const by = await dialogs.askForOrder();
  if (by === undefined) return;
  const count = await dialogs.askForCount(DPO_PAIRS);
  if (count === undefined) return;
  const exclude = await dialogs.askForExcluded();
  const target = exclude === undefined ? undefined : await askForTarget(uri.fsPath, dialogs, 'dpo');
  if (exclude === undefined || target === undefined) return;
  const request: PairsRequest = {
    ...target,
    ...{ by, count, seed: SEED, path: uri.fsPath },
    ...(fields === null ? {} : { fields }),
    ...(exclude === '' ? {} : { exclude }),
  };
  await write(request, dialogs, (asked, options) => engine.request('training/pairs', asked, options));
}

/** What is asked of preference training alone; undefined = they gave up. */
export interface PairsDialogs {
  askForOrder(): Promise<PairsRequest['by'] | undefined>;
  /** @returns pairs at most, from 1 */
  askForCount(proposed: number): Promise<number | undefined>;
  /** Rows whose prompts are left out; '' = none are. */
  askForExcluded(): Promise<string | undefined>;
}

type Target = Omit<TrainingTarget, 'fields' | 'tokenizer'> & { readonly recipe: SftRecipeName };

/** @param suffix of the folder that is proposed @returns undefined when a question was left */
async function askForTarget(
  file: string,
  dialogs: PrepareDialogs,
  suffix: 'training' | 'dpo',
): Promise<Target | undefined> {
  const trainer = await dialogs.askForTrainer();
  const recipe = trainer && (await dialogs.askForRecipe());
  // Preferences are trained on what the fine-tuning gave, which has no name yet.
  const proposed = recipe && suffix === 'training' ? (SFT_RECIPES[recipe].baseModel ?? '') : '';
  const baseModel = recipe && (await dialogs.askForBaseModel(proposed));
  if (trainer === undefined || recipe === undefined || baseModel === undefined) return undefined;
  const gpus = await dialogs.askForGpus(suffix === 'dpo' ? DPO_RECIPE.batch : SFT_RECIPES[recipe].batch);
  if (gpus === undefined) return undefined;
  const { dir, name } = path.parse(file);
  const outputPath = await dialogs.askForOutput(path.join(dir, `${name}-${suffix}`));
  return outputPath === undefined ? undefined : { trainer, recipe, baseModel, gpus, outputPath, overwrite: false };
}

/** Nothing is shown when it was cancelled, or what is there is to stay. */
async function write<Request extends TrainingTarget>(
  request: Request,
  dialogs: PrepareDialogs,
  ask: (request: Request, options: CallOptions) => Promise<PrepareSummary>,
): Promise<void> {
  const title = l10n.t('DEITA: preparing training in {0}', path.basename(request.outputPath));
  try {
    const summary = await replaceOnceAgreed(
      request,
      (asked) => dialogs.withProgress(title, (options) => ask(asked, options)),
      (message) => dialogs.agreesToReplace(message),
    );
    if (summary !== undefined) await dialogs.showReadme(summary);
  } catch (error) {
    if (!isCancelled(error)) throw error;
  }
}
