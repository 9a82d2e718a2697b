import path from 'node:path';
import { VERSION } from '../../common/version';
import {
  gpusThatFit,
  SFT_RECIPES,
  splitBatch,
  TRAINER_LABELS,
  TRAINING_SEED,
  type BatchSplit,
  type TrainingRecipe,
} from '../../choices/training';
import type { Dataset } from '../../dataset/dataset';
import { TRAINERS_BY_NAME } from '../../fineTuning/trainers';
import type { TrainingPlan } from '../../fineTuning/trainer';
import { fault } from '../../messages/say';
import type {
  PreparedSet,
  PreparedSource,
  PreparedTraining,
  PrepareRequest,
  PrepareSummary,
  RowsOfFile,
} from '../../protocol/fineTuning';
import type { CacheStore } from '../../storage/cacheStore';
import type { JobContext } from '../job';
import { StageProgress } from '../progress';
import { fileOrder } from '../rows/rowReader';
import { withDataset } from '../sources/withDataset';
import { longestOrder, randomOrder } from './baselineOrders';
import { examineRows, type Examination, type ExaminedRows } from './examinedRows';
import { assertFolderFree } from './folderFree';
import { readmeText } from './readme';
import { folderOf, openRowRenderer } from './rowRenderer';
import { FolderWriter, MANIFEST, MOST_SHOWN, README, REFUSED, trainerRows, writeSet } from './writtenSet';

/**
 * Writes a folder to train in from a selection: rows in the trainer's form, configuration, the same for baselines of
 * the same size, commands, and a manifest. Rows that the trainer would refuse are left out, and listed.
 * @throws DeitaError `usage` for a number of GPUs that the batch cannot be split by, `outputExists`, `noUsableRows`,
 * `fileChanged` for another pool than that of the selection, `cancelled`, and what opening files throws
 */
export async function prepareTraining(
  request: PrepareFromFile,
  { scratch }: Pick<CacheStore, 'scratch'>,
  job: JobContext,
): Promise<PrepareSummary> {
  const recipe: TrainingRecipe = SFT_RECIPES[request.recipe];
  const split = batchSplit(recipe, request.gpus);
  const { selection, pool, fields } = request;
  await assertFolderFree(request, [selection.path, ...(pool === null ? [] : [pool.path])]);
  const renderer = await openRowRenderer(recipe, request.tokenizer);
  const preparing: Preparing = {
    request,
    recipe,
    split,
    job,
    examination: { trainer: TRAINERS_BY_NAME[request.trainer], recipe, renderer },
    writer: new FolderWriter(request.outputPath, request),
  };
  const options = { signal: job.signal, fields };
  const chosen = await withDataset(selection.path, scratch, options, (dataset) => prepareSelection(dataset, preparing));
  const baselines =
    pool === null
      ? undefined
      : await withDataset(pool.path, scratch, options, (dataset) =>
          prepareBaselines(dataset, chosen.set.rows, preparing),
        );
  const prepared: PreparedTraining = {
    ...factsOf(preparing),
    seeds: { training: TRAINING_SEED, ...(baselines === undefined ? {} : { random: request.seed }) },
    countedBy: renderer.countedBy,
    selection: chosen.source,
    pool: baselines?.source ?? null,
    refused: { file: REFUSED, rows: chosen.refused.length },
    sets: [chosen.set, ...(baselines?.sets ?? [])],
  };
  await preparing.writer.writeText(README, readmeText(prepared));
  await preparing.writer.writeText(MANIFEST, `${JSON.stringify(prepared, null, 2)}\n`);
  return { ...prepared, folder: request.outputPath, refusedRows: chosen.refused.slice(0, MOST_SHOWN) };
}

/** Once it is known which rows are selected. */
export type PrepareFromFile = PrepareRequest & { readonly selection: RowsOfFile };

/** What all sets share. */
interface Preparing {
  readonly request: PrepareFromFile;
  readonly recipe: TrainingRecipe;
  readonly split: BatchSplit;
  readonly job: JobContext;
  readonly examination: Examination;
  readonly writer: FolderWriter;
}

/** @throws DeitaError `usage` */
export function batchSplit({ batch }: TrainingRecipe, gpus: number): BatchSplit {
  const split = splitBatch(batch, gpus);
  if (split !== undefined) return split;
  throw fault('gpusDoNotFit', { batch, gpus, fitting: gpusThatFit(batch).join(', ') });
}

