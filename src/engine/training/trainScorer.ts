import { createHash } from 'node:crypto';
import path from 'node:path';
import { throwIfAborted } from '../../common/errors';
import type { Embedder } from '../../embedding/embedder';
import type { TrainingText } from '../../evol/trainingTexts';
import { createDoubleSession } from '../../inference/doubleSession';
import type { TrainRequest, TrainSummary } from '../../protocol/training';
import { SCORE_KINDS, type ScoreKind } from '../../scoring/promptTemplates';
import type { TurnScore } from '../../scoring/scorer';
import { crossValidate, type CrossValidated } from '../../training/crossValidate';
import { headInputs, headRows, headText } from '../../training/headFeatures';
import { headGraph } from '../../training/headGraph';
import { calibration, following, meanAbsoluteError, type HeadReport } from '../../training/headReport';
import { headScores, type TrainingSet } from '../../training/ordinalHead';
import { headFile, holdsScorer, writeScorerFolder } from '../../training/scorerFolder';
import type { NeededEmbedder, ScorerManifest } from '../../training/scorerManifest';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { EngineModels, HeadTrainer } from '../models/engineModels';
import { StageProgress } from '../progress';
import type { OpenDatasets } from '../openDatasets';
import { distilTexts } from './distilTexts';
import { assertSomethingToLearn, gatherTexts } from './gatherTexts';
import { modelCard } from './modelCard';
import { fault } from '../../messages/say';

/** Texts of one kind, and a head trained from them. */
interface TrainedKind {
  readonly kind: ScoreKind;
  readonly set: TrainingSet;
  readonly validated: CrossValidated;
  readonly report: HeadReport;
}

