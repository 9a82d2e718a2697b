import type { ModelEmbedderChoice } from '../choices/embedders';
import type { ScorerChoice } from '../choices/scorers';
import type { ScoreKind } from '../scoring/promptTemplates';
import type { HeadReport } from '../training/headReport';
import type { NeededEmbedder } from '../training/scorerManifest';

/** What a scorer is trained from and how. */
export interface TrainRequest {
  /** Folders of annotation runs. */
  readonly runs: readonly string[];
  /** Datasets whose rows carry scores, which are learned from as they are. */
  readonly labels: readonly string[];
  /** Rows of an open dataset that another scorer scores: its scores are learned from, and the error is known. */
  readonly distilled?: DistilledSample;
  /** The folder to write. */
  readonly outputPath: string;
  /** One that runs here: a trained scorer never sends texts anywhere. */
  readonly embedder: ModelEmbedderChoice;
  readonly seed: number;
  /** Whether a trained scorer in the folder is replaced. */
  readonly overwrite: boolean;
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
  /** The most by which the ONNX model differs from the trainer, in points. */
  readonly onnxDifference: number;
}
