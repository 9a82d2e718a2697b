import type * as vscode from 'vscode';
import type { FieldMapping } from '../../dataset/conversation';
import { checkedMapping } from '../../dataset/fieldMapping';
import type { DatasetInfo } from '../../protocol/dataset';
import type { EngineApi } from '../../protocol/requests';
import { offerFormerDecisions } from '../decisions/offerFormerDecisions';
import { offerToTakeOver } from '../decisions/dialogs';
import { readSetting } from '../settings';
import { isOnDisk } from './datasetFiles';
import { DatasetSession } from './datasetSession';
import { watchFile } from './fileWatch';
import { fault } from '../../messages/say';

/** Opens a file as a dataset and opens it again whenever it changes on disk. */
export async function openSession(
  uri: vscode.Uri,
  engine: EngineApi,
  onError: (error: unknown) => void,
): Promise<DatasetSession> {
  if (!isOnDisk(uri)) throw fault('notOnDisk');
  const session = await DatasetSession.open(uri, engine, () => openInEngine(uri, engine));
  offerFormerDecisions(session, offerToTakeOver, onError);
  const watch = watchFile(uri, () => {
    session.reopen().catch(onError);
  });
  session.onDidDispose(() => {
    watch.dispose();
  });
  return session;
}

/** @throws DeitaError `usage` naming the setting when it says something that cannot be */
function fieldsFrom(written: FieldMapping | null): FieldMapping | null {
  if (written === null) return null;
  const checked = checkedMapping({ ...written });
  if ('problem' in checked) throw fault('fieldsUnusable', { setting: 'deita.fields', reason: checked.problem });
  return checked.mapping;
}

function openInEngine(uri: vscode.Uri, engine: EngineApi): Promise<DatasetInfo> {
  const fields = fieldsFrom(readSetting('fields', uri));
  return engine.request('dataset/open', {
    path: uri.fsPath,
    showDecisions: true,
    showSignals: true,
    ...(fields === null ? {} : { fields }),
  });
}
