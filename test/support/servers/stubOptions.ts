export const STUB_APIS = ['vllm', 'vllmBefore2026', 'llamacpp', 'ollama', 'openai', 'legacy'] as const;
export type StubApi = (typeof STUB_APIS)[number];

/** What goes wrong, and how often; everything else goes right. */
export interface StubFaults {
  /** Statuses of the next requests for scores or embeddings, one each. */
  readonly statuses?: readonly number[];
  /** Sent with those statuses, in seconds. */
  readonly retryAfter?: number;
  /** So many requests end in a connection that is cut in the middle of the body. */
  readonly resets?: number;
  /** So many requests are never answered. */
  readonly hangs?: number;
  /** Every answer is a web page. */
  readonly html?: boolean;
  /** Alternatives listed at most. */
  readonly alternatives?: number;
  /** The prompt loses its last space. */
  readonly trim?: boolean;
  /** Lists of prompts lose the last answer. */
  readonly leavesOutLast?: boolean;
  /** Prompts and texts that hold this are answered with this status. */
  readonly poison?: { readonly text: string; readonly status: number };
  /** Embeddings have another length from this request on. */
  readonly otherDimensionsAfter?: number;
}

export interface StubOptions {
  readonly api: StubApi;
  readonly apiKey?: string;
  /** In the stub's tokens, which are bytes. */
  readonly contextLength?: number;
  readonly latencyMs?: number;
  /** For measuring clients: every prompt gets the same answer, and none is remembered. */
  readonly fast?: boolean;
  readonly faults?: StubFaults;
}

export const STUB_MODELS = {
  complexity: 'complexity-scorer',
  quality: 'quality-scorer',
  embedder: 'embedder',
} as const;
export const STUB_DIMENSIONS = 12;

/** What a stub was asked so far. */
export interface StubReport {
  /** Requests for scores or embeddings. */
  readonly requests: number;
  readonly prompts: number;
  /** Prompts that came more than once, and how often all of them came beyond the first time. */
  readonly repeated: number;
  readonly mostPromptsInARequest: number;
  readonly mostAtOnce: number;
  readonly connections: number;
  /** User and system time of the process with the stubs, since it began. */
  readonly cpuMs: number;
  readonly authorizations: readonly string[];
  /** Bodies of the last requests. */
  readonly lastBodies: readonly unknown[];
}
