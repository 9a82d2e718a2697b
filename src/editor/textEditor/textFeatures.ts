import * as vscode from 'vscode';
import type { DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { ErrorMessages } from '../errors/errorMessages';
import { RowHoverProvider } from './hoverProvider';
import { LargeFileHint } from './largeFileHint';
import { affects } from '../settings';
import { CursorFollower, type FollowedTables } from './cursorFollower';
import { DecidedRows } from './decidedRows';
import { MARK_SETTINGS } from './markSettings';
import { RowDecorations } from './rowDecorations';
import { RowLenses } from './rowLenses';
import { RowMarks } from './rowMarks';
import { DuplicatedRowProvider, NearDuplicateReferenceProvider } from './rowNavigation';
import type { TextDatasets } from './textDatasets';

/** `.json` files too: the providers answer for those that are open as datasets only. */
const DOCUMENTS: vscode.DocumentFilter = { scheme: 'file', pattern: '**/*.{jsonl,ndjson,json}' };

interface TextParts {
  readonly registry: DatasetRegistry;
  readonly datasets: TextDatasets;
  readonly tables: FollowedTables;
  readonly extensionUri: vscode.Uri;
  readonly errors: ErrorMessages;
}

/** Everything that text editors show of a dataset. */
export function registerTextFeatures({ registry, datasets, tables, ...parts }: TextParts): vscode.Disposable {
  const { record } = parts.errors;
  return vscode.Disposable.from(
    datasets,
    registerMarks(registry, datasets, parts),
    new CursorFollower(datasets, tables, record),
    new LargeFileHint(),
    vscode.languages.registerHoverProvider(DOCUMENTS, new RowHoverProvider(datasets)),
    vscode.languages.registerDefinitionProvider(DOCUMENTS, new DuplicatedRowProvider(datasets)),
    vscode.languages.registerReferenceProvider(DOCUMENTS, new NearDuplicateReferenceProvider(datasets)),
  );
}

/** What is seen of a row without being asked for, drawn again whenever the dataset has news of it. */
function registerMarks(
  registry: DatasetRegistry,
  datasets: TextDatasets,
  { extensionUri, errors: { record } }: Pick<TextParts, 'extensionUri' | 'errors'>,
): vscode.Disposable {
  const decided = new DecidedRows();
  const decorations = new RowDecorations(datasets, record);
  const marks = new RowMarks(datasets, decided, extensionUri, record);
  const lenses = new RowLenses(datasets, decided);
  const follow = (session: DatasetSession) => {
    let shownRun = '';
    const update = () => {
      decorations.refresh(session.uri);
      const { format, selection, former } = session.info;
      const run = JSON.stringify([format, selection?.finishedAt, former?.change]);
      if (run === shownRun) return;
      shownRun = run;
      decided.forget(session);
      marks.refresh(session.uri);
      lenses.refresh();
    };
    session.onDidChangeInfo(update);
    update();
  };
  return vscode.Disposable.from(
    decorations,
    marks,
    lenses,
    registry.onDidOpen(follow),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affects(event, MARK_SETTINGS)) lenses.refresh();
    }),
    vscode.languages.registerCodeLensProvider(DOCUMENTS, lenses),
  );
}
