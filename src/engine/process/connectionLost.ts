import type { DeitaError } from '../../common/errors';
import { fault } from '../../messages/say';

/** The engine's process ended before it answered. */
export class ConnectionLost extends Error {
  constructor(
    reason: string,
    /** It was ended to be started again: what it left unanswered is no fault of the request. */
    readonly asked = false,
  ) {
    super(reason);
  }
}

/** It ended before it could be asked anything. */
export class StartFailed extends ConnectionLost {}

/** What a request fails with that has met the end of an engine too often. @param times how often */
export function givenUp(error: ConnectionLost, times: number): DeitaError {
  return error instanceof StartFailed
    ? fault('engineDidNotStart', { reason: error.message })
    : fault('engineEndedAgain', { times });
}