async function prepareSelection(dataset: Dataset, preparing: Preparing) {
  const { request, job, examination, writer } = preparing;
  const { rowIndexes = fileOrder(dataset.rowCount) } = request.selection;
  const missing = rowIndexes.find((row) => row >= dataset.rowCount);
  if (missing !== undefined) throw fault('rowNotThere', { file: dataset.path, row: missing });
  if (rowIndexes.length === 0) throw fault('noRows', { file: dataset.path });
  const progress = new StageProgress(job.onProgress, { stage: 'read', total: rowIndexes.length });
  const examined = await examineRows(dataset, rowIndexes, examination, {
    signal: job.signal,
    onRow: (done) => progress.update(done),
  });
  await writer.writeLines(REFUSED, examined.refused);
  const [first] = examined.refused;
  if (examined.rowIndexes.length === 0 && first !== undefined) {
    const trainer = TRAINER_LABELS[request.trainer];
    throw fault('allRowsRefused', { trainer, file: dataset.path, reason: first.message });
  }
  const set = await prepareSet(dataset, { name: 'selection' }, examined, preparing);
  return { set, refused: examined.refused, source: await sourceOf(dataset, rowIndexes.length, job) };
}

async function prepareBaselines(dataset: Dataset, rows: number, preparing: Preparing) {
  const { request, job } = preparing;
  const { pool, seed, tokenizer } = request;
  const source = await sourceOf(dataset, dataset.rowCount, job);
  if (pool?.sha256 !== undefined && pool.sha256 !== source.sha256) throw fault('otherPool', { file: dataset.path });
  const progress = new StageProgress(job.onProgress, { stage: 'read', total: dataset.rowCount });
  const file = tokenizer === undefined ? undefined : path.join(await folderOf(tokenizer), 'tokenizer.json');
  const longest = await longestOrder(dataset, file, { signal: job.signal, onRow: (done) => progress.update(done) });
  const random = randomOrder(dataset, seed);
  return {
    source,
    sets: [
      await prepareBaseline(dataset, { name: 'random', seed }, random, rows, preparing),
      await prepareBaseline(dataset, { name: 'longest' }, longest, rows, preparing),
    ],
  };
}

async function prepareBaseline(
  dataset: Dataset,
  named: Pick<PreparedSet, 'name' | 'seed'>,
  order: Uint32Array,
  wanted: number,
  preparing: Preparing,
): Promise<PreparedSet> {
  const { job, examination } = preparing;
  const examined = await examineRows(dataset, order, examination, { signal: job.signal, wanted });
  const found = examined.rowIndexes.length;
  if (found < wanted) throw fault('poolTooSmall', { file: dataset.path, found, wanted });
  const set = await prepareSet(dataset, named, examined, preparing);
  return { ...set, passedOver: examined.refused.length };
}

async function prepareSet(
  dataset: Dataset,
  named: Pick<PreparedSet, 'name' | 'seed'>,
  { rowIndexes, hasTools, tokens }: ExaminedRows,
  { request, recipe, split, job, examination: { trainer }, writer }: Preparing,
): Promise<PreparedSet> {
  const { baseModel } = request;
  const plan: TrainingPlan = { set: named.name, recipe, baseModel, split, seed: TRAINING_SEED, hasTools };
  const rows = trainerRows(dataset, rowIndexes, plan, { trainer, signal: job.signal });
  const files = await writeSet(writer, plan, trainer, rows);
  return { ...named, rows: rowIndexes.length, steps: stepsOf(rowIndexes.length, recipe), tokens, files };
}

/** Each epoch ends with a smaller batch, if the rows do not fill it. */
export function stepsOf(rows: number, { batch, epochs }: TrainingRecipe): number {
  return Math.ceil(rows / batch) * epochs;
}

export async function sourceOf(dataset: Dataset, rows: number, { signal }: JobContext): Promise<PreparedSource> {
  return { file: path.basename(dataset.path), sha256: await dataset.sha256(signal), rows };
}

function factsOf({ request, recipe, split }: Preparing) {
  const { trainer, baseModel, gpus } = request;
  return {
    version: VERSION,
    preparedAt: new Date().toISOString(),
    trainer,
    recipe: request.recipe,
    baseModel,
    parameters: parametersOf(recipe),
    batch: { total: recipe.batch, ...split, gpus },
  };
}

export function parametersOf({
  method,
  template,
  length,
  epochs,
  learningRate,
  warmupRatio,
  schedule,
}: TrainingRecipe) {
  return { method, template, length, epochs, learningRate, warmupRatio, schedule };
}
