import path from 'node:path';
import { embedderFamily, type EmbedderChoice } from '../choices/embedders';
import type { KindOf, ModelRole } from '../choices/families';
import { kindNamed } from '../choices/formerKinds';
import type { ChoiceOption, ModelOption, OptionSource } from '../choices/option';
import { SCORERS, scorerFamily, type ScorerChoice } from '../choices/scorers';
import { DeitaError } from '../common/errors';
import { SETTINGS_SECTION, type SettingKey } from './contributions/settings';
import { fault } from '../messages/say';

/** Reads a setting as it applies to one file; settings files may hold anything. */
export type ReadSetting = (key: SettingKey) => unknown;

/**
 * The scorer that the settings choose. Relative folders are looked for beside the dataset.
 * @throws DeitaError `usage` naming the setting that is missing
 */
export function scorerFrom(read: ReadSetting, dataset: string): ScorerChoice {
  return scorerFamily({ kind: kindFrom(read, 'scorer') }).read(settingSource(read, dataset));
}

/** Every scorer that the settings say enough about, the one that they choose first. */
export function scorersFrom(read: ReadSetting, dataset: string): ScorerChoice[] {
  const source = settingSource(read, dataset);
  const found = Object.values(SCORERS).flatMap(({ kind }) => {
    try {
      return [scorerFamily({ kind }).read(source)];
    } catch (error) {
      if (error instanceof DeitaError) return []; // It is not set up.
      throw error;
    }
  });
  const chosen = kindNamed('scorer', read('scorer'));
  return [...found.filter(({ kind }) => kind === chosen), ...found.filter(({ kind }) => kind !== chosen)];
}

/** @throws DeitaError `usage` naming the setting that is missing */
export function embedderFrom(read: ReadSetting, dataset: string): EmbedderChoice {
  return embedderFamily({ kind: kindFrom(read, 'embedder') }).read(settingSource(read, dataset));
}

/** A kind may still have the name that an earlier version gave it. */
function kindFrom<Role extends ModelRole>(read: ReadSetting, role: Role): KindOf[Role] {
  const name = read(role);
  const kind = kindNamed(role, name);
  if (kind !== undefined) return kind;
  throw fault('unknownKind', { setting: `${SETTINGS_SECTION}.${role}`, value: String(name), role });
}

function settingSource(read: ReadSetting, dataset: string): OptionSource {
  const valueOf = (option: ModelOption): unknown => read(option.setting as SettingKey); // Settings hold every option.
  return {
    text: (option) => {
      const value = valueOf(option);
      const text = typeof value === 'string' ? value.trim() : '';
      if (text === '') return undefined;
      return option.type === 'path' ? path.resolve(path.dirname(dataset), text) : text;
    },
    paths: (option) => {
      const value = valueOf(option);
      const texts = Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
      return texts.filter((text) => text.trim() !== '').map((text) => path.resolve(path.dirname(dataset), text.trim()));
    },
    oneOf: <Value extends string>(option: ChoiceOption<string, Value>) =>
      option.values.find((word) => word === valueOf(option)),
    count: (option) => {
      const value = valueOf(option);
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= option.minimum ? value : undefined;
    },
    isOn: (option) => valueOf(option) === true,
    nameOf,
    missing,
  };
}

function nameOf({ setting }: ModelOption): string {
  return `${SETTINGS_SECTION}.${setting}`;
}

function missing(option: ModelOption): DeitaError {
  const setting = nameOf(option);
  if (option.type === 'choice') return fault('noneOfItsValues', { setting });
  return option.setting.startsWith('server.')
    ? fault('serverSettingEmpty', { setting })
    : fault('settingEmpty', { setting });
}
