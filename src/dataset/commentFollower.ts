import { BYTE } from './bytes';

/** Taken out of the module object: they are read for every byte. */
const { slash: SLASH, asterisk: ASTERISK } = BYTE;

/** `opening`: a slash that may begin a comment; `closing`: after an asterisk of a block. */
type State = 'none' | 'opening' | 'line' | 'block' | 'closing';

/** Follows line and block comments that stand between JSON values, byte by byte. */
export class CommentFollower {
  private state: State = 'none';

  constructor(private readonly lineBreak: number) {}

  /** Whether a slash was met, of which the next byte tells what it is. */
  get isOpening(): boolean {
    return this.state === 'opening';
  }

  /** Whether the next byte belongs to a comment, or decides whether there is one. */
  get isOpen(): boolean {
    return this.state !== 'none';
  }

  /** A slash was met outside of comments and strings. */
  open(): void {
    this.state = 'opening';
  }

  /** @returns whether the byte belongs to a comment; the slash before the first that does belongs to it as well */
  take(byte: number): boolean {
    const { state } = this;
    if (state === 'none') return false;
    if (state === 'opening') {
      this.state = byte === SLASH ? 'line' : byte === ASTERISK ? 'block' : 'none';
      return this.isOpen;
    }
    if (state === 'line') this.state = byte === this.lineBreak ? 'none' : 'line';
    else if (state === 'closing' && byte === SLASH) this.state = 'none';
    else this.state = byte === ASTERISK ? 'closing' : 'block';
    return true;
  }
}
