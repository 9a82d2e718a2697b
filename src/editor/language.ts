import * as vscode from 'vscode';
import { type Language, useLanguage } from '../wording/language';

/** The editor's language where this extension has its texts, else English: numbers never speak another language. */
export function editorLanguage(): Language {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? { tag: 'en', texts: {} } : { tag: vscode.env.language, texts: bundle };
}

// On import, which comes before that of any module with texts.
useLanguage(editorLanguage());
