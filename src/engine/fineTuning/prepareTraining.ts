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
 * the same size, commands, and a manifest. Rows that the trainer would refuse are left out, and listed. Nothing is
 * written before selection and pool are known to do, but for that list where no row is left.
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
  return withDataset(selection.path, scratch, options, async (dataset) => {
    const chosen = await examineSelection(dataset, preparing);
    if (pool === null) return writeFolder(chosen, undefined, preparing);
    return withDataset(pool.path, scratch, options, async (drawnFrom) =>
      writeFolder(
        chosen,
        await examineBaselines(drawnFrom, chosen.set.examined.rowIndexes.length, preparing),
        preparing,
      ),
    );
  });
}

/** Once it is known which rows are selected. */
export type PrepareFromFile = PrepareRequest & { readonly selection: RowsOfFile };

/** What is known before any row is read. */
interface PreparedFor {
  readonly request: Pick<PrepareRequest, 'trainer' | 'recipe' | 'baseModel' | 'gpus'>;
  readonly recipe: TrainingRecipe;
  readonly split: BatchSplit;
}

/** What all sets share. */
interface Preparing extends PreparedFor {
  readonly request: PrepareFromFile;
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

/** Rows of a dataset that are to become a set. */
interface ExaminedSet {
  readonly named: Pick<PreparedSet, 'name' | 'seed' | 'passedOver'>;
  readonly dataset: Dataset;
  readonly examined: ExaminedRows;
}

interface ExaminedSelection {
  readonly set: ExaminedSet;
  readonly source: PreparedSource;
}

interface ExaminedBaselines {
  readonly sets: readonly ExaminedSet[];
  readonly source: PreparedSource;
}

async function examineSelection(dataset: Dataset, preparing: Preparing): Promise<ExaminedSelection> {
  const { request, job, examination, writer } = preparing;
  const { rowIndexes = fileOrder(dataset.rowCount) } = request.selection;
  await assertMadeOf(dataset, request.selection, job);
  const missing = rowIndexes.find((row) => row >= dataset.rowCount);
  if (missing !== undefined) throw fault('rowNotThere', { file: dataset.path, row: missing });
  if (rowIndexes.length === 0) throw fault('noRows', { file: dataset.path });
  const progress = new StageProgress(job.onProgress, { stage: 'read', total: rowIndexes.length });
  const examined = await examineRows(dataset, rowIndexes, examination, {
    signal: job.signal,
    onRow: (done) => progress.update(done),
  });
  const [first] = examined.refused;
  if (examined.rowIndexes.length === 0 && first !== undefined) {
    await writer.begin();
    await writer.writeRefused(examined.refused);
    const trainer = TRAINER_LABELS[request.trainer];
    throw fault('allRowsRefused', { trainer, file: dataset.path, reason: first.said });
  }
  const set = { named: { name: 'selection' as const }, dataset, examined };
  return { set, source: await sourceOf(dataset, rowIndexes.length, job) };
}

/** @throws DeitaError `fileChanged`: rows by their numbers would be others */
async function assertMadeOf(dataset: Dataset, { madeOf = {} }: RowsOfFile, { signal }: JobContext): Promise<void> {
  const { bytes = dataset.byteLength, sha256 } = madeOf;
  const isSame = bytes === dataset.byteLength && (sha256 === undefined || sha256 === (await dataset.sha256(signal)));
  if (!isSame) throw fault('otherRows', { file: dataset.path });
}

/** @param rows as many as the selection has */
async function examineBaselines(dataset: Dataset, rows: number, preparing: Preparing): Promise<ExaminedBaselines> {
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
      await examineBaseline(dataset, { name: 'random', seed }, random, rows, preparing),
      await examineBaseline(dataset, { name: 'longest' }, longest, rows, preparing),
    ],
  };
}

async function examineBaseline(
  dataset: Dataset,
  named: Pick<PreparedSet, 'name' | 'seed'>,
  order: Uint32Array,
  wanted: number,
  { job, examination }: Preparing,
): Promise<ExaminedSet> {
  const examined = await examineRows(dataset, order, examination, { signal: job.signal, wanted });
  const found = examined.rowIndexes.length;
  if (found < wanted) throw fault('poolTooSmall', { file: dataset.path, found, wanted });
  return { named: { ...named, passedOver: examined.refused.length }, dataset, examined };
}

/** The manifest comes last: whoever finds it finds the rest too. */
async function writeFolder(
  { set, source }: ExaminedSelection,
  baselines: ExaminedBaselines | undefined,
  preparing: Preparing,
): Promise<PrepareSummary> {
  const { request, writer, examination } = preparing;
  const { refused } = set.examined;
  await writer.begin();
  await writer.writeRefused(refused);
  const sets: PreparedSet[] = [];
  for (const each of [set, ...(baselines?.sets ?? [])]) sets.push(await writeExamined(each, preparing));
  const prepared: PreparedTraining = {
    ...factsOf(preparing),
    seeds: { training: TRAINING_SEED, ...(baselines === undefined ? {} : { random: request.seed }) },
    countedBy: examination.renderer.countedBy,
    selection: source,
    pool: baselines?.source ?? null,
    refused: { file: REFUSED, rows: refused.length },
    sets,
  };
  await writer.writeText(README, readmeText(prepared));
  await writer.writeText(MANIFEST, `${JSON.stringify(prepared, null, 2)}\n`);
  return {
    ...prepared,
    folder: request.outputPath,
    ...(await writer.leftBehind()),
    refusedRows: refused.slice(0, MOST_SHOWN),
  };
}

async function writeExamined(
  { named, dataset, examined: { rowIndexes, hasTools, tokens } }: ExaminedSet,
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

/** What every manifest begins with. */
export function factsOf({ request, recipe, split }: PreparedFor) {
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

function parametersOf({ method, template, length, epochs, learningRate, warmupRatio, schedule }: TrainingRecipe) {
  return { method, template, length, epochs, learningRate, warmupRatio, schedule };
}
