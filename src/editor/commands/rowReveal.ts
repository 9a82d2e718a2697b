import * as vscode from 'vscode';
import { activeFile } from '../activeDataset';
import type { DatasetEditorProvider } from '../datasetEditor/datasetEditorProvider';
import { type RevealArguments } from '../textEditor/commandLinks';
import { revealLine } from '../textEditor/rowJumps';

/** Shows rows where the person is looking: in the table or in the text. */
export class RowReveal {
  constructor(private readonly editors: DatasetEditorProvider) {}

  async reveal({ uri: address, rowIndex, lineNumber }: RevealArguments): Promise<void> {
    const uri = vscode.Uri.parse(address, true);
    if (this.prefersText(uri)) await revealLine(uri, lineNumber - 1);
    else await this.editors.reveal(uri, rowIndex);
  }

  private prefersText(uri: vscode.Uri): boolean {
    const active = activeFile();
    if (active?.uri.toString() === uri.toString()) return active.view === 'text';
    if (this.editors.find(uri) !== undefined) return false;
    return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
  }
}
