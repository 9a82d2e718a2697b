import { SETTINGS_SECTION } from './settings';

/** As package.json names publisher and extension. */
export const EXTENSION_ID = 'deita.deita-vscode';

/**
 * What to look for in the Settings editor.
 * @param setting a key without the section, or the beginning of several; undefined = all settings of the extension
 */
export function settingsQuery(setting?: string): string {
  const ofExtension = `@ext:${EXTENSION_ID}`;
  return setting === undefined ? ofExtension : `${ofExtension} ${SETTINGS_SECTION}.${setting}`;
}
