import type { Message } from './message';

/** What went wrong, as a code that survives a process boundary. */
export type ErrorCode =
  | 'cancelled'
  | 'usage' // the caller's parameters are off: names the setting or option to change
  | 'fileNotFound'
  | 'fileUnreadable'
  | 'fileChanged' // the file changed underneath a running job
  | 'formatUnknown' // no text in UTF-8
  | 'containerUnsupported' // known, but not read: compressed, a table, a database
  | 'notDataset' // read, but it holds no rows: a web page, a settings file, a pointer
  | 'editsNotApplied' // edited texts have no place in the file, or not this one
  | 'keptRowsExceedBudget' // more rows are kept by hand than may be selected
  | 'noUsableRows' // not one row of the dataset can be read or scored
  | 'rowOutOfRange'
  | 'scoresMissing'
  | 'embeddingsMismatch'
  | 'modelMissing'
  | 'modelUnsupported' // a model's folder is there, but not in a form that can be run
  | 'serverUnreachable' // no answer at all: wrong address, not started, network
  | 'serverRefused' // the server answers, but not this request: quota, model, parameter
  | 'keyRefused' // the server wants a key, or another one
  | 'serverBusy' // overloaded or rate-limited for longer than we wait
  | 'serverAnswer' // the answer is not what the API promises, or lacks what scores need
  | 'chatRefused' // a model of the editor's own refuses just this request
  | 'chatPaused' // it answers nothing for now: quota, consent, gone
  | 'chatFailed' // it did not answer, and may another time
  | 'hubUnreachable' // no network, or a wrong endpoint
  | 'downloadFailed' // the hub answers, but the model does not arrive whole
  | 'outputExists'
  | 'runDiffers' // the folder holds an annotation run with other parameters
  | 'runInUse' // another process works on the folder's annotation run
  | 'outputFailed' // the output's folder is missing or cannot be written
  | 'cacheUnusable' // a warning, never thrown: the work goes on, nothing is kept
  | 'datasetNotOpen'
  | 'jobRunning' // one job at a time per dataset
  | 'protocolMismatch' // engine and front come from different builds
  | 'engineStopped'
  | 'internal';

/**
 * An error meant for a person: `message` says what is wrong, `hint` what to do about it, in English.
 * Everything else that is thrown is a defect and is shown as `internal`.
 */
export class DeitaError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint?: string,
    /** What the message repeats of a row or of a server's answer: for people, not for the log. */
    readonly quoted?: string,
    /** The same as a message of `src/messages`, for whoever shows it in the reader's language. */
    readonly said?: Message,
  ) {
    super(message);
    this.name = 'DeitaError';
  }
}

/** Throws a `cancelled` error once the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}

export function cancelled(): DeitaError {
  return new DeitaError('cancelled', 'Cancelled.');
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isCancelled(error: unknown): boolean {
  return error instanceof DeitaError && error.code === 'cancelled';
}
