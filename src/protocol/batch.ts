import type { ServedRole } from '../choices/servedRole';
import type { Message, MessageArgument } from '../common/message';
import type { ServerPreset } from '../common/serverPresets';
import type { BatchState } from '../serverClient/batchState';

/** The endpoints that batch files may name. */
export type BatchEndpoint = '/v1/chat/completions' | '/v1/embeddings';

/** What a file of requests is about: a server holds one model, so each model has files of its own. */
export type BatchPart = 'complexity' | 'quality' | 'embeddings';

/** What a batch asks for. */
export type BatchKind = 'scores' | 'embeddings';

/** What a batch asks for, and of which models; named as for the selection that uses what comes out. */
export type BatchPlan = ScorePlan | EmbeddingPlan;

interface ScorePlan {
  readonly kind: 'scores';
  readonly preset: ServerPreset;
  readonly complexityModel: string;
  readonly qualityModel: string;
}

interface EmbeddingPlan {
  readonly kind: 'embeddings';
  readonly model: string;
}

export interface BatchExportRequest {
  readonly plan: BatchPlan;
  readonly folder: string;
  readonly overwrite: boolean;
}

/** A finished file of requests. */
export interface RequestFile {
  /** Name in the batch's folder. */
  readonly name: string;
  readonly part: BatchPart;
  readonly url: BatchEndpoint;
  readonly requests: number;
  readonly bytes: number;
  /** Hex SHA-256. */
  readonly sha256: string;
}

export interface ExportedRequests {
  readonly files: readonly RequestFile[];
  readonly requests: number;
  /** Good rows read, and those of them that have something to ask. */
  readonly rows: number;
  readonly rowsAsking: number;
}

export interface BatchExportSummary extends ExportedRequests {
  /** What to do with the files, as README.txt beside them says; null = there is nothing to ask, so there are none. */
  readonly instructions: string | null;
}

export interface BatchImportRequest {
  readonly plan: BatchPlan;
  readonly from: ResultsPlace;
}

/** The folder of an export, or a file or folder of results elsewhere. */
export type ResultsPlace = { readonly batch: string } | { readonly results: string };

/** A request without a usable answer, and the first row that asks it. */
export interface MissingAnswer {
  readonly id: string;
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly reason: MessageArgument;
}

/** Why requests have no usable answer, and how many of them. */
export interface CountedReason {
  readonly reason: MessageArgument;
  readonly count: number;
}

/** A line of results that cannot be used. */
export interface UnreadableLine {
  /** As `file:line`. */
  readonly place: string;
  /** What is wrong with it, as a sentence goes on after the place. */
  readonly said: Message;
}

export interface ImportSummary {
  /** Answers that were kept, of whatever dataset. */
  readonly accepted: number;
  /** Lines that cannot be read. */
  readonly unreadable: number;
  /** The first of them. */
  readonly unreadableLines: readonly UnreadableLine[];
  readonly rows: number;
  /** Rows of which everything is known now. */
  readonly rowsComplete: number;
  /** Requests that still have no answer; the same text counts once. */
  readonly missing: number;
  /** Why, the commonest reason first. */
  readonly reasons: readonly CountedReason[];
  readonly firstMissing: readonly MissingAnswer[];
}

/** What a folder of requests is for. */
export interface BatchFolder {
  /** The model whose key its endpoint gets: files of both scorers go to one. */
  readonly role: ServedRole;
  /** Where its requests were submitted; null = nowhere yet. */
  readonly baseUrl: string | null;
}

/** A folder of requests, and the endpoint that it is or was submitted to. */
export interface SubmittedBatchRequest {
  readonly folder: string;
  readonly baseUrl: string;
}

export interface BatchSubmitRequest extends SubmittedBatchRequest {
  /** Between two looks at the batches. */
  readonly pollMs: number;
  /** False = return once everything is submitted. */
  readonly wait: boolean;
}

/** What has become of one file of requests. Everything is absent until it has happened. */
export interface SubmittedFile {
  readonly name: string;
  readonly endpoint: string;
  readonly inputFileId?: string;
  readonly batch?: BatchState;
  /** Names of the files in `results/`, once they are all there. */
  readonly results?: readonly string[];
}

/** What was submitted where; kept beside the requests, so that waiting can go on after any stop. Never holds a key. */
export interface Submission {
  readonly baseUrl: string;
  readonly files: readonly SubmittedFile[];
}
