import { type ServerError, serverFault } from './serverError';

/** Far above what any API answers to what is asked of it; a body that does not end is cut here. */
export const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

/** The server's answer goes on beyond what it may be. */
export function answerTooLarge(url: string, mostBytes: number): ServerError {
  return serverFault('tooLarge', 'endlessAnswer', { url, megabytes: String(Math.round(mostBytes / 1024 ** 2)) });
}
