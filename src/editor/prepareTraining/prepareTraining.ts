import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { SFT_RECIPES, type SftRecipeName, type TrainerName } from '../../choices/training';
import { isCancelled } from '../../common/errors';
import { fault } from '../../messages/say';
import type { DatasetInfo } from '../../protocol/dataset';
import type { PrepareRequest, PrepareSummary } from '../../protocol/fineTuning';
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

/** Of the random rows that a selection is compared with. */
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
  const trainer = await dialogs.askForTrainer();
  const recipe = trainer && (await dialogs.askForRecipe());
  const baseModel = recipe && (await dialogs.askForBaseModel(SFT_RECIPES[recipe].baseModel ?? ''));
  if (trainer === undefined || recipe === undefined || baseModel === undefined) return;
  const gpus = await dialogs.askForGpus(SFT_RECIPES[recipe].batch);
  if (gpus === undefined) return;
  const { dir, name } = path.parse(uri.fsPath);
  const outputPath = await dialogs.askForOutput(path.join(dir, `${name}-training`));
  if (outputPath === undefined) return;
  const request: PrepareRequest = {
    ...{ trainer, recipe, baseModel, gpus, outputPath, seed: SEED, overwrite: false },
    selection: { datasetId: info.datasetId },
    pool: { path: uri.fsPath },
  };
  const summary = await written(request, engine, dialogs);
  if (summary !== undefined) await dialogs.showReadme(summary);
}

/** @returns undefined when it was cancelled, or what is there is to stay */
async function written(
  request: PrepareRequest,
  engine: Pick<EngineApi, 'request'>,
  dialogs: PrepareDialogs,
): Promise<PrepareSummary | undefined> {
  const title = l10n.t('DEITA: preparing training in {0}', path.basename(request.outputPath));
  const write = (asked: PrepareRequest) =>
    dialogs.withProgress(title, (options) => engine.request('training/prepare', asked, options));
  try {
    return await replaceOnceAgreed(request, write, (message) => dialogs.agreesToReplace(message));
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  }
}
