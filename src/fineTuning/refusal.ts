import type { Message } from '../common/message';
import { inEnglish } from '../messages/wording';

/** Why a row is left out of what a trainer gets. */
export type RefusalReason =
  | 'unreadable'
  | 'rejectedByLabel'
  | 'media'
  | 'documents'
  | 'assistantFirst'
  | 'rolesDoNotAlternate'
  | 'emptyTurn'
  | 'toolsWithoutSchema'
  | 'toolCall'
  | 'toolsWithoutTemplate'
  | 'toolsInPair'
  | 'template'
  | 'overLong'
  | 'noPreference'
  | 'equalRatings'
  | 'unrated'
  | 'inTrainingSet';

/** Thrown where a row turns out to be none that a trainer can be given. Its own message is English. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly said: Message,
  ) {
    super(inEnglish(said));
    this.name = 'Refusal';
  }
}

/** What `work` comes to, or why its row is refused. */
export function refusalOr<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
