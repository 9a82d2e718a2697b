import type { Requester } from '../serverClient';
import type { Message } from '../../common/message';

/** Which next tokens a caller wants the probabilities of. */
export interface Question {
  readonly model: string;
  /** Such as the six score digits; each has to be one token after `samplePrompt`. */
  readonly candidates: readonly string[];
  /** A prompt of the kind that will be asked. */
  readonly samplePrompt: string;
}

/** What a model would say first after a prompt. */
export interface NextToken {
  /** Natural logarithms over the whole vocabulary, in the candidates' order; undefined = the server did not tell. */
  readonly logProbabilities: readonly (number | undefined)[];
  /** The most probable token, where the server tells. */
  readonly topToken?: string;
}

/** A model whose next-token probabilities can be asked for. */
export interface NextTokenReader {
  /** In tokens; null = the server does not tell. */
  readonly contextLength: number | null;
  /** 1 = the server takes one prompt per request. */
  readonly promptsPerRequest: number;
  /** The candidates' token ids as the server tokenizes them; null = it does not tell, candidates are matched by text. */
  readonly candidateIds: readonly number[] | null;
  /** Whether a beginning-of-sequence token goes before a prompt; null = the server does not tell. */
  readonly addsBos: boolean | null;
  /** Tokens of a prompt, what the server adds included; absent = the server does not count. */
  readonly countTokens?: (prompt: string, signal?: AbortSignal) => Promise<number>;
  /**
   * One request.
   * @param prompts at most `promptsPerRequest`
   * @returns in the order of the prompts; undefined for a prompt that the answer leaves out
   */
  readonly read: (prompts: readonly string[], signal?: AbortSignal) => Promise<(NextToken | undefined)[]>;
}

/** One kind of server. */
export interface Preset {
  /** How to make the server give more alternatives than it does. */
  readonly moreAlternatives: Message;
  /**
   * Learns what the server can do with this model, by asking it.
   * @throws ServerError when it cannot give the candidates' probabilities
   */
  readonly open: (server: Requester, question: Question, signal?: AbortSignal) => Promise<NextTokenReader>;
}
