import type { BatchExportRequest, BatchExportSummary, BatchImportRequest, ImportSummary } from '../batch';
import type { CompareScorersRequest, ScorerComparison } from '../scorerComparison';
import type { Calibration, CalibrationRequest } from '../calibration';
import type { CompareRequest, Curve, CurveRequest, SelectionComparison } from '../comparison';
import type { EmbedderChoice } from '../../choices/embedders';
import type { ScorerChoice } from '../../choices/scorers';
import type { ServedModels } from '../../choices/runModels';
import type { SelectionSummary } from '../dataset';
import type { NearDuplicateCluster, NeighbourPreview } from '../nearDuplicates';
import type { ExportOrder, ExportRequest, ExportSummary, SourcesExportRequest, SourcesExportSummary } from '../exports';
import type { Inspection, InspectRequest } from '../inspection';
import type { JoinChoice } from '../signalSupply';
import type { PoolSignals, PoolSignalsRequest } from '../poolSignals';
import type { SelectionRequest } from '../selection';
import type { OfDataset } from './ofDataset';
import type { RowSample, CostEstimate } from '../costEstimate';

/** What has an open dataset to itself while it runs. */
export interface JobMethods {
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
  /** Job: what signals are over the pool, and their values. */
  'dataset/signals': { params: OfDataset & PoolSignalsRequest; result: PoolSignals };
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
  /** Job: scores the dataset by two scorers and compares them; shows neither's results. */
  'dataset/compareScorers': { params: OfDataset & CompareScorersRequest; result: ScorerComparison };
}
