import type { FaultText } from '../text';

/** Of files and folders, whatever they are for; `reason` is what the system says. */
export const FILE_FAULTS = {
  notRead: { code: 'fileUnreadable', message: '{file} cannot be read: {reason}.' },
  notWritten: { code: 'outputFailed', message: '{file} cannot be written: {reason}.' },
  folderNotMade: { code: 'outputFailed', message: '{folder} cannot be made: {reason}.' },
  fileDamaged: { code: 'fileUnreadable', message: '{file} is damaged.', hint: '{remedy}' },
} as const satisfies Readonly<Record<string, FaultText>>;
