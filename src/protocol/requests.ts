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
} from './annotation';
import type {
  BatchExportRequest,
  BatchExportSummary,
  BatchFolder,
  BatchImportRequest,
  BatchSubmitRequest,
  ImportSummary,
  Submission,
  SubmittedBatchRequest,
} from './batch';
import type { CompareScorersRequest, ScorerComparison } from './scorerComparison';
import type { TrainRequest, TrainSummary } from './training';
import type {
  PairsRequest,
  PrepareRequest,
  PrepareSummary,
  RenderedRow,
  Rendering,
  RenderRequest,
  TrainingTotals,
} from './fineTuning';
import type { FieldMapping, RowProblem } from '../dataset/conversation';
import type { Calibration, CalibrationRequest } from './calibration';
import type { InspectedRun, SetFormat } from '../evol/types';
import type {
  AppliedEdits,
  ChangedDecisions,
  ChosenRows,
  DecisionRequest,
  EditableText,
  EditRequest,
  ReviewPlace,
  RowPair,
} from './decisions';
import type { CompareRequest, Curve, CurveRequest, SelectionComparison } from './comparison';
import type { Composition, CompositionRequest } from './composition';
import type { ErrorCode } from '../common/errors';
import type { Message } from '../common/message';
import type { ExecutionProvider } from '../common/executionProvider';
import type { EmbedderChoice, ModelEmbedderChoice } from '../choices/embedders';
import type { ScorerChoice } from '../choices/scorers';
import type { ServedModels } from '../choices/runModels';
import type { ServedRole } from '../choices/servedRole';
import type {
  DatasetInfo,
  EmbedderSummary,
  ExportOrder,
  ExportRequest,
  ExportSummary,
  SourcesExportRequest,
  SourcesExportSummary,
  Histogram,
  JobProgress,
  NearDuplicateCluster,
  NeighbourPreview,
  RowDetail,
  RowSource,
  RowSummary,
  SelectionSummary,
  TurnReasons,
  ViewInfo,
  ViewQuery,
} from './dataset';
import type { Inspection, InspectRequest } from './inspection';
import type { EngineNotifications } from './notifications';
import type { JoinChoice } from './signalSupply';
import type { PoolSignals, PoolSignalsRequest } from './poolSignals';
import type { SelectionRequest } from './selection';
import type { ProbeReport, ProbeRequest } from './serverProbe';
import type { EvaluateRequest, EvaluateSummary, EvaluationEstimate, EvaluationOf, LmEvalSummary } from './evaluation';
import type { Experiments } from './experiments';
import type { MovedRowsMethods } from './movedRows';
import type { PeopleMethods } from './people';
import type { FetchedDataset, HubDataset, HubDatasetRequest, HubFetchRequest } from './hubDatasets';
import type { MadePool, PoolRequest } from './pools';
import type { DownloadedHubModel, HubModel, HubModelRequest } from './hubModels';

/** Raised whenever a message changes its form; both sides refuse another version at the handshake. */
export const PROTOCOL_VERSION = 4;

interface OfDataset {
  readonly datasetId: string;
}

