import { createHash } from 'node:crypto';
import type { Conversation } from '../../../dataset/conversation';
import type { SequenceSignal } from '../signalSource';

/** Long enough that no two contents share it. */
const DIGEST_BYTES = 16;

/**
 * The index of the first row that holds the very same: system message, instructions and responses but for white space,
 * tools, media and documents. The first one itself, and a row that is like no other, have none.
 */
export const DUPLICATE_OF: SequenceSignal = {
  begin() {
    const firstWith = new Map<string, number>();
    return {
      derive({ rowIndex, conversation }) {
        const content = digestOf(conversation);
        const first = firstWith.get(content);
        if (first === undefined) firstWith.set(content, rowIndex);
        return first;
      },
    };
  },
};

function digestOf({ system = '', turns, attachments }: Conversation): string {
  const texts = [system, ...turns.flatMap(({ instruction, response }) => [instruction, response])];
  const content = JSON.stringify([texts.map(withPlainSpace), attachments ?? {}]);
  return createHash('sha256').update(content).digest().toString('latin1', 0, DIGEST_BYTES);
}

function withPlainSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
