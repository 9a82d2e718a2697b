import * as vscode from 'vscode';
import type { RowDetail } from '../../protocol/dataset';
import type { Neighbour } from '../../protocol/nearDuplicates';
import { abortOnCancel, unlessCancelled } from '../abortOnCancel';
import { rowAtPosition } from './rowAtPosition';
import type { TextDatasets } from './textDatasets';

/** *Go to Definition* on a near-duplicate: the selected row that it duplicates. */
export class DuplicatedRowProvider implements vscode.DefinitionProvider {
  constructor(private readonly datasets: TextDatasets) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[] | undefined> {
    const detail = await unlessCancelled(detailAt(this.datasets, document, position, token));
    if (detail?.nearDuplicateOf === undefined) return undefined;
    const { uri, range: targetRange } = locationOf(document, detail.nearDuplicateOf);
    const originSelectionRange = document.lineAt(detail.lineNumber - 1).range;
    return [{ originSelectionRange, targetUri: uri, targetRange }];
  }
}

/** *Find All References* on a row: its near-duplicates. */
export class NearDuplicateReferenceProvider implements vscode.ReferenceProvider {
  constructor(private readonly datasets: TextDatasets) {}

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    _context: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[] | undefined> {
    const detail = await unlessCancelled(detailAt(this.datasets, document, position, token));
    return detail?.nearDuplicates.map((neighbour) => locationOf(document, neighbour));
  }
}

async function detailAt(
  datasets: TextDatasets,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<RowDetail | undefined> {
  const signal = abortOnCancel(token);
  const session = await datasets.ensure(document);
  if (session === undefined || session.info.format === null) return undefined;
  const row = await rowAtPosition(session, position, signal);
  return row === undefined ? undefined : session.request('row/detail', { rowIndex: row.rowIndex }, { signal });
}

function locationOf(document: vscode.TextDocument, row: Neighbour): vscode.Location {
  const start = new vscode.Position(row.lineNumber - 1, 0);
  return new vscode.Location(document.uri, new vscode.Range(start, start));
}
