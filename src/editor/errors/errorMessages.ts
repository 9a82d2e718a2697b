import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DeitaError, type ErrorCode, isCancelled, messageOf } from '../../common/errors';
import { COMMANDS } from '../contributions/commands';
import { settingsQuery } from '../contributions/settingsQuery';
import type { PlainLog } from '../plainLog';
import { plainMessage } from './plainMessage';
import { errorText } from '../../wording/errorText';
import { settingToChange } from '../../wording/settingToChange';
import { fault } from '../../messages/say';

/** Errors whose cause a person finds in the log. */
const LOGGED_CODES: ReadonlySet<ErrorCode> = new Set(['internal', 'engineStopped', 'protocolMismatch', 'modelMissing']);

/** Tells people of errors: what is wrong, what to do, and a button for it. */
export class ErrorMessages {
  constructor(private readonly log: PlainLog) {}

  /** Shows an error; a cancellation is none. Returns at once, the message stays as long as the person lets it. */
  show(error: unknown): void {
    if (isCancelled(error)) return;
    this.record(error);
    const shown = asDeitaError(error);
    const text = plainMessage(errorText(shown));
    const { code } = shown;
    const setting = settingToChange(shown);
    const [openSetting, showLog] = [l10n.t('Open Setting'), l10n.t('Show Log')];
    const buttons = [...(setting === undefined ? [] : [openSetting]), ...(LOGGED_CODES.has(code) ? [showLog] : [])];
    void vscode.window.showErrorMessage(text, ...buttons).then((button) => {
      if (button === openSetting) openSettings(setting);
      if (button === showLog) void vscode.commands.executeCommand(COMMANDS.showLog);
    });
  }

  /** For work that nobody asked for, such as drawing decorations: the log alone. */
  readonly record = (error: unknown): void => {
    this.log.error(error);
  };
}

/** Shows what a person should know although the work goes on, with a button where a setting has to do with it. */
export function showWarning(message: string, code: ErrorCode | undefined): void {
  const setting = code && settingToChange({ code });
  const openSetting = l10n.t('Open Setting');
  const buttons = setting === undefined ? [] : [openSetting];
  void vscode.window.showWarningMessage(plainMessage(message), ...buttons).then((button) => {
    if (button === openSetting) openSettings(setting);
  });
}

/** Shows a warning about which the log says more. */
export function showWithLog(message: string): void {
  const showLog = l10n.t('Show Log');
  void vscode.window.showWarningMessage(message, showLog).then((button) => {
    if (button === showLog) void vscode.commands.executeCommand(COMMANDS.showLog);
  });
}

/** Opens the Settings editor on one setting or one group, or on all of the extension, and on nothing else. */
export function openSettings(setting?: string): void {
  void vscode.commands.executeCommand('workbench.action.openSettings', settingsQuery(setting));
}

function asDeitaError(error: unknown): DeitaError {
  if (error instanceof DeitaError) return error;
  return fault('failed', { reason: messageOf(error) });
}
