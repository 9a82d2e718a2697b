import type { AskHost } from '../protocol/hostRequests';
import type { Log } from '../protocol/log';
import type { EngineNotifications } from '../protocol/notifications';
import type { CacheStore } from '../storage/cacheStore';
import type { Credentials } from './credentials';
import type { EngineModels } from './models/engineModels';

/** What every part of one engine shares. */
export interface EngineContext {
  readonly models: EngineModels;
  readonly credentials: Credentials;
  readonly cache: CacheStore;
  readonly emit: <N extends keyof EngineNotifications>(name: N, value: EngineNotifications[N]) => void;
  readonly host: AskHost;
  readonly log: Log;
}
