import type * as vscode from 'vscode';
import type { MarkPosition } from '../contributions/settings';
import { readSetting } from '../settings';

/** Settings that decide what text editors show of a row without being asked. */
export const MARK_SETTINGS = ['decorations.enabled', 'decorations.position'] as const;

/** Where a file's rows say their status and score; null = nowhere. */
export function markPosition(uri: vscode.Uri): MarkPosition | null {
  return readSetting('decorations.enabled', uri) ? readSetting('decorations.position', uri) : null;
}
