import type { JsonSchema } from '../../serverClient/structuredChat';

/** One message of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a chat model is asked: mostly one message of the user, no system message, so that every kind of model can be asked. */
export interface ChatRequest {
  readonly prompt: string;
  /** What stands before the prompt, where there is more to the conversation; for models behind a server. */
  readonly before?: readonly ChatMessage[];
  /** The JSON to answer with, where the model can be held to it; the prompt says it as well. */
  readonly schema?: JsonSchema;
  /** From 0, always the same answer as far as the model can, to 1. Models that refuse it are asked without. */
  readonly temperature: number;
  /** A whole number from 0; for models that take one. */
  readonly seed: number;
  /** The longest answer, in tokens. */
  readonly mostTokens: number;
}

export interface ChatAnswer {
  /** "" when the model wrote nothing. */
  readonly text: string;
  /** Of prompt and answer together; null where the model does not count them. */
  readonly tokens: number | null;
  /** Whether the answer ends because it was too long. */
  readonly cutOff: boolean;
}

export interface ChatOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Called before each request that may cost something, repeated ones included; throws to keep it from going out.
   * @param mayBePaid whether the attempt before it may have been charged although no answer came
   */
  readonly beforeRequest?: (mayBePaid: boolean) => void;
}

/** A model that one can talk to: behind a server, or the editor's own. */
export interface ChatModel {
  /** As its server names it. */
  readonly name: string;
  /** @throws DeitaError `cancelled`; others when the model does not answer, which `chatFailure.ts` tells apart */
  ask(request: ChatRequest, options?: ChatOptions): Promise<ChatAnswer>;
}
