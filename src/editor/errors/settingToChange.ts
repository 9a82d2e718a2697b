import type { ErrorCode } from '../../common/errors';
import { SETTING_DEFAULTS, type SettingKey } from '../contributions/settings';

const BY_CODE: Partial<Record<ErrorCode, SettingKey>> = {
  scoresMissing: 'scorer',
  embeddingsMismatch: 'embeddingsFile',
  hubUnreachable: 'hub.endpoint',
  cacheUnusable: 'cacheDirectory',
};

/** The setting that an error asks to change: the one that its text names, else the one that its code is about. */
export function settingToChange(code: ErrorCode, text: string): SettingKey | undefined {
  const named = Object.keys(SETTING_DEFAULTS).find((key) => new RegExp(`\\bdeita\\.${key}\\b`).test(text));
  return (named as SettingKey | undefined) ?? BY_CODE[code];
}
