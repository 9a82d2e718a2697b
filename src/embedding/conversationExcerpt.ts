import { createHash } from 'node:crypto';
import type { Message } from '../common/message';
import type { Conversation, Turn } from '../dataset/conversation';
import { say } from '../messages/say';
import { evenlySpread } from './evenlySpread';

/** What of a conversation is read at most. */
export interface ExcerptLimits {
  /** UTF-16 code units of all texts together. */
  readonly characters: number;
  readonly turns: number;
}

/** No row that a model could be trained on comes near: a million characters are more than 200,000 tokens. */
const LIMITS: ExcerptLimits = { characters: 2 ** 20, turns: 1024 };

/** A text that is too long is read in about this many stretches, the first at its beginning, the last at its end. */
const STRETCHES = 32;

/** Characters that are hashed at a time: their bytes are a copy. */
const HASHED_AT_ONCE = 2 ** 20;

/** Halves of surrogate pairs at the ends of a stretch, which some servers refuse. */
const HALF_PAIRS = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g;

type Texts = Pick<Conversation, 'system' | 'turns'>;

/**
 * The part of a conversation that is embedded: all of it, or of one that is far too long turns and stretches of text,
 * spread evenly over the whole. Embedding takes fifty times the memory of the text.
 *
 * What is not read may differ. An excerpt therefore ends with a number that follows from every text: the embedder that
 * comes with DEITA tells texts with different numbers apart, and caches know them by keys of their own. So two rows are
 * not taken for near-duplicates because of what was left out, and two equal ones still are.
 */
export function excerptOf(conversation: Conversation, limits = LIMITS): Conversation {
  const read = textsRead(conversation, limits);
  if (read === undefined) return conversation;
  const turns = [...read.turns, { instruction: '', response: numberOf(conversation) }];
  return { ...conversation, ...read, turns };
}

/** What of a conversation is not embedded; undefined where all of it is. */
export function leftOutOf(conversation: Conversation, limits = LIMITS): Message | undefined {
  const read = textsRead(conversation, limits);
  if (read === undefined) return undefined;
  const characters = { characters: lengthOf(read), allCharacters: lengthOf(conversation) };
  const [turns, allTurns] = [read.turns.length, conversation.turns.length];
  return turns < allTurns ? say('cut.spreadTurns', { turns, allTurns, ...characters }) : say('cut.spread', characters);
}

function textsRead({ system = '', turns }: Texts, limits: ExcerptLimits): Texts | undefined {
  if (lengthOf({ system, turns }) <= limits.characters && turns.length <= limits.turns) return undefined;
  const chosen = evenlySpread(turns, limits.turns);
  const share = fairShare([system, ...chosen.flatMap(textsOf)], limits.characters);
  const fit = (text: string): string => stretchesOf(text, share);
  return {
    ...(system === '' ? {} : { system: fit(system) }),
    turns: chosen.map(({ instruction, response }) => ({ instruction: fit(instruction), response: fit(response) })),
  };
}

function textsOf({ instruction, response }: Turn): string[] {
  return [instruction, response];
}

function lengthOf({ system = '', turns }: Texts): number {
  return turns.reduce((sum, { instruction, response }) => sum + instruction.length + response.length, system.length);
}

/** The length to which texts are cut to fit together: short ones stay whole, long ones share what those leave. */
function fairShare(texts: readonly string[], room: number): number {
  const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
  let left = room;
  for (const [index, length] of lengths.entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Infinity;
}

/** A blank stands between two stretches: no word is made of one's end and the next one's beginning. */
function stretchesOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const count = Math.max(2, Math.min(STRETCHES, Math.floor(length / STRETCHES)));
  const each = Math.max(1, Math.floor(length / count) - 1);
  const step = (text.length - each) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.round(index * step);
    return text.slice(start, start + each).replace(HALF_PAIRS, '');
  }).join(' ');
}

/** 64 bits of the SHA-256 of all texts and their lengths, as a decimal. */
function numberOf({ system = '', turns }: Texts): string {
  const hash = createHash('sha256');
  for (const text of [system, ...turns.flatMap(textsOf)]) {
    hash.update(`${text.length}\n`);
    for (let start = 0; start < text.length; start += HASHED_AT_ONCE) {
      hash.update(text.slice(start, start + HASHED_AT_ONCE), 'utf16le');
    }
  }
  return hash.digest().readBigUInt64LE().toString();
}
