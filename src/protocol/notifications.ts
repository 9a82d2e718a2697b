import type { RunChange } from './annotation';
import type { DatasetInfo } from './dataset';
import type { ViewInfo } from './views';
import type { JobMethod } from './jobs';
import type { LogEntry } from './log';

/** What the engine says unasked. */
export interface EngineNotifications {
  datasetChanged: DatasetInfo;
  /** Hits of a text filter as they are found; sent a few times a second, the last time with `searching` false. */
  viewChanged: ViewInfo & { readonly datasetId: string; readonly viewId: string };
  /** An annotation run that this engine works on or corrects is another one now; sent about once a second. */
  runChanged: RunChange;
  log: LogEntry;
  engineStatus: EngineStatus;
}

/**
 * From the client that runs the engine in a process of its own: it ended unexpectedly; it runs again, with datasets and
 * views restored and unfinished requests sent again; it keeps ending and is given up.
 */
export interface EngineStatus {
  readonly state: 'crashed' | 'restarted' | 'failed';
  /** The jobs among the requests that are sent again, when it was restarted with any. */
  readonly resent?: readonly JobMethod[];
  /** For people. */
  readonly message: string;
}
