import type { Message } from '../../common/message';
import type { Turn } from '../../dataset/conversation';
import type { Failure, ReadBatch } from '../../serverClient/batchReader';

/** A served model together with the prompt that it is asked with. */
export interface PromptedModel<Value> {
  /** In tokens, prompt and answer together. */
  readonly contextLength: number;
  readonly promptsPerRequest: number;
  readonly promptOf: (turn: Turn) => string;
  /** Whether the response is part of the prompt. */
  readonly asksResponse: boolean;
  /** Absent = the server does not count tokens. */
  readonly countTokens?: ((prompt: string, signal?: AbortSignal) => Promise<number>) | undefined;
  readonly read: ReadBatch<string, Value>;
}

/** What a model said about one turn. */
export type Answer<Value> = { readonly value: Value; readonly truncated?: Message } | Failure;
