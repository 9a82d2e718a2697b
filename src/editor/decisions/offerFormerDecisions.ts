import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { DatasetSession } from '../datasets/datasetSession';

/** Asks the user. @returns whether they want what is offered */
export type OfferToTakeOver = (message: string, action: string) => Promise<boolean>;

/** Offers, once, what was decided about a file when it had another name. */
export function offerFormerDecisions(
  session: Pick<DatasetSession, 'info' | 'onDidChangeInfo' | 'request' | 'uri'>,
  offer: OfferToTakeOver,
  onError: (error: unknown) => void,
): void {
  let isOffered = false;
  const look = async (): Promise<void> => {
    const { formerDecisions } = session.info;
    if (formerDecisions === undefined || isOffered) return;
    isOffered = true;
    const [file, folder] = [path.basename(session.uri.fsPath), path.basename(formerDecisions)];
    const message =
      session.info.decisions === undefined
        ? l10n.t('{0} seems to be renamed: {1} holds decisions about it.', file, folder)
        : l10n.t(
            '{0} seems to be renamed: {1} holds decisions about it. Taken over, they join those made since; of two about the same, the later one counts.',
            file,
            folder,
          );
    if (await offer(message, l10n.t('Take Over'))) await session.request('decisions/adopt', {});
  };
  session.onDidChangeInfo(() => void look().catch(onError));
  void look().catch(onError);
}
