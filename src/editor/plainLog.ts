import type * as vscode from 'vscode';
import { visibleText } from '../common/visibleText';
import { type LogEntry, logText } from '../protocol/log';
import { loggedError } from '../protocol/loggedError';

type Channel = Pick<vscode.LogOutputChannel, LogEntry['level'] | 'show' | 'dispose'>;

/** DEITA's log: what files and servers put into a message is shown there, never obeyed. */
export class PlainLog implements vscode.Disposable {
  constructor(private readonly channel: Channel) {}

  write(entry: LogEntry): void {
    this.channel[entry.level](visibleText(logText(entry)));
  }

  /** Errors with their stack. */
  error(error: unknown): void {
    this.write({ level: 'error', message: 'shown or met by the extension', ...loggedError(error) });
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}
