import type { FieldMapping } from '../dataset/conversation';
import type { ErrorCode } from '../common/errors';
import type { Message } from '../common/message';
import type { ExecutionProvider } from '../common/executionProvider';
import type { DatasetInfo } from './dataset';
import type { JobProgress } from './jobProgress';
import type { EngineNotifications } from './notifications';
import type { MovedRowsMethods } from './movedRows';
import type { PeopleMethods } from './people';
import type { MadePool, PoolRequest } from './pools';
import type { OfDataset } from './methods/ofDataset';
import type { ModelMethods } from './methods/models';
import type { DecisionMethods } from './methods/decisions';
import type { RunMethods } from './methods/runs';
import type { RowMethods } from './methods/rows';
import type { JobMethods } from './methods/jobs';

/** Raised whenever a message changes its form; both sides refuse another version at the handshake. */
export const PROTOCOL_VERSION = 4;

/** Every request to the engine: each ends in exactly one of result, typed error, cancelled. */
export interface EngineMethods
  extends PeopleMethods, ModelMethods, DecisionMethods, RunMethods, RowMethods, JobMethods, MovedRowsMethods {
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
  /** Job: writes several files down as one pool. */
  'pool/make': { params: PoolRequest; result: MadePool };
  'dataset/close': { params: OfDataset; result: null };
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
