import { baseUrlFault } from '../common/baseUrl';
import type { Message } from '../common/message';
import { fault, say } from './say';

/** What keeps an address from being a base URL, as the end of a sentence about it; undefined = nothing. */
export function baseUrlProblem(address: string): Message | undefined {
  const reason = baseUrlFault(address);
  return reason && say(`url.${reason}`);
}

/** Before anything is asked. @throws DeitaError `usage` when it is no http(s) URL, or holds a password, a query or a fragment */
export function assertBaseUrl(address: string): void {
  const reason = baseUrlProblem(address);
  if (reason !== undefined) throw fault('serverBaseUrl', { reason });
}
