import type { KeptMessage } from '../messages/keptMessage';

/** A batch as its server last described it. */
export interface BatchState {
  readonly id: string;
  readonly inputFileId: string;
  /** As the API names it: `validating`, `in_progress`, `completed`, … */
  readonly status: string;
  readonly outputFileId: string | null;
  readonly errorFileId: string | null;
  readonly counts: { readonly total: number; readonly completed: number; readonly failed: number };
  /** Why the whole batch failed, such as a line that the server refuses. */
  readonly errors: readonly KeptMessage[];
}

/** Nothing happens to a batch in these any more. */
const FINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'expired', 'cancelled']);

export function isFinal({ status }: Pick<BatchState, 'status'>): boolean {
  return FINAL.has(status);
}
