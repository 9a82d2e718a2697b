import * as l10n from '@vscode/l10n';
import { HUB_ENDPOINT } from '../../common/hub';
import type { ApiKeys } from '../connectScorer/apiKeys';

/** What setting the token asks of the person in front of the editor. */
export interface TokenDialogs {
  /** @returns empty = none is to be kept; undefined = all stays as it is */
  typeToken(prompt: string): PromiseLike<string | undefined>;
  tell(message: string): void;
}

/** Keeps an access token for the hub itself, which mirrors never get; nothing typed forgets the one that is kept. */
export async function setHubToken(keys: Pick<ApiKeys, 'set' | 'forget'>, dialogs: TokenDialogs): Promise<void> {
  const prompt = l10n.t('An access token of yours for {0}; empty forgets the one that is kept', HUB_ENDPOINT);
  const token = await dialogs.typeToken(prompt);
  if (token === undefined) return;
  if (token === '') {
    await keys.forget(HUB_ENDPOINT);
    dialogs.tell(l10n.t('No access token of the hub is kept.'));
  } else {
    await keys.set(HUB_ENDPOINT, token);
    dialogs.tell(l10n.t('The access token of the hub is kept.'));
  }
}
