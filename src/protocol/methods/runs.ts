import type {
  AnnotateRequest,
  AnnotateSummary,
  AnnotationPlan,
  ChainDetail,
  ChainPage,
  ChainQuery,
  CorrectedChain,
  CorrectionRequest,
  OfRun,
  RunEstimate,
  RunOverview,
  SeedSource,
} from '../annotation';
import type { BatchFolder, BatchSubmitRequest, Submission, SubmittedBatchRequest } from '../batch';
import type { TrainRequest, TrainSummary } from '../training';
import type {
  PairsRequest,
  PrepareRequest,
  PrepareSummary,
  RenderedRow,
  Rendering,
  RenderRequest,
  TrainingTotals,
} from '../fineTuning';
import type { InspectedRun, SetFormat } from '../../evol/types';
import type { EvaluateRequest, EvaluateSummary, EvaluationEstimate, EvaluationOf, LmEvalSummary } from '../evaluation';
import type { Experiments } from '../experiments';
import type { OfDataset } from './ofDataset';

/** Annotation runs, evaluations, and what models are trained on. */
export interface RunMethods {
  'batch/describe': { params: { readonly folder: string }; result: BatchFolder };
  /** Job: goes on where it was stopped. */
  'batch/submit': { params: BatchSubmitRequest; result: Submission };
  /** Job: looks at submitted batches once, and fetches the results that are there. */
  'batch/look': { params: SubmittedBatchRequest; result: Submission };
  /** Job: asks the endpoint to end what still runs. */
  'batch/cancel': { params: SubmittedBatchRequest; result: Submission };
  /** Job: about what an annotation run would take. */
  'evol/estimate': { params: OfDataset & SeedSource & { readonly plan: AnnotationPlan }; result: RunEstimate };
  /** Job: begins an annotation run or goes on with it; what was answered is not asked again. `runChanged` tells of it. */
  'evol/annotate': { params: OfDataset & AnnotateRequest; result: AnnotateSummary };
  /** Everything that the run's folder says. */
  'evol/inspect': { params: OfRun; result: InspectedRun };
  /** Writes the scored variants as a fine-tuning set for a scorer. */
  'evol/export': {
    params: OfRun & { readonly outputPath: string; readonly format: SetFormat; readonly overwrite: boolean };
    result: { readonly rows: number };
  };
  /** What an annotation run is, how far it is, and whether its annotator works. */
  'evol/run': { params: OfRun; result: RunOverview };
  /** Chains of a run by position among those that the query lists, in the order of the run; shorter at the end. */
  'evol/chains': {
    params: OfRun & { readonly query: ChainQuery; readonly start: number; readonly count: number };
    result: ChainPage;
  };
  'evol/chain': { params: OfRun & { readonly chainId: string }; result: ChainDetail };
  /** Adds a person's correction to the run's folder; `runChanged` follows. */
  'evol/correct': { params: OfRun & { readonly correction: CorrectionRequest }; result: CorrectedChain };
  /** About what an evaluation takes. */
  'evaluate/estimate': {
    params: EvaluationOf & Pick<EvaluateRequest, 'folder'>;
    result: EvaluationEstimate;
  };
  /** Reads results of lm-evaluation-harness. `model` is for the commands; null = a placeholder. */
  'evaluate/lmEval': {
    params: { readonly folder: string; readonly model: string | null };
    result: LmEvalSummary;
  };
  /** Reads training folders, and what was found out about the models that were trained in them. */
  'evaluate/experiments': { params: { readonly folder: string }; result: Experiments };
  /** Job: begins an evaluation or goes on with it; what was answered is not asked again. */
  'evaluate/run': { params: EvaluateRequest; result: EvaluateSummary };
  /** Job: trains a scorer from annotation runs and labelled rows, and writes its folder. */
  'evol/train': { params: TrainRequest; result: TrainSummary };
  /** Job: writes a folder to fine-tune a model in, with baselines of the same size. */
  'training/prepare': { params: PrepareRequest; result: PrepareSummary };
  /** A row as a model is trained on it. */
  'training/render': { params: RenderRequest; result: RenderedRow };
  /** The same of a dataset that is open. */
  'row/training': { params: OfDataset & Rendering & { readonly rowIndex: number }; result: RenderedRow };
  /** What is selected, as a model is trained on it: counts every row. */
  'dataset/trainingTotals': { params: OfDataset & Rendering; result: TrainingTotals };
  /** Job: writes a folder for preference training. */
  'training/pairs': { params: PairsRequest; result: PrepareSummary };
}
