import { DPO_RECIPE, SFT_RECIPES, TRAINING_SEED, type TrainingRecipe } from '../../choices/training';
import type { Dataset } from '../../dataset/dataset';
import type { RatedPair } from '../../fineTuning/preference';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import type { TrainingPlan } from '../../fineTuning/trainer';
import { TRAINERS_BY_NAME } from '../../fineTuning/trainers';
import { fault, say } from '../../messages/say';
import type { PairsRequest, PreparedTraining, PrepareSummary, RefusedRow, SetTokens } from '../../protocol/fineTuning';
import type { CacheStore } from '../../storage/cacheStore';
import type { JobContext } from '../job';
import { StageProgress } from '../progress';
import { readNamedInPieces } from '../rows/rowReader';
import { withDataset } from '../sources/withDataset';
import { checkPrompt, TokenSum } from './examinedRows';
import { assertFolderFree } from './folderFree';
import { instructionsOf, normalised, pairOrder, readPair } from './pairOrder';
import { batchSplit, factsOf, sourceOf, stepsOf } from './prepareTraining';
import { refusedRow } from './refusedRow';
import { openRowRenderer, type RowRenderer } from './rowRenderer';
import { FolderWriter, MANIFEST, MOST_SHOWN, README, REFUSED, writeSet } from './writtenSet';
import { readmeText } from './readme';

const SET = 'preferences';

/**
 * Writes a folder to train in from rows that prefer an answer to another one.
 * @throws DeitaError `usage`, `outputExists`, `noUsableRows` where no row makes a pair, `cancelled`, and what opening
 * files throws
 */
export async function preparePairs(
  request: PairsRequest,
  { scratch }: Pick<CacheStore, 'scratch'>,
  job: JobContext,
): Promise<PrepareSummary> {
  const { path, exclude, fields, outputPath } = request;
  const { method, template } = SFT_RECIPES[request.recipe];
  const recipe: TrainingRecipe = { ...DPO_RECIPE, method, template };
  const split = batchSplit(recipe, request.gpus);
  await assertFolderFree(request, [path, ...(exclude === undefined ? [] : [exclude])]);
  const renderer = await openRowRenderer(recipe, request.tokenizer);
  const { signal } = job;
  const asked =
    exclude === undefined
      ? new Set<string>()
      : await withDataset(exclude, scratch, { signal, fields }, (dataset) => instructionsOf(dataset, signal));
  const { taken, source } = await withDataset(path, scratch, { signal, fields }, async (dataset) => ({
    taken: await takePairs(dataset, request, asked, { renderer, recipe, job }),
    source: await sourceOf(dataset, dataset.rowCount, job),
  }));
  const writer = new FolderWriter(outputPath, request);
  await writer.begin();
  await writer.writeRefused(taken.refused);
  const [first] = taken.refused;
  if (taken.pairs.length === 0 && first !== undefined) throw fault('noPairs', { file: path, reason: first.said });
  const { baseModel, seed } = request;
  const trainer = TRAINERS_BY_NAME[request.trainer];
  const { beta } = DPO_RECIPE;
  const plan: TrainingPlan = {
    ...{ set: SET, recipe, beta, baseModel, split, seed: TRAINING_SEED, hasTools: false },
  };
  const files = await writeSet(
    writer,
    plan,
    trainer,
    taken.pairs.map((pair) => trainer.pair(pair)),
  );
  const rows = taken.pairs.length;
  const facts = factsOf({ request, recipe, split });
  const prepared: PreparedTraining = {
    ...facts,
    parameters: { ...facts.parameters, beta },
    seeds: { training: TRAINING_SEED, ...(request.by === 'random' ? { pairs: seed } : {}) },
    countedBy: renderer.countedBy,
    selection: source,
    pool: null,
    refused: { file: REFUSED, rows: taken.refused.length },
    sets: [{ name: SET, rows, steps: stepsOf(rows, recipe), tokens: taken.tokens, files }],
  };
  await writer.writeText(README, readmeText(prepared));
  await writer.writeText(MANIFEST, `${JSON.stringify(prepared, null, 2)}\n`);
  return {
    ...prepared,
    folder: outputPath,
    ...(await writer.leftBehind()),
    refusedRows: taken.refused.slice(0, MOST_SHOWN),
  };
}

interface TakenPairs {
  readonly pairs: readonly RatedPair[];
  readonly refused: readonly RefusedRow[];
  readonly tokens: SetTokens;
}

interface Taking {
  readonly renderer: RowRenderer;
  readonly recipe: TrainingRecipe;
  readonly job: JobContext;
}

/** The first pairs in the order asked for. @throws DeitaError `noUsableRows` for a file without rows */
async function takePairs(
  dataset: Dataset,
  { count, by, seed }: PairsRequest,
  asked: ReadonlySet<string>,
  { renderer, recipe, job: { signal, onProgress } }: Taking,
): Promise<TakenPairs> {
  if (dataset.rowCount === 0) throw fault('noRows', { file: dataset.path });
  const progress = new StageProgress(onProgress, { stage: 'read', total: dataset.rowCount });
  const order = await pairOrder(dataset, { by, seed }, { signal, onRow: (done) => progress.update(done) });
  const pairs: RatedPair[] = [];
  const refused: RefusedRow[] = [];
  const tokens = new TokenSum(recipe);
  for await (const rows of readNamedInPieces(dataset, order, { signal })) {
    for (const named of rows) {
      if (pairs.length >= count) break;
      const pair = await readPair(dataset, named, by);
      const lengths = pair instanceof Refusal ? pair : refusalOr(() => pairLengths(pair, asked, { renderer, recipe }));
      if (pair instanceof Refusal || lengths instanceof Refusal) {
        refused.push(refusedRow(named.row, pair instanceof Refusal ? pair : (lengths as Refusal)));
      } else {
        pairs.push(pair);
        tokens.add(...lengths);
      }
    }
    if (pairs.length >= count) break;
  }
  return { pairs, refused, tokens: tokens.result(pairs.length) };
}

/** Tokens of the prompt with the better answer, and with the worse one. @throws Refusal */
function pairLengths(
  { prompt, chosen, rejected }: RatedPair,
  asked: ReadonlySet<string>,
  { renderer, recipe }: Pick<Taking, 'renderer' | 'recipe'>,
): [number, number] {
  if (asked.has(normalised(prompt.at(-1)?.content ?? ''))) {
    throw new Refusal('inTrainingSet', say('refused.inTrainingSet'));
  }
  const lengthOf = (answer: typeof chosen): number =>
    renderer.countTokens(renderer.render({ messages: [...prompt, answer] }));
  const lengths: [number, number] = [lengthOf(chosen), lengthOf(rejected)];
  if (Math.max(...lengths) > recipe.length) checkPrompt({ messages: prompt }, recipe, renderer);
  return lengths;
}
