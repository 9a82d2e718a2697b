import { ProgressType } from 'vscode-jsonrpc/node';
import type { JobProgress } from '../../protocol/jobProgress';
import type { EngineNotifications } from '../../protocol/notifications';
import type { EngineMethod, ParamsOf } from '../../protocol/requests';

/** How a request travels: its parameters and, where the caller wants it, under which token progress comes back. */
export interface WireRequest<M extends EngineMethod = EngineMethod> {
  readonly params: ParamsOf<M>;
  readonly progressToken?: number;
}

/** How notifications travel, several in one message where they waited for each other; all use one JSON-RPC method. */
export interface WireNotifications {
  readonly notifications: readonly WireNotification[];
}

export interface WireNotification<N extends keyof EngineNotifications = keyof EngineNotifications> {
  readonly name: N;
  readonly value: EngineNotifications[N];
}

/** What the engine asks goes by the methods' own names, each before this, so that both ways can be told apart. */
export const HOST_PREFIX = 'host/';
export const NOTIFICATION = 'engine/notification';
export const PROGRESS = new ProgressType<JobProgress>();
/** JSON-RPC wants a number; what happened is in the error's data, a `WireError`. */
export const REQUEST_FAILED = -32803;
/** What the engine says unasked over the wire; `engineStatus` is the client's own. */
export const ENGINE_NOTIFICATIONS = ['datasetChanged', 'viewChanged', 'runChanged', 'log'] as const;
