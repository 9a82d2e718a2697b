import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { DATASET_EDITOR } from '../contributions/views';

/** Closes a panel when the last table of its dataset is closed; where there never was one, it stays. */
export function closeWithTable(panel: vscode.WebviewPanel, dataset: vscode.Uri): Subscription {
  const isTable = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputCustom &&
    input.viewType === DATASET_EDITOR &&
    input.uri.toString() === dataset.toString();
  return vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    if (closed.some(isTable) && !open.some(isTable)) panel.dispose();
  });
}
