import { DeitaError, messageOf } from '../../common/errors';
import { fault } from '../../messages/say';

/** What providers say of a text that they do not answer, in words of their own. */
const REFUSED =
  /off_topic|filtered|content.?filter|content.?policy|context.?length|maximum context|too long|too large/i;
/** And of an allowance that is used up. */
const USED_UP = /quota|rate.?limit|too many requests|allowance|limit (was |has been )?(reached|exceeded)/i;

/**
 * What an error of the editor's language models comes to. Their codes are few, and what is behind `Unknown` is the
 * provider's own error.
 */
export function chatError(model: string, error: unknown): DeitaError {
  if (error instanceof DeitaError) return error;
  const text = textOf(error);
  switch ((error as { readonly code?: unknown } | null)?.code) {
    case 'NoPermissions':
      return fault('chatNotAllowed', { model });
    case 'NotFound':
      return fault('chatModelGone', { model });
    case 'Blocked':
      return fault('chatUsedUp', { model, reason: text });
  }
  if (REFUSED.test(text)) return fault('chatRefused', { reason: text });
  return fault(USED_UP.test(text) ? 'chatUsedUp' : 'chatFailed', { model, reason: text });
}

/** Of the error and what is behind it. */
function textOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const texts = [messageOf(error), ...(cause === undefined ? [] : [messageOf(cause)])].filter((text) => text !== '');
  return [...new Set(texts)].join(': ');
}