/** Fewer rows leave nothing to hold out. */
const LEAST_GROUPS = 2;

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
  if (!request.overwrite && (await holdsScorer(outputPath))) {
    throw fault('holdsScorer', { folder: outputPath });
  }
  assertRunsHere(request);
  const texts = [
    ...(await gatherTexts(request, context.cache.scratch, signal)),
    ...(await distilled(request, context, datasets, job)),
  ];
  assertSomethingToLearn(texts, await sourcesOf(request, datasets));
  const kinds = SCORE_KINDS.filter((kind) => texts.some(({ dimension }) => dimension === kind));
  const embedder = await models.embedder(request.embedder);
  const needed = neededEmbedder(request, embedder);
  const progress = new StageProgress(onProgress, {
    stage: 'train',
    total: kinds.length * STEPS_PER_KIND,
  });
  let done = 0;
  const onStep = (): void => progress.update(++done);
  const trained: TrainedKind[] = [];
  for (const kind of kinds) {
    const own = texts.filter(({ dimension }) => dimension === kind);
    trained.push(await trainKind(kind, own, embedder, models, { seed, signal, onStep }));
  }
  throwIfAborted(signal);
  const sources = (await sourcesOf(request, datasets)).map((file) => path.basename(file));
  await write(request, sources, trained, needed, await models.trainer().featuresHash());
  return {
    scorer: outputPath,
    embedder: needed,
    seed,
    heads: Object.fromEntries(trained.map(({ kind, report }) => [kind, report])),
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

/** Features and embeddings, five folds, the head that is kept. */
const STEPS_PER_KIND = 7;

interface TrainingRun {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly onStep: () => void;
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

async function trainKind(
  kind: ScoreKind,
  texts: readonly TrainingText[],
  embedder: Embedder,
  models: EngineModels,
  { seed, signal, onStep }: TrainingRun,
): Promise<TrainedKind> {
  const groups = texts.map(({ group }) => group);
  if (new Set(groups).size < LEAST_GROUPS) {
    throw fault('tooFewLabels', { kind });
  }
  const trainer = models.trainer();
  const set = await trainingSet(kind, texts, embedder, trainer, signal);
  onStep();
  const validated = await crossValidate(set, groups, seed, (task) => trainer.fit(task, signal), onStep);
  const scorer = await models.scorer({ kind: 'built-in' });
  const builtIn = await scorer.score(
    texts.map(({ turn }) => turn),
    signal,
  );
  return { kind, set, validated, report: reportOf(kind, texts, set, validated, builtIn) };
}

async function trainingSet(
  kind: ScoreKind,
  texts: readonly TrainingText[],
  embedder: Embedder,
  trainer: HeadTrainer,
  signal: AbortSignal | undefined,
): Promise<TrainingSet> {
  const turns = texts.map(({ turn }) => turn);
  const features = await trainer.features(turns, signal);
  const embeddings = await embedder.embed(
    turns.map((turn) => headText(kind, turn)),
    signal,
  );
  return {
    features: headRows(kind, features, embeddings, embedder.dimensions),
    inputs: headInputs(kind, embedder.dimensions),
    scores: Float64Array.from(texts, ({ score }) => score),
    chains: numbered(texts.map(({ chain }) => chain)),
  };
}

/** The same number for the same name; -1 for none. */
function numbered(names: readonly (string | null)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    if (name === null) return -1;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function reportOf(
  kind: ScoreKind,
  texts: readonly TrainingText[],
  { scores, chains }: TrainingSet,
  { heldOut, epochs, folds }: CrossValidated,
  builtIn: readonly TurnScore[],
): HeadReport {
  const labelled = { labels: Array.from(scores), chains: Array.from(chains) };
  const lengths = texts.map(({ turn }) => (kind === 'complexity' ? turn.instruction : turn.response).length);
  const builtInScores = builtIn.map((score) =>
    'unscoredReason' in score ? 1 : kind === 'complexity' ? score.complexityScore : score.qualityScore,
  );
  return {
    texts: texts.length,
    chains: new Set(chains.filter((chain) => chain >= 0)).size,
    folds,
    epochs,
    ...following(heldOut, labelled),
    meanAbsoluteError: meanAbsoluteError(heldOut, labelled.labels),
    calibration: calibration(heldOut, labelled.labels),
    baselines: { length: following(lengths, labelled), builtIn: following(builtInScores, labelled) },
  };
}

async function write(
  { outputPath, seed }: TrainRequest,
  sources: readonly string[],
  trained: readonly TrainedKind[],
  embedder: NeededEmbedder,
  featuresHash: string,
): Promise<void> {
  const models = trained.map(({ kind, validated }) => [kind, headGraph(validated.head, 'deita evol train')] as const);
  const heads = trained.map(({ kind, set, report }, at) => {
    const sha256 = createHash('sha256')
      .update(models[at]?.[1] ?? '')
      .digest('hex');
    return [kind, { file: headFile(kind), sha256, inputs: set.inputs, report }];
  });
  const manifest: ScorerManifest = {
    version: 1,
    createdAt: new Date().toISOString(),
    featuresHash,
    embedder,
    seed,
    heads: Object.fromEntries(heads) as ScorerManifest['heads'],
  };
  await writeScorerFolder(outputPath, manifest, Object.fromEntries(models), modelCard(manifest, sources));
}

/** What is promised of the ONNX models. */
const MOST_DIFFERENCE = 1e-5;

/** Runs what was written over everything that was learned from. */
async function onnxDifference(folder: string, trained: readonly TrainedKind[]): Promise<number> {
  let most = 0;
  for (const { kind, set, validated } of trained) {
    const rows = Array.from(set.scores, (_, row) => row);
    const session = await createDoubleSession(path.join(folder, headFile(kind)));
    try {
      const scores = await session.run(set.features, rows.length);
      headScores(validated.head, set, rows).forEach((score, row) => {
        most = Math.max(most, Math.abs(score - (scores[row] ?? Number.NaN)));
      });
    } finally {
      await session.dispose();
    }
  }
  if (most <= MOST_DIFFERENCE) return most;
  throw new Error(`The written model differs from the trained one by ${most}.`);
}
