import { ServerError } from './serverError';

/** Far above what any API answers to what is asked of it; a body that does not end is cut here. */
export const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

/** The server's answer goes on beyond what it may be. */
export function answerTooLarge(url: string, mostBytes: number): ServerError {
  return new ServerError(
    'tooLarge',
    `${url} answered with more than ${Math.round(mostBytes / 1024 ** 2)} MB, of which the rest was not read.`,
    'Check the base URL and the server: no answer to what was asked is that long.',
  );
}
