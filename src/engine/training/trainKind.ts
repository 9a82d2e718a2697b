import type { Embedder } from '../../embedding/embedder';
import type { TrainingText } from '../../evol/trainingTexts';
import { fault } from '../../messages/say';
import type { ScoreKind } from '../../scoring/promptTemplates';
import type { TurnScore } from '../../scoring/scorer';
import { crossValidate, type CrossValidated } from '../../training/crossValidate';
import { headInputs, headRows, headText } from '../../training/headFeatures';
import { calibration, following, meanAbsoluteError, partlyFollowing, type HeadReport } from '../../training/headReport';
import type { TrainingSet } from '../../training/ordinalHead';
import type { EngineModels, HeadTrainer } from '../models/engineModels';

/** Texts of one kind, and a head trained from them. */
export interface TrainedKind {
  readonly kind: ScoreKind;
  readonly set: TrainingSet;
  readonly validated: CrossValidated;
  readonly report: HeadReport;
}

/** Fewer rows leave nothing to hold out. */
const LEAST_GROUPS = 2;

/** Features and embeddings, five folds, the head that is kept. */
export const STEPS_PER_KIND = 7;

interface TrainingRun {
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  /** Scores of texts by a judge that saw each alone, to compare with. */
  readonly direct: ReadonlyMap<TrainingText, number> | undefined;
  /** Called `STEPS_PER_KIND` times, less often where there are fewer folds. */
  readonly onStep: () => void;
}

/** Trains a head on all texts and measures it on texts that it had not seen. @throws DeitaError `scoresMissing`, `cancelled` */
export async function trainKind(
  kind: ScoreKind,
  texts: readonly TrainingText[],
  embedder: Embedder,
  models: EngineModels,
  { seed, signal, onStep, direct }: TrainingRun,
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
  return { kind, set, validated, report: reportOf(kind, texts, set, validated, { builtIn, direct }) };
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
  { builtIn, direct }: { readonly builtIn: readonly TurnScore[] } & Pick<TrainingRun, 'direct'>,
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
    baselines: {
      length: following(lengths, labelled),
      builtIn: following(builtInScores, labelled),
      ...(direct === undefined ? {} : { direct: partlyFollowing(texts.map(directOf(direct)), heldOut, labelled) }),
    },
  };
}

function directOf(direct: ReadonlyMap<TrainingText, number>): (text: TrainingText) => number | null {
  return (text) => direct.get(text) ?? null;
}
