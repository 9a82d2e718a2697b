import type { Positions } from './decisions';

/** Finding rows again in a file that has changed. */
export interface MovedRowsMethods {
  /**
   * Where rows are since the file changed; waits until all that it has now are read. null = what it held then is no
   * longer known, as after a crash.
   */
  'view/moved': {
    params: MovedRowsRequest & { readonly datasetId: string; readonly viewId: string };
    result: MovedRows | null;
  };
}

/** Rows of a dataset and of a view of it, as they were known before the file changed. */
export interface MovedRowsRequest {
  /** What the file held then, as `DatasetInfo.contents` named it. */
  readonly since: string;
  readonly rowIndexes: readonly number[];
  /** In the order and filter that the view had last then. */
  readonly positions: readonly Positions[];
}

/** Where these rows are now. */
export interface MovedRows {
  /** What the file holds now. */
  readonly contents: string;
  /** One for each that was asked for. */
  readonly rows: readonly MovedRow[];
  /** In the view as it is now, in ascending order; rows that are gone or that it hides are left out. */
  readonly positions: readonly Positions[];
}

export interface MovedRow {
  /** The index that it had. */
  readonly was: number;
  /** That it has; of a row that is gone the index of what stands in its place. */
  readonly rowIndex: number;
  readonly isGone?: true;
}

/** What has become of the rows of a file. */
export interface RowsChanged {
  readonly edited: number;
  readonly added: number;
  readonly removed: number;
}
