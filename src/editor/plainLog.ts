import type * as vscode from 'vscode';
import { visibleText } from '../common/visibleText';

type Channel = Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error' | 'show' | 'dispose'>;

/** DEITA's log: what files and servers put into a message is shown there, never obeyed. */
export class PlainLog implements vscode.Disposable {
  constructor(private readonly channel: Channel) {}

  info(message: string): void {
    this.channel.info(visibleText(message));
  }

  warn(message: string): void {
    this.channel.warn(visibleText(message));
  }

  /** Errors with their stack. */
  error(error: unknown): void {
    this.channel.error(visibleText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}
