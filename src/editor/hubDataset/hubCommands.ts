import type { EngineApi } from '../../protocol/requests';
import type { ApiKeys } from '../connectScorer/apiKeys';
import { readSetting } from '../settings';
import { HUB_DIALOGS, TOKEN_DIALOGS } from './hubDialogs';
import { isHubArguments, openFromHub } from './openFromHub';
import { setHubToken } from './setHubToken';

/** Commands that bring datasets of the hub here. */
export interface HubCommands {
  /** @param given answers to all questions, else the person is asked */
  openFromHub(given: unknown): Promise<void>;
  setHubToken(): Promise<void>;
}

export function hubCommands(parts: {
  readonly engine: Pick<EngineApi, 'request'>;
  readonly keys: ApiKeys;
}): HubCommands {
  return {
    openFromHub: (given) => {
      const endpoint = readSetting('hub.endpoint', null).trim();
      return openFromHub({ ...parts, dialogs: HUB_DIALOGS, endpoint }, isHubArguments(given) ? given : undefined);
    },
    setHubToken: () => setHubToken(parts.keys, TOKEN_DIALOGS),
  };
}
