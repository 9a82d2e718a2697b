import type { Settings } from './contributions/settings';

export type SettingsPlace = 'user' | 'workspace';

/** Settings as they can be written. */
export interface WritableSettings {
  /** An untrusted workspace is given nothing. */
  readonly isTrusted: boolean;
  inspect(key: string): { readonly defaultValue?: unknown; readonly workspaceValue?: unknown } | undefined;
  /** undefined takes the value away. */
  update(key: string, value: unknown, place: SettingsPlace): PromiseLike<void>;
}

/**
 * Writes settings where they take effect: in the workspace if it has a value of its own, else for the user.
 * @param preferred where they go that have no value yet
 */
export async function writeSettings(
  values: Partial<Settings>,
  settings: WritableSettings,
  preferred: SettingsPlace = 'user',
): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const known = settings.inspect(key);
    const isOfWorkspace = preferred === 'workspace' || known?.workspaceValue !== undefined;
    const place = settings.isTrusted && isOfWorkspace ? 'workspace' : 'user';
    await settings.update(key, value === known?.defaultValue ? undefined : value, place);
  }
}
