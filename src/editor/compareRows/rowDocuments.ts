import * as vscode from 'vscode';
import { rowText } from '../../wording/rowText';
import type { DatasetSession } from '../datasets/datasetSession';
import { fromQuery, toQuery } from './rowAddress';

const SCHEME = 'deita-row';

interface OpenDatasets {
  open(uri: vscode.Uri): Promise<DatasetSession>;
}

/** Rows as documents of plain text that VS Code shows and compares; nothing in them can act, nothing can be edited. */
export class RowDocuments implements vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(private readonly datasets: OpenDatasets) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => this.contentOf(uri),
    });
  }

  /** @param name of the document, as its tab says */
  uriOf(dataset: vscode.Uri, rowIndex: number, name: string): vscode.Uri {
    const query = toQuery({ dataset: dataset.toString(), rowIndex });
    return vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query });
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** The dataset may have been closed since, as when VS Code was started again. */
  private async contentOf({ query }: vscode.Uri): Promise<string> {
    const address = fromQuery(query);
    if (address === undefined) return '';
    const session = await this.datasets.open(vscode.Uri.parse(address.dataset, true));
    return rowText(await session.request('row/detail', { rowIndex: address.rowIndex }));
  }
}
