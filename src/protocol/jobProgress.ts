import type { MessageArgument } from '../common/message';

export type JobStage =
  | 'unpack'
  | 'index'
  | 'read'
  | 'estimate'
  | 'score'
  | 'embed'
  | 'select'
  | 'cluster'
  | 'export'
  | 'import'
  | 'batch'
  | 'connect'
  | 'download'
  | 'pool'
  | 'annotate'
  | 'evaluate'
  | 'rate'
  | 'train';

export interface JobProgress {
  readonly stage: JobStage;
  /** In what the stage counts: rows, megabytes (`download`, `unpack`), files (`pool`), batches, chains (`annotate`), pairs or questions (`evaluate`), texts (`rate`) or steps (`train`). */
  readonly done: number;
  /** In the same; null while unknown. */
  readonly total: number | null;
  /** Of the same, over the last seconds; null at first. */
  readonly ratePerSecond: number | null;
  /** null at first. */
  readonly remainingMs: number | null;
  /** What the job is about where its stage alone does not say: the model that is downloaded, the file that is unpacked, the probe's last finding. */
  readonly about?: MessageArgument;
}
