import type { FieldMapping } from '../../dataset/conversation';

/** Every setting under `deita.` with its type and default; a test compares keys and defaults with package.json. */
export interface Settings {
  readonly budget: number;
  /** null = the embedder's recommendation. */
  readonly threshold: number | null;
  readonly scorer: 'embedded' | 'precomputed';
  /** '' = the built-in embedder. */
  readonly embeddingsFile: string;
  readonly fields: FieldMapping | null;
  /** null = decided from the machine. */
  readonly threads: number | null;
  /** '' = the extension's own storage. */
  readonly cacheDirectory: string;
  readonly 'decorations.enabled': boolean;
  /** '' = the editor's own Node. */
  readonly 'engine.nodePath': string;
}

export type SettingKey = keyof Settings;

export const SETTING_DEFAULTS: Settings = {
  budget: 6000,
  threshold: null,
  scorer: 'embedded',
  embeddingsFile: '',
  fields: null,
  threads: null,
  cacheDirectory: '',
  'decorations.enabled': true,
  'engine.nodePath': '',
};

export const SETTINGS_SECTION = 'deita';

/** Settings that take effect when the engine starts. */
export const ENGINE_SETTINGS: readonly SettingKey[] = ['threads', 'cacheDirectory', 'engine.nodePath'];

/** Settings of a selection run. */
export const RUN_SETTINGS: readonly SettingKey[] = ['budget', 'threshold', 'scorer', 'embeddingsFile'];

/** Settings that a workspace may not set before it is trusted: they name files to read, write or run. */
export const RESTRICTED_SETTINGS: readonly SettingKey[] = ['embeddingsFile', 'cacheDirectory', 'engine.nodePath'];
