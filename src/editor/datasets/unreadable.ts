import { DeitaError, type ErrorCode } from '../../common/errors';

const UNREADABLE: ReadonlySet<ErrorCode> = new Set(['formatUnknown', 'containerUnsupported', 'notDataset']);

/** Whether a file could not be opened because of what it is: a fact to show in its place, no failure. */
export function isUnreadable(error: unknown): error is DeitaError {
  return error instanceof DeitaError && UNREADABLE.has(error.code);
}
