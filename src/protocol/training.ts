import type { ModelEmbedderChoice } from '../choices/embedders';
import type { ScorerChoice } from '../choices/scorers';
import type { Caps, Spent } from '../evol/run/spendingCap';
import type { ScoreKind } from '../scoring/promptTemplates';
import type { HeadReport } from '../training/headReport';
import type { NeededEmbedder } from '../training/scorerManifest';
import type { ChatPlace } from './annotation';

/** What a scorer is trained from and how. */
export interface TrainRequest {
  /** Folders of annotation runs. */
  readonly runs: readonly string[];
  /** Datasets whose rows carry scores, which are learned from as they are. */
  readonly labels: readonly string[];
  /** Rows of an open dataset that another scorer scores: its scores are learned from, and the error is known. */
  readonly distilled?: DistilledSample;
  /** The runs' variants are rated one by one as well, each by the judge of its run: the report compares. */
  readonly direct?: DirectScoring;
  /** The folder to write. */
  readonly outputPath: string;
  /** One that runs here: a trained scorer never sends texts anywhere. */
  readonly embedder: ModelEmbedderChoice;
  readonly seed: number;
  /** Whether a trained scorer in the folder is replaced. */
  readonly overwrite: boolean;
}

/** Answers are kept in the runs' folders: what was answered is not asked again. */
export interface DirectScoring {
  /** Where the judges are. */
  readonly judges: ChatPlace;
  /** On the direct scoring of all runs together, over all resumptions. */
  readonly caps: Caps;
}

/** What direct scoring took and gave. */
export interface DirectSummary extends Spent {
  /** Variants that it could be asked about. */
  readonly texts: number;
  /** Of these, those that it gave a score. */
  readonly scored: number;
  /** Which cap ended it. */
  readonly stoppedBy?: keyof Caps;
  /** Texts that the model failed at, for another time. */
  readonly left: number;
}

/** Whether there is anything to gain from learning what a scorer says: those that run here in no time have it all. */
export function canTeach({ kind }: ScorerChoice): boolean {
  return kind !== 'built-in' && kind !== 'trained';
}

/** A sample of rows, scored through the cache. */
export interface DistilledSample {
  readonly datasetId: string;
  readonly scorer: ScorerChoice;
  /** At most; drawn by the training's seed. */
  readonly rows: number;
}

/** What was trained, and how good it is on texts that it had not seen. */
export interface TrainSummary {
  readonly scorer: string;
  readonly embedder: NeededEmbedder;
  readonly seed: number;
  readonly heads: Readonly<Partial<Record<ScoreKind, HeadReport>>>;
  /** Where it was asked for. */
  readonly direct?: DirectSummary;
  /** The most by which the ONNX model differs from the trainer, in points. */
  readonly onnxDifference: number;
}
