import type { DeitaError, ErrorCode } from '../../common/errors';
import { SETTING_DEFAULTS, SETTINGS_SECTION, type SettingKey } from '../contributions/settings';
import type { MessageArgument } from '../../common/message';

const BY_CODE: Partial<Record<ErrorCode, SettingKey>> = {
  scoresMissing: 'scorer',
  embeddingsMismatch: 'embeddingsFile',
  hubUnreachable: 'hub.endpoint',
  cacheUnusable: 'cacheDirectory',
};

/** The setting that an error asks to change: the one that it names, else the one that its code is about. */
export function settingToChange({ code, said }: Pick<DeitaError, 'code' | 'said'>): SettingKey | undefined {
  const named = Object.values(said?.args ?? {}).find(isSettingName);
  return named === undefined ? BY_CODE[code] : keyOf(named);
}

function isSettingName(argument: MessageArgument): argument is string {
  return typeof argument === 'string' && argument.startsWith(PREFIX) && keyOf(argument) in SETTING_DEFAULTS;
}

function keyOf(name: string): SettingKey {
  return name.slice(PREFIX.length) as SettingKey;
}

const PREFIX = `${SETTINGS_SECTION}.`;
