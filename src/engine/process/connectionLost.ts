import { DeitaError } from '../../common/errors';

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
  if (error instanceof StartFailed) return stopped(`The engine did not start: ${error.message}.`);
  return stopped(`The engine ended ${times} times at this request.`);
}

export function stopped(message: string): DeitaError {
  return new DeitaError('engineStopped', message, 'Reload the window to start it again.');
}
