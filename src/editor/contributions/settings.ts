import { EXECUTION_PROVIDER } from '../../choices/sharedOptions';
import {
  MODEL_OPTIONS,
  MODEL_SETTING_DEFAULTS,
  RESTRICTED_MODEL_SETTINGS,
  type ModelSettings,
} from '../../choices/settings';
import { BUDGET } from '../../choices/strategies';
import type { FieldMapping } from '../../dataset/conversation';

/** Every setting under `deita.` with its type and default; a test compares keys and defaults with package.json. */
export type Settings = ModelSettings & OwnSettings;

/** Where text editors say a row's status and score. */
export type MarkPosition = 'beforeLine' | 'codeLens';

/** Those that are no option of a model. */
interface OwnSettings {
  /** Rows, or a text that `readBudget` reads. */
  readonly budget: number | string;
  /** null = the embedder's recommendation. */
  readonly threshold: number | null;
  /** null = not known. */
  readonly 'server.pricePerMillionTokens': number | null;
  readonly 'server.confirmAboveCost': number;
  /** '' = the hub itself. */
  readonly 'hub.endpoint': string;
  /** Folder of the base model's tokenizer; '' = none is chosen. */
  readonly 'training.tokenizer': string;
  /** A recipe's name. */
  readonly 'training.recipe': string;
  /** null = the recipe's. */
  readonly 'training.maxTokens': number | null;
  readonly fields: FieldMapping | null;
  /** null = decided from the machine. */
  readonly threads: number | null;
  /** '' = the extension's own storage. */
  readonly cacheDirectory: string;
  readonly 'decorations.enabled': boolean;
  readonly 'decorations.position': MarkPosition;
  readonly followCursor: boolean;
  /** '' = the editor's own Node. */
  readonly 'engine.nodePath': string;
}

export type SettingKey = keyof Settings;

export const SETTING_DEFAULTS: Settings = {
  budget: BUDGET.default,
  threshold: null,
  ...MODEL_SETTING_DEFAULTS,
  'server.pricePerMillionTokens': null,
  'server.confirmAboveCost': 1,
  'hub.endpoint': '',
  'training.tokenizer': '',
  'training.recipe': 'lora',
  'training.maxTokens': null,
  fields: null,
  threads: null,
  cacheDirectory: '',
  'decorations.enabled': true,
  'decorations.position': 'beforeLine',
  followCursor: true,
  'engine.nodePath': '',
};

export const SETTINGS_SECTION = 'deita';

/** Settings that take effect when the engine starts. */
export const ENGINE_SETTINGS: readonly SettingKey[] = [
  'threads',
  EXECUTION_PROVIDER.setting,
  'cacheDirectory',
  'engine.nodePath',
];

/** Settings of a selection run. */
export const RUN_SETTINGS: readonly SettingKey[] = [
  'budget',
  'threshold',
  'scorer',
  'embedder',
  ...MODEL_OPTIONS.map(({ setting }) => setting),
];

/** Settings of how rows are shown as a model is trained on them. */
export const TRAINING_VIEW_SETTINGS: readonly SettingKey[] = [
  'training.tokenizer',
  'training.recipe',
  'training.maxTokens',
];

/**
 * Settings that a workspace may not set before it is trusted: they name files to read, write or run, servers or language
 * models that would get the dataset's text, or how much of the user's allowance a run may take.
 */
export const RESTRICTED_SETTINGS: readonly SettingKey[] = [
  ...RESTRICTED_MODEL_SETTINGS,
  'editor.model',
  'editor.maxRequests',
  'hub.endpoint',
  'training.tokenizer',
  'cacheDirectory',
  'engine.nodePath',
];
