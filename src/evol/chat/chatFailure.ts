import { DeitaError } from '../../common/errors';
import { ServerError } from '../../serverClient/serverError';

/** Whether a model refuses just this request: a filtered or overlong text, not a key, a limit or a dead server. */
export function isRefusal(error: unknown): error is DeitaError {
  if (error instanceof ServerError) return error.kind === 'context' || error.kind === 'request';
  return error instanceof DeitaError && error.code === 'chatRefused';
}

/** Whether a model failed in a way that another time may be right. */
export function isPassing(error: unknown): error is DeitaError {
  if (error instanceof ServerError) return error.transient || error.kind === 'answer';
  return error instanceof DeitaError && error.code === 'chatFailed';
}
