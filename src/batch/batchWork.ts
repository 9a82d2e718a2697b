import type { GoodRow } from '../dataset/conversation';
import type { BatchPart, BatchEndpoint } from '../protocol/batch';
import type { MessageArgument } from '../common/message';

/** Whose parameters the requests use beyond those that every server of the API knows. */
export type BatchDialect = 'vllm' | 'openai';

/** One line of a file of requests. */
export interface BatchRequest {
  /**
   * Names the exact text and model that were asked about, so that an answer never joins another text: `c-`, `q-` or
   * `e-` and 40 hex digits.
   */
  readonly id: string;
  readonly part: BatchPart;
  readonly url: BatchEndpoint;
  readonly body: object;
}

/** A request whose right answer is known. */
export interface ReferenceRequest {
  readonly request: BatchRequest;
  /** @returns what is wrong with the answer, or undefined */
  readonly check: (answer: unknown) => WrongReference | undefined;
}

/** The score that came back in place of the known one. */
export interface WrongReference {
  readonly found: MessageArgument;
  readonly expected: string;
}

/** One kind of batch: what to ask about a row, and what to do with the answers. */
export interface BatchWork {
  /** Goes along with the others and tells whether they were asked as they should be. */
  readonly reference?: ReferenceRequest | undefined;
  /** Everything that the cache does not know about a row yet. */
  missing(row: GoodRow): BatchRequest[];
  /**
   * Keeps the answer to a request.
   * @returns why it is of no use, or undefined
   */
  accept(id: string, answer: unknown): MessageArgument | undefined;
  /** Puts together what has been accepted for a row. */
  complete(row: GoodRow): void;
}
