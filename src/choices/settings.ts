import { EMBEDDERS, type EmbedderKind, type EmbedderOption } from './embedders';
import { isRestricted, settingDefault, type ModelOption, type SettingValue } from './option';
import { SCORERS, type ScorerKind, type ScorerOption } from './scorers';

type FamilyOption = ScorerOption | EmbedderOption;

/** The settings that choose models, by their keys under `deita.`. */
export type ModelSettings = { readonly scorer: ScorerKind; readonly embedder: EmbedderKind } & {
  readonly [Option in FamilyOption as Option['setting']]: SettingValue<Option>;
};

/** Every option of every family, each once. */
export const MODEL_OPTIONS: readonly ModelOption<FamilyOption['setting']>[] = [
  ...new Set(
    [...Object.values(SCORERS), ...Object.values(EMBEDDERS)].flatMap(({ options }): FamilyOption[] => [...options]),
  ),
];

export const MODEL_SETTING_DEFAULTS = {
  scorer: 'built-in',
  embedder: 'built-in',
  ...Object.fromEntries(MODEL_OPTIONS.map((option) => [option.setting, settingDefault(option)])),
} as ModelSettings; // One entry an option, of the value that its type has.

/** Those that a workspace may not set before it is trusted. */
export const RESTRICTED_MODEL_SETTINGS = MODEL_OPTIONS.filter(isRestricted).map(({ setting }) => setting);
