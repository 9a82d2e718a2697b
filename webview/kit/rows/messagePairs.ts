import type { MessageRole } from '../../../src/dataset/conversation';
import { rowMessages, type RowMessage } from '../../../src/wording/rowMessages';
import type { RowDetail } from '../../../src/protocol/dataset';
import { wordChanges, type TextPiece } from '../text/wordChanges';

/** One side of a pair. */
export interface MarkedText {
  readonly text: string;
  /** What the other side lacks is `added`; null = it has next to nothing in common with it. */
  readonly pieces: readonly TextPiece[] | null;
}

/** Messages of two rows that stand in the same place; null = the row has none there. */
export interface MessagePair {
  readonly role: MessageRole;
  /** From 1; 0 = before the first turn. */
  readonly turn: number;
  readonly own: MarkedText | null;
  readonly other: MarkedText | null;
  readonly isSame: boolean;
}

/** What comparing all the messages may take, so that a key is answered; what comes after it is shown unmarked. */
const LONGEST_MS = 500;

/** Two rows message by message: those of one turn and role belong together, the first with the first. */
export function messagePairs(row: RowDetail, other: RowDetail): MessagePair[] {
  const end = performance.now() + LONGEST_MS;
  const ours = rowMessages(row);
  const theirs = rowMessages(other);
  return placesOf(ours, theirs).map(({ role, turn, place }) => {
    const at = (messages: readonly RowMessage[]): string | undefined =>
      messages.filter((message) => message.role === role && message.turn === turn)[place]?.text;
    return { role, turn, ...marked(at(ours), at(theirs), end) };
  });
}

interface Place {
  readonly role: MessageRole;
  readonly turn: number;
  /** Among the messages of this role and turn. */
  readonly place: number;
}

/** Turn by turn, in the order of the first row, then what the second has besides. */
function placesOf(ours: readonly RowMessage[], theirs: readonly RowMessage[]): Place[] {
  const places = new Map<string, Place>();
  for (const messages of [ours, theirs]) {
    const counts = new Map<string, number>();
    for (const { role, turn } of messages) {
      const group = `${turn} ${role}`;
      const place = counts.get(group) ?? 0;
      counts.set(group, place + 1);
      const key = `${group} ${place}`;
      if (!places.has(key)) places.set(key, { role, turn, place });
    }
  }
  return [...places.values()].sort((a, b) => a.turn - b.turn);
}

function marked(
  own: string | undefined,
  other: string | undefined,
  end: number,
): Pick<MessagePair, 'own' | 'other' | 'isSame'> {
  return {
    own: sideOf(own, other, end),
    other: sideOf(other, own, end),
    isSame: own === other,
  };
}

/** Each side from its own point of view: its white space is that of the row. */
function sideOf(text: string | undefined, beside: string | undefined, end: number): MarkedText | null {
  if (text === undefined) return null;
  const left = end - performance.now();
  const changes = beside === undefined || left <= 0 ? null : wordChanges(beside, text, left);
  return { text, pieces: changes?.filter(({ kind }) => kind !== 'removed') ?? null };
}
