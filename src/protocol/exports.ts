import type { RowForm } from '../choices/rowForms';

export type ExportOrder = 'score' | 'file';

/**
 * `all`: every row of the pool, bad ones included, in file order. `deduplicated`: these without what is dropped by hand,
 * and of each group of near-duplicates only the best row and those kept by hand. `leftOut`: those that the selection has
 * not, in file order. `shown`: those of a view, in its order.
 */
export const EXPORTED_ROWS = ['selected', 'all', 'deduplicated', 'leftOut', 'shown'] as const;

export interface RowsExport {
  readonly rows: (typeof EXPORTED_ROWS)[number];
  /** Of `shown`. */
  readonly viewId?: string;
  /** Of `selected`. */
  readonly order: ExportOrder;
  /** Adds `complexity_scores`, `quality_scores`, `evol_score`, `deita_status` to every exported row. */
  readonly withScores: boolean;
  readonly overwrite: boolean;
}

export interface ExportRequest extends RowsExport {
  readonly outputPath: string;
  /** The form that rows are written in, one a line; absent = byte for byte as they are. */
  readonly form?: RowForm;
  /** Puts the rows in an order that this seed decides, a whole number from 0; absent = they stay in theirs. */
  readonly shuffleSeed?: number;
  /** Rows that go to a file of their own. */
  readonly validation?: ValidationSplit;
}

export interface ValidationSplit {
  readonly outputPath: string;
  /** Of the rows, rounded down; more than 0 and less than 100. */
  readonly percent: number;
  /** Decides which; a whole number from 0. */
  readonly seed: number;
}

/** The rows of each file of a pool, in files that are named as theirs. */
export interface SourcesExportRequest extends RowsExport {
  /** Absolute; made where there is none. */
  readonly folder: string;
}

export interface SourcesExportSummary {
  readonly folder: string;
  /** In the order of the pool's files, one each: of a file without such rows an empty one. */
  readonly outputs: readonly SourceExport[];
}

export interface SourceExport extends ExportSummary {
  /** What the pool calls the file. */
  readonly source: string;
}

export interface ExportSummary {
  /** How many rows have no place in the form asked for; absent = none was. */
  readonly leftOut?: number;
  /** What was put aside; absent = nothing. */
  readonly validation?: ExportSummary;
  readonly outputPath: string;
  readonly manifestPath: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}
