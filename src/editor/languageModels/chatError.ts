import * as l10n from '@vscode/l10n';
import { DeitaError, messageOf } from '../../common/errors';

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
      return new DeitaError(
        'chatPaused',
        l10n.t('The editor does not let DEITA use {0}.', model),
        l10n.t('Allow it when the editor asks, or under Manage Language Model Access, and go on.'),
      );
    case 'NotFound':
      return modelGone(model);
    case 'Blocked':
      return usedUp(model, text);
  }
  if (REFUSED.test(text)) return new DeitaError('chatRefused', text, undefined, text);
  if (USED_UP.test(text)) return usedUp(model, text);
  return new DeitaError('chatFailed', l10n.t('{0} did not answer: {1}', model, text), undefined, text);
}

export function modelGone(model: string): DeitaError {
  return new DeitaError(
    'chatPaused',
    l10n.t('The editor has no model {0} now.', model),
    l10n.t('Sign in to its provider or install its extension, and go on.'),
  );
}

function usedUp(model: string, text: string): DeitaError {
  return new DeitaError(
    'chatPaused',
    l10n.t('{0} answers nothing more for now: {1}', model, text),
    l10n.t('Go on once its allowance is renewed: nothing that was answered is asked again.'),
    text,
  );
}

/** Of the error and what is behind it. */
function textOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const texts = [messageOf(error), ...(cause === undefined ? [] : [messageOf(cause)])].filter((text) => text !== '');
  return [...new Set(texts)].join(': ');
}
