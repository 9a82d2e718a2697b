import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { fileExists } from '../../common/fileExists';
import { fault } from '../../messages/say';
import type { Settings } from '../contributions/settings';

/** In the folder of every tokenizer that can be read. */
export const TOKENIZER_FILE = 'tokenizer.json';

/** The user in front of the editor; undefined = they gave up. */
export interface TokenizerDialogs {
  /** @param known folders of the workspace that hold a tokenizer */
  askForFolder(known: readonly string[]): Promise<string | undefined>;
  /** Folders of the workspace that hold a tokenizer. */
  findTokenizers(): Promise<readonly string[]>;
}

/**
 * Asks for the folder of the base model's tokenizer, by which rows are rendered and counted.
 * @throws DeitaError `usage` for a folder without a tokenizer
 */
export async function chooseTokenizer(
  dialogs: TokenizerDialogs,
  saveSettings: (values: Partial<Settings>) => Promise<void>,
): Promise<void> {
  const folder = await dialogs.askForFolder(await dialogs.findTokenizers());
  if (folder === undefined) return;
  const file = path.join(folder, TOKENIZER_FILE);
  if (!(await fileExists(file))) throw fault('noTokenizer', { file });
  await saveSettings({ 'training.tokenizer': folder });
}

/** Of the dialog that asks. */
export function chooseTokenizerTitle(): string {
  return l10n.t('DEITA: Choose Tokenizer');
}
