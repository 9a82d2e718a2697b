import type { Message, MessageArgument } from '../common/message';
import { faultInWords, inWords, SAID } from '../messages/wording';
import { reader } from './language';
import { formatCount } from './numbers';
import type { RowProblem } from '../dataset/conversation';
import type { LogEntry } from '../protocol/log';
import type { ProbeFinding } from '../protocol/serverProbe';

/** What people are told: what is wrong, and what to do about it. */
export interface ErrorWords {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An error in the reader's language, as far as it is known by code and parameters; else as it came. */
export function errorWords({ message, hint, said }: ErrorWords & { readonly said?: Message | undefined }): ErrorWords {
  return said === undefined ? { message, hint } : faultInWords(said, reader());
}

/** What is wrong and what to do about it, one after the other. */
export function errorText(error: Parameters<typeof errorWords>[0]): string {
  const { message, hint } = errorWords(error);
  return hint === undefined ? message : `${message} ${hint}`;
}

/** What the engine says on its own, in the reader's language: of an error what is wrong, as a sentence. */
export function spokenWords(said: MessageArgument): string {
  if (typeof said === 'string') return said;
  if (typeof said === 'number') return formatCount(said);
  return said.id in SAID ? faultInWords(said, reader()).message : inWords(said, reader());
}

/** What the log has of interest to people, in the reader's language. */
export function noticeWords({ message, said }: Pick<LogEntry, 'message' | 'said'>): string {
  return said === undefined ? message : inWords(said, reader());
}

/** Why a row cannot be read, in the reader's language. */
export function problemWords(problem: Pick<RowProblem, 'message' | 'said'>): string {
  return noticeWords(problem);
}

/** What a probe found, in the reader's language; the hint is the remedy. */
export function findingWords({ message, remedy, said }: ProbeFinding): ErrorWords {
  return errorWords({ message, hint: remedy, said });
}
