import { visibleText } from '../common/visibleText';
import type { TextOutput } from './cliIo';

const ERASE_LINE = '\r\u001b[2K';

/**
 * What the command line prints goes through here: texts of datasets, servers and files reach the terminal as text that
 * it cannot obey. The one control sequence of our own has a method of its own.
 */
export class PlainOutput implements TextOutput {
  constructor(private readonly output: TextOutput) {}

  get isTTY(): boolean {
    return this.output.isTTY === true;
  }

  /** Characters on a line. */
  get columns(): number {
    return this.output.columns ?? 80;
  }

  write(text: string): unknown {
    return this.output.write(visibleText(text));
  }

  /** Takes the terminal's current line away. */
  eraseLine(): void {
    this.output.write(ERASE_LINE);
  }
}
