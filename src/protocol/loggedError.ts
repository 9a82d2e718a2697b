import { DeitaError } from '../common/errors';
import type { LogEntry } from './log';

/** An error as a log may hold it: code, message and frames, without what it quotes of rows and servers. */
export function loggedError(error: unknown): Required<Pick<LogEntry, 'fields' | 'stack'>> {
  const code = error instanceof DeitaError ? error.code : 'internal';
  return { fields: { code, error: messageWithoutQuotations(error) }, stack: framesOf(error) };
}

/** Without a list of frames. */
function messageWithoutQuotations(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DeitaError) {
    return error.quoted === undefined || error.quoted === ''
      ? error.message
      : error.message.replaceAll(error.quoted, '…');
  }
  // What a parser could not read is in its message.
  return error instanceof SyntaxError ? error.name : `${error.name}: ${error.message}`;
}

function framesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}
