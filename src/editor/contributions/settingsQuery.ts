/** As package.json names publisher and extension. */
export const EXTENSION_ID = 'deita.deita-vscode';

/**
 * What to look for in the Settings editor.
 * @param setting a setting's whole name, or the beginning of several; undefined = all settings of the extension
 */
export function settingsQuery(setting?: string): string {
  const ofExtension = `@ext:${EXTENSION_ID}`;
  return setting === undefined ? ofExtension : `${ofExtension} ${setting}`;
}
