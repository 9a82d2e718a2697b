import { DeitaError, messageOf } from '../../common/errors';
import type { Message, MessageArgument } from '../../common/message';
import { reasonOf, say, sentenceOf } from '../../messages/say';
import { inEnglish } from '../../messages/wording';
import type { MissingRows } from './packing';

/** What keeps a part of a file from being read. Libraries throw errors of their own, which have no translation. */
export class Damage extends Error {
  constructor(
    readonly said: Message,
    options?: ErrorOptions,
  ) {
    super(inEnglish(said), options);
  }
}

/** What was wrong where something could not be read, for a sentence about it. */
export function damageOf(error: unknown): MessageArgument {
  return error instanceof Damage ? error.said : reasonOf(error);
}

/** The place of a row, with what was wrong: a sentence. */
export function missingRow(error: unknown): MissingRows {
  if (error instanceof Damage) return { said: error.said, rows: 1 };
  const text = error instanceof DeitaError ? sentenceOf(error) : messageOf(error);
  return { said: say('verbatim', { text }), rows: 1 };
}
