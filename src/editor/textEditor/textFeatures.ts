import * as vscode from 'vscode';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import { RowHoverProvider } from './hoverProvider';
import { LargeFileHint } from './largeFileHint';
import { RowDecorations } from './rowDecorations';
import { RowMarks } from './rowMarks';
import { DuplicatedRowProvider, NearDuplicateReferenceProvider } from './rowNavigation';
import type { TextDatasets } from './textDatasets';

/** `.json` files too: the providers answer for those that are open as datasets only. */
const DOCUMENTS: vscode.DocumentFilter = { scheme: 'file', pattern: '**/*.{jsonl,ndjson,json}' };

/** Everything that text editors show of a dataset. */
export function registerTextFeatures(
  registry: DatasetRegistry,
  datasets: TextDatasets,
  extensionUri: vscode.Uri,
  errors: ErrorMessages,
): vscode.Disposable {
  const decorations = new RowDecorations(datasets, errors.record);
  const marks = new RowMarks(datasets, extensionUri, errors.record);
  const follow = (session: DatasetSession) => {
    let shownRun = '';
    const update = () => {
      decorations.refresh(session.uri);
      const run = JSON.stringify([session.info.selection?.finishedAt, session.info.former?.change]);
      if (run !== shownRun) marks.refresh(session);
      shownRun = run;
    };
    session.onDidChangeInfo(update);
    update();
  };
  return vscode.Disposable.from(
    datasets,
    decorations,
    marks,
    new LargeFileHint(),
    registry.onDidOpen(follow),
    vscode.languages.registerHoverProvider(DOCUMENTS, new RowHoverProvider(datasets)),
    vscode.languages.registerDefinitionProvider(DOCUMENTS, new DuplicatedRowProvider(datasets)),
    vscode.languages.registerReferenceProvider(DOCUMENTS, new NearDuplicateReferenceProvider(datasets)),
  );
}
