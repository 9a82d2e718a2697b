/** Files to keep as one pool. */
export interface PoolRequest {
  /** Absolute: files, and folders for the datasets in them. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly outputPath: string;
  readonly overwrite: boolean;
}

export interface MadePool {
  readonly outputPath: string;
  /** How many. */
  readonly files: number;
}
