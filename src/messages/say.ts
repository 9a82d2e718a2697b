import { DeitaError, messageOf, type ErrorCode } from '../common/errors';
import type { Message, MessageArgument, MessageArguments } from '../common/message';
import { FAULTS, type FaultId } from './faults';
import { type PHRASES, type PhraseId } from './phrases';
import type { GapsOf, Said } from './text';
import { ENGLISH, faultInWords, inEnglish, SAID } from './wording';

type Arguments<Gap> = [Gap] extends [never] ? [] : [args: Readonly<Record<Gap & string, MessageArgument>>];
export type PhraseArguments<Id extends PhraseId> = Arguments<GapsOf<(typeof PHRASES)[Id]>>;
type SaidId = keyof typeof SAID;
type TextsOf<Id extends SaidId> = (typeof SAID)[Id];
type HintOf<T> = T extends { readonly hint: infer Hint } ? Hint : never;
export type SaidArguments<Id extends SaidId> = Arguments<GapsOf<TextsOf<Id>['message']> | GapsOf<HintOf<TextsOf<Id>>>>;

/** A phrase, to be worded by whoever shows it. */
export function say<Id extends PhraseId>(id: Id, ...args: PhraseArguments<Id>): Message {
  return { id, args: given(args) };
}

/** Several things one after the other. */
export function listed(parts: readonly MessageArgument[]): MessageArgument {
  return joined('listed', parts);
}

/** Several things none of which is there. */
export function noneOf(parts: readonly MessageArgument[]): MessageArgument {
  return joined('noneOf', parts);
}

function joined(id: 'listed' | 'noneOf', [first = '', ...more]: readonly MessageArgument[]): MessageArgument {
  return more.length === 0 ? first : say(id, { first, rest: joined(id, more) });
}

/** Why something failed, for a message about it. */
export function reasonOf(error: unknown): MessageArgument {
  return error instanceof DeitaError && error.said !== undefined ? error.said : messageOf(error);
}

/** Why something failed, as a sentence for a message about it. */
export function sentenceOf({ message, said }: DeitaError): MessageArgument {
  return said === undefined ? message : { ...said, part: 'sentence' };
}

/** What to do about something that failed, for a message about it. */
export function hintOf({ hint = '', said }: DeitaError): MessageArgument {
  return said === undefined ? hint : { ...said, part: 'hint' };
}

/** The error of what has no code of its own: it is that of what lies behind it. */
export function faultWithCode<Id extends SaidId>(code: ErrorCode, id: Id, ...args: SaidArguments<Id>): DeitaError {
  const { message, hint, quoted, said } = inWordsOfLogs(id, ...args);
  return new DeitaError(code, message, hint, quoted, said);
}

/** The error of a fault: its code is that of the table, its own message and hint are English. */
export function fault<Id extends FaultId>(id: Id, ...args: SaidArguments<Id>): DeitaError {
  return faultWithCode(FAULTS[id].code, id, ...args);
}

/** What is said, as logs have it, and as it is to be worded by whoever shows it. */
export function inWordsOfLogs<Id extends SaidId>(id: Id, ...args: SaidArguments<Id>) {
  const said: Message = { id, args: given(args) };
  const { quotes }: Said = SAID[id];
  return {
    ...faultInWords(said, ENGLISH),
    quoted: quotedIn(quotes === undefined ? undefined : said.args[quotes]),
    said,
  };
}

function quotedIn(quoted: MessageArgument | undefined): string | undefined {
  if (typeof quoted === 'object') return inEnglish(quoted);
  return typeof quoted === 'string' ? quoted : undefined;
}

function given([args]: readonly [] | readonly [MessageArguments]): MessageArguments {
  return args ?? {};
}
