import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ActiveDataset, activeFile } from '../activeDataset';
import { isOnDisk, mayBeDataset } from '../datasets/datasetFiles';
import { fault } from '../../messages/say';

/**
 * The file that a command is about: the one it was called on, else the dataset in the active editor, else the dataset
 * looked at last, else the one that the person picks.
 * @throws DeitaError `usage` for a document that was never saved
 */
export async function chooseDataset(argument: unknown, active: ActiveDataset): Promise<vscode.Uri | undefined> {
  if (argument instanceof vscode.Uri) return argument;
  return datasetInFront() ?? active.recent?.uri ?? askForDataset();
}

/**
 * The file in the active editor, where it is a dataset by its name or a table shows it.
 * @throws DeitaError `usage` for a document that was never saved
 */
export function datasetInFront(): vscode.Uri | undefined {
  const file = activeFile();
  if (file?.uri.scheme === 'untitled') throw fault('saveFirst');
  const isDataset = file !== undefined && isOnDisk(file.uri) && (file.view === 'table' || mayBeDataset(file.uri));
  return isDataset ? file.uri : undefined;
}

/** Asks for a dataset file. */
export async function askForDataset(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Open a dataset'),
      openLabel: l10n.t('Open in DEITA'),
      filters: {
        [l10n.t('Datasets')]: ['jsonl', 'ndjson', 'json', 'gz', 'zst', 'parquet', 'arrow', 'feather', 'csv', 'tsv'],
        [l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return file;
}
