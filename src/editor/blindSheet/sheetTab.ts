import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SheetState } from '../../protocol/pages/sheetPage';
import { COMMANDS } from '../contributions/commands';
import { PageStates } from '../pages/pageStates';
import type { PageTab } from '../pages/pageTab';
import { chooseSheet } from './chooseSheet';
import { SHEET_DIALOGS } from './sheetDialogs';
import { SHEET_PAGE, SheetPanel } from './sheetPanel';

/** People comparing the answers of two models without knowing whose they are. */
export const SHEET_TAB = {
  page: SHEET_PAGE,
  command: COMMANDS.compareAnswers,
  choose: async (argument, _active, { engine }) => {
    if (argument instanceof vscode.Uri) return argument;
    const folder = await chooseSheet(engine, SHEET_DIALOGS);
    return folder === undefined ? undefined : vscode.Uri.file(folder);
  },
  title: (sheet) => path.basename(sheet.fsPath),
  open: (panel, sheet, { storage, extensionUri, engine }) =>
    new SheetPanel(panel, sheet, {
      ...{ extensionUri, engine },
      states: new PageStates<SheetState>(storage, 'deita.sheetStates'),
      askForOutput: (defaultUri) =>
        vscode.window.showSaveDialog({
          title: l10n.t('Export votes'),
          defaultUri,
          filters: { [l10n.t('JSON Lines')]: ['jsonl'] },
        }),
    }),
} as const satisfies PageTab;
