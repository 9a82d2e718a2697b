import path from 'node:path';
import { throwIfAborted } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import type { TrainingText } from '../../evol/trainingTexts';
import { fault } from '../../messages/say';
import type { TrainRequest, TrainSummary } from '../../protocol/training';
import { SCORE_KINDS } from '../../scoring/promptTemplates';
import { assertPlaceFor } from '../../training/scorerFolder';
import type { NeededEmbedder } from '../../training/scorerManifest';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDatasets } from '../openDatasets';
import { StageProgress } from '../progress';
import { scoreDirectly } from './directScores';
import { distilTexts } from './distilTexts';
import { assertSomethingToLearn, gatherTexts } from './gatherTexts';
import { STEPS_PER_KIND, trainKind, type TrainedKind } from './trainKind';
import { onnxDifference, writeScorer } from './writeScorer';

/**
 * Trains a scorer from annotations and writes its folder.
 * @throws DeitaError `usage`, `outputExists`, `outputFailed`, `scoresMissing`, `cancelled`
 */
export async function trainScorer(
  request: TrainRequest,
  context: EngineContext,
  datasets: Pick<OpenDatasets, 'get'>,
  job: JobContext,
): Promise<TrainSummary> {
  const { models } = context;
  const { signal, onProgress } = job;
  const { outputPath, seed } = request;
  await assertPlaceFor(outputPath, request);
  assertRunsHere(request);
  const sources = await sourcesOf(request, datasets);
  const { ofRuns, labelled } = await gatherTexts(request, context.cache.scratch, signal);
  const texts = [...ofRuns.values(), labelled, await distilled(request, context, datasets, job)].flat();
  assertSomethingToLearn(texts, sources);
  const kinds = SCORE_KINDS.filter((kind) => texts.some(({ dimension }) => dimension === kind));
  const embedder = await models.embedder(request.embedder);
  const needed = neededEmbedder(request, embedder);
  const direct = request.direct === undefined ? undefined : await scoreDirectly(request.direct, ofRuns, context, job);
  const progress = new StageProgress(onProgress, {
    stage: 'train',
    total: kinds.length * STEPS_PER_KIND,
  });
  let done = 0;
  const onStep = (): void => progress.update(++done);
  const trained: TrainedKind[] = [];
  for (const kind of kinds) {
    const own = texts.filter(({ dimension }) => dimension === kind);
    trained.push(await trainKind(kind, own, embedder, models, { seed, signal, onStep, direct: direct?.scores }));
  }
  throwIfAborted(signal);
  const names = sources.map((file) => path.basename(file));
  await writeScorer(request, names, trained, needed, await models.trainer().featuresHash());
  return {
    scorer: outputPath,
    embedder: needed,
    seed,
    heads: Object.fromEntries(trained.map(({ kind, report }) => [kind, report])),
    ...(direct === undefined ? {} : { direct: direct.summary }),
    onnxDifference: await onnxDifference(outputPath, trained),
  };
}

async function distilled(
  { distilled: sample, seed }: TrainRequest,
  context: EngineContext,
  datasets: Pick<OpenDatasets, 'get'>,
  job: JobContext,
): Promise<TrainingText[]> {
  if (sample === undefined) return [];
  return distilTexts(await datasets.get(sample.datasetId), sample, seed, context, job);
}

/** Paths of all that is learned from. */
async function sourcesOf(
  { runs, labels, distilled: sample }: TrainRequest,
  datasets: Pick<OpenDatasets, 'get'>,
): Promise<string[]> {
  if (sample === undefined) return [...runs, ...labels];
  return [...runs, ...labels, (await datasets.get(sample.datasetId)).dataset.path];
}

/** @throws DeitaError `usage`: a scorer that came from elsewhere would send texts wherever its folder says */
function assertRunsHere({ embedder }: TrainRequest): void {
  if (embedder.kind !== 'server') return;
  throw fault('servedTrainingEmbedder');
}

function neededEmbedder({ embedder: choice }: TrainRequest, { identity, dimensions }: Embedder): NeededEmbedder {
  const needed = { name: identity.name, hash: identity.hash, dimensions };
  return choice.kind === 'onnx' ? { kind: 'onnx', model: choice.model, ...needed } : { kind: 'built-in', ...needed };
}
