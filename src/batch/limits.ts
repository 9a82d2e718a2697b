/** What one batch file may hold, by OpenAI's documentation of its Batch API; `vllm run-batch` has no limits of its own. */
export interface BatchLimits {
  readonly requests: number;
  readonly bytes: number;
}

export const OPENAI_LIMITS: BatchLimits = { requests: 50_000, bytes: 200_000_000 };
