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
