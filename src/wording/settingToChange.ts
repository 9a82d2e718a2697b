import type { ErrorCode } from '../common/errors';
import type { Message } from '../common/message';

const BY_CODE: Partial<Record<ErrorCode, string>> = {
  scoresMissing: 'deita.scorer',
  embeddingsMismatch: 'deita.embeddingsFile',
  hubUnreachable: 'deita.hub.endpoint',
  cacheUnusable: 'deita.cacheDirectory',
};

/** Under which a fault names what it is about. */
const NAMES = ['setting', 'option'] as const;

/**
 * The setting that an error asks to change, such as `deita.server.baseUrl`: the one that it names, else the one that its
 * code is about.
 * @returns undefined where no setting can help
 */
export function settingToChange({
  code,
  said,
}: {
  readonly code: ErrorCode;
  readonly said?: Message | undefined;
}): string | undefined {
  return NAMES.map((name) => said?.args[name]).find(isSettingName) ?? BY_CODE[code];
}

/** The command line names an option there. */
export function isSettingName(name: unknown): name is string {
  return typeof name === 'string' && /^deita(\.[a-z]+)+$/i.test(name);
}
