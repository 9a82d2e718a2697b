import * as vscode from 'vscode';
import { visibleText } from '../../common/visibleText';
import type { CalibrationText } from '../../wording/calibrationText';

const SCHEME = 'deita-calibration';

/** The pairs of a calibration as plain text beside the question which threshold to take: nothing in it is a link. */
export class PairsDocument implements vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration: vscode.Disposable;
  private content = '';
  private sectionLines: readonly number[] = [];

  constructor() {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changeEmitter.event,
      provideTextDocumentContent: () => this.content,
    });
  }

  /** Shows the text and returns what scrolls it to one of its sections. */
  async show({ header, sections }: CalibrationText): Promise<(section: number) => void> {
    const parts = [header, ...sections];
    this.content = visibleText(parts.map((part) => `${part.trimEnd()}\n`).join('\n'));
    let line = 0;
    const starts = parts.map((part) => {
      const start = line;
      line += part.trimEnd().split('\n').length + 1;
      return start;
    });
    this.sectionLines = starts.slice(1);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: '/Calibrate Threshold' });
    this.changeEmitter.fire(uri);
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    return (section) => reveal(editor, this.sectionLines[section] ?? 0);
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, this.changeEmitter).dispose();
  }
}

function reveal(editor: vscode.TextEditor, line: number): void {
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
}