/** Every request to the engine: each ends in exactly one of result, typed error, cancelled. */
export interface EngineMethods extends PeopleMethods, MovedRowsMethods {
  initialize: { params: EngineOptions & { readonly protocolVersion: number }; result: null };
  /** Returns once the first rows are indexed; `datasetChanged` tells of the rest. */
  'dataset/open': {
    params: {
      readonly path: string;
      readonly fields?: FieldMapping;
      /** Whether what is decided by hand in the file beside it is shown with the rows; `datasetChanged` tells of it. */
      readonly showDecisions?: boolean;
      /** Whether signals that were added when it was open before are shown again; `datasetChanged` tells of them. */
      readonly showSignals?: boolean;
      /** A file of decisions: jobs read rows with the texts that were edited in it, in place of those that are shown. */
      readonly decisions?: string;
    };
    result: DatasetInfo;
  };
  /** Keeps a server's key in memory for this engine's life, for requests to the origin of this base URL. */
  'credentials/set': {
    params: {
      readonly baseUrl: string;
      /** null = it is to be forgotten. */
      readonly apiKey: string | null;
      /** Which model's key it is; absent = that of every model there. */
      readonly role?: ServedRole;
    };
    result: null;
  };
  /** What can be said of an embedder before it runs; may load it. */
  'embedder/describe': { params: { readonly embedder: ModelEmbedderChoice }; result: EmbedderSummary };
  /** What a server says it serves; may be nothing. */
  'server/models': { params: { readonly baseUrl: string }; result: readonly string[] };
  /** Job: finds out whether a served model can do what it is wanted for. Progress tells each finding. */
  'server/probe': { params: ProbeRequest; result: ProbeReport };
  /** What a model on the hub is and how large, before it is downloaded. */
  'hub/describe': { params: HubModelRequest; result: HubModel };
  /** Job. `modelsFolder` null = the user's own, shared by editor and command line. */
  'hub/download': {
    params: HubModelRequest & { readonly modelsFolder: string | null };
    result: DownloadedHubModel;
  };
  /** What a dataset on the hub holds, before it is fetched. */
  'hub/describeDataset': { params: HubDatasetRequest; result: HubDataset };
  /** Job: what stopped is gone on with by the next one. */
  'hub/fetchDataset': { params: HubFetchRequest; result: FetchedDataset };
  /** Job: writes several files down as one pool. */
  'pool/make': { params: PoolRequest; result: MadePool };
  'dataset/close': { params: OfDataset; result: null };
  /**
   * Sorts and filters; a view lives until it or its dataset is closed or the same id is set again, which cancels a
   * request for it that is still under way.
   */
  'view/set': { params: OfDataset & { readonly viewId: string; readonly query: ViewQuery }; result: ViewInfo };
  /** Lets go of a view, of a search that fills it too; no error where there is none of that id. */
  'view/close': { params: OfDataset & { readonly viewId: string }; result: null };
  /** Rows of a view by position (`viewIndex`); shorter at the end. */
  'view/rows': { params: OfDataset & { viewId: string; start: number; count: number }; result: RowSummary[] };
  /** Position of a row in a view; null when the filter hides it. */
  'view/locate': { params: OfDataset & { viewId: string; rowIndex: number }; result: number | null };
  /** How many rows of a view are kept or dropped by hand, and the next from a position on, around the end, that is neither. */
  'view/reviewPlace': { params: OfDataset & { viewId: string; from: number }; result: ReviewPlace };
  'row/detail': { params: OfDataset & { readonly rowIndex: number }; result: RowDetail };
  /** A row as it stands in the file, and the fields that are no part of its conversation. Large: for who asks to see it. */
  'row/source': { params: OfDataset & { readonly rowIndex: number }; result: RowSource };
  /** Rows of a dataset, and of a view by their positions, as JSON Lines: as they stand in the file, where that is one line. */
  'row/lines': {
    params: OfDataset & ChosenRows;
    result: { readonly text: string; readonly rows: number };
  };
  /** What raised and lowered the scores of each turn of a row; empty unless the heuristic default gave the scores. */
  'row/reasons': { params: OfDataset & { readonly rowIndex: number }; result: (TurnReasons | null)[] };
  /** Rows that start within lines [firstLine, lastLine], 1-based. Never computes scores. */
  'row/byLines': { params: OfDataset & { firstLine: number; lastLine: number }; result: RowSummary[] };
  /**
   * The row that starts on a line, 1-based, or spans it; null between rows and where several rows start on the line.
   * With `orAbove` the last row that starts on it or above.
   */
  'row/atLine': { params: OfDataset & { lineNumber: number; orAbove: boolean }; result: RowSummary | null };
  /** The nearest selected row before or after a row, in file order or in a view's; wraps around. */
  'row/adjacentSelected': {
    params: OfDataset & { readonly rowIndex: number; readonly step: 1 | -1; readonly viewId?: string };
    result: RowSummary | null;
  };
  /** Decides about rows by hand, in the file beside the dataset. `datasetChanged` follows. */
  'decisions/add': { params: OfDataset & DecisionRequest; result: ChangedDecisions };
  /** The texts of a row that can be edited, in the order in which they are said. */
  'row/texts': { params: OfDataset & { readonly rowIndex: number }; result: EditableText[] };
  /** Edits texts of a row, as a decision: the file stays as it is. `datasetChanged` follows. */
  'decisions/edit': { params: OfDataset & EditRequest; result: ChangedDecisions };
  /** Job: writes all edited texts into the file. */
  'edits/apply': { params: OfDataset; result: AppliedEdits };
  /** Job: takes back what `edits/apply` wrote last, as long as the file has not changed since. */
  'edits/revert': { params: OfDataset; result: ChangedDecisions };
  /** Decides that rows are not the same whatever their similarity, or takes that back. `datasetChanged` follows. */
  'decisions/tellApart': {
    params: OfDataset & { readonly pairs: readonly RowPair[]; readonly areSame: boolean };
    result: ChangedDecisions;
  };
  /** Takes back what was decided last here, or decides it again. */
  'decisions/undo': { params: OfDataset; result: ChangedDecisions };
  /** Takes over what was decided when the file had another name. */
  'decisions/adopt': { params: OfDataset; result: null };
  'decisions/redo': { params: OfDataset; result: ChangedDecisions };
  'dataset/problems': { params: OfDataset & { readonly limit: number }; result: RowProblem[] };
  /** @param viewId rows of this view are counted apart where it leaves some out; absent = none are */
  'dataset/histograms': {
    params: OfDataset & { readonly bins: number; readonly viewId?: string };
    result: Histogram[];
  };
  /** Job: reads every row and says what is in them. */
  'dataset/inspect': { params: OfDataset & InspectRequest; result: Inspection };
  /** Job. */
  'dataset/score': {
    /** `join`: of imported scores that rows do not carry. */
    params: OfDataset & { readonly scorer: ScorerChoice; readonly join?: JoinChoice };
    result: {
      /** Rows that have a score now. */
      readonly rowsScored: number;
      readonly turnsScored: number;
      readonly turnsTruncated: number;
      /** Rows in a language that the scorer was not trained on. */
      readonly rowsOutsideLanguage: number;
    };
  };
  /** Job: what servers would be asked for, and what that costs. Only what is not kept yet counts. */
  'dataset/estimate': {
    params: OfDataset &
      ServedModels & {
        /** In any currency; null = not known. */
        readonly pricePerMillionTokens: number | null;
        /** Absent = all rows. */
        readonly sample?: RowSample;
      };
    result: CostEstimate;
  };
  /** Job. `threshold` null = the embedder's recommendation. */
  'dataset/select': { params: OfDataset & SelectionRequest; result: SelectionSummary };
  /** Job: what a strategy selects at several budgets; shows none of it. */
  'dataset/curve': { params: OfDataset & CurveRequest; result: Curve };
  /** Job: how selections and their baselines differ; shows none of them. */
  'dataset/compare': { params: OfDataset & CompareRequest; result: SelectionComparison };
  /** What the pool and the selection that is shown of it consist of; reads the rows the first time. */
  'dataset/composition': { params: OfDataset & CompositionRequest; result: Composition };
  /** Job: what signals are over the pool, and their values. */
  'dataset/signals': { params: OfDataset & PoolSignalsRequest; result: PoolSignals };
  /** Takes a signal away that was added. */
  'dataset/removeSignal': { params: OfDataset & { readonly name: string }; result: null };
  /** Job: embeds the whole pool. */
  'dataset/embed': {
    params: OfDataset & { embedder: EmbedderChoice };
    result: { readonly rowsEmbedded: number; readonly rowsTruncated: number };
  };
  /** Job: groups rows of the whole pool that are more similar than the threshold; embeds what that takes. */
  'dataset/nearDuplicates': {
    params: OfDataset & { readonly embedder: EmbedderChoice; readonly threshold: number | null };
    result: NearDuplicateCluster[];
  };
  /** The groups that the last search found, as decisions by hand leave them. */
  'dataset/nearDuplicateGroups': { params: OfDataset; result: NearDuplicateCluster[] };
  /** Drops by hand all but the best row of groups, together: those that have one of the rows, absent = of all groups. */
  'decisions/keepBest': {
    params: OfDataset & { readonly rowIndexes?: readonly number[] };
    result: ChangedDecisions;
  };
  /** Job: embeds a sample and finds pairs to choose a threshold by. */
  'dataset/calibrate': { params: OfDataset & CalibrationRequest; result: Calibration };
  /** Job the first time: needs the whole pool embedded. */
  'row/neighbours': {
    params: OfDataset & { readonly rowIndex: number; readonly count: number; readonly embedder: EmbedderChoice };
    result: NeighbourPreview[];
  };
  /**
   * Job: writes the selection report: parameters, counts and one entry a row, in file order; `reproducible` = without what differs
   * from run to run, times and what the cache had.
   */
  'dataset/report': {
    params: OfDataset & {
      readonly outputPath: string;
      readonly overwrite: boolean;
      readonly reproducible?: boolean;
      /** Whether it tells the dataset's bytes by their hash, so that it can be opened for the same bytes alone. */
      readonly hashed?: boolean;
    };
    result: { readonly outputPath: string };
  };
  /**
   * Job: shows a selection that was made earlier of the same bytes. Of a manifest, the rows that were selected are known
   * and no more.
   */
  'dataset/openRun': {
    /** `path` of a report, or of the manifest beside exported rows. */
    params: OfDataset & { readonly path: string };
    result: SelectionSummary;
  };
  /** Job: writes the selection down as a recipe, with what `deita run` is to write. */
  'dataset/recipe': {
    params: OfDataset & {
      readonly outputPath: string;
      readonly overwrite: boolean;
      /** Of the rows. */
      readonly order: ExportOrder;
      /** Absolute paths. */
      readonly outputs?: { readonly output?: string; readonly report?: string };
      /** Whether `output` is a folder, with a file of rows per file of a pool. */
      readonly perSource?: boolean;
    };
    result: { readonly outputPath: string };
  };
  /** Job: writes rows and, beside them, a manifest. */
  'dataset/export': { params: OfDataset & ExportRequest; result: ExportSummary };
  /** Job: writes the rows of each file of a pool to a file of its own. */
  'dataset/exportSources': { params: OfDataset & SourcesExportRequest; result: SourcesExportSummary };
  /** Job: writes a folder of requests for what is not kept yet. */
  'dataset/exportBatch': { params: OfDataset & BatchExportRequest; result: BatchExportSummary };
  /** Job: keeps results of a batch and says what is still missing for the dataset as it is now. */
  'dataset/importBatch': { params: OfDataset & BatchImportRequest; result: ImportSummary };
  'batch/describe': { params: { readonly folder: string }; result: BatchFolder };
  /** Job: goes on where it was stopped. */
  'batch/submit': { params: BatchSubmitRequest; result: Submission };
  /** Job: looks at submitted batches once, and fetches the results that are there. */
  'batch/look': { params: SubmittedBatchRequest; result: Submission };
  /** Job: asks the endpoint to end what still runs. */
  'batch/cancel': { params: SubmittedBatchRequest; result: Submission };
  /** Job: scores the dataset by two scorers and compares them; shows neither's results. */
  'dataset/compareScorers': { params: OfDataset & CompareScorersRequest; result: ScorerComparison };
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

/** Rows that a seed draws. */
export interface RowSample {
  /** At most. */
  readonly rows: number;
  readonly seed: number;
}

export interface CostEstimate {
  readonly turnsToAsk: number;
  /** At most: a selection embeds only the rows that its walk reaches. */
  readonly rowsToEmbed: number;
  /** About, at four bytes a token. */
  readonly tokens: number;
  /** null = the price is not known. */
  readonly cost: number | null;
}

export interface EngineOptions {
  /** Where scores and embeddings are kept; null = nowhere. */
  readonly cacheDir: string | null;
  /** Folder with the built-in models. */
  readonly modelDir: string;
  /** Cores for models; null = decided from the machine. */
  readonly threads: number | null;
  /** What runs ONNX models from disk; the CPU unless given. */
  readonly executionProvider?: ExecutionProvider;
}

export type EngineMethod = keyof EngineMethods;
export type ParamsOf<M extends EngineMethod> = EngineMethods[M]['params'];
export type ResultOf<M extends EngineMethod> = EngineMethods[M]['result'];

/** How an error crosses a process boundary. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly quoted?: string;
  readonly said?: Message;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** One engine, in process or behind a pipe: the fronts know only this. */
export interface EngineApi {
  request<M extends EngineMethod>(method: M, params: ParamsOf<M>, options?: CallOptions): Promise<ResultOf<M>>;
  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void;
}
