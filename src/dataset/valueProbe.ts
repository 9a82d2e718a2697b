import { BYTE, isWhiteSpace } from './bytes';
import { CommentFollower } from './commentFollower';
import type { ByteRange } from './byteSource';
import type { ScanPosition } from './fileLayout';

/** A list that an object holds, directly or inside of other objects. */
export interface HeldList {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  /** Just after its opening bracket. */
  readonly rowsFrom: ScanPosition;
  elements: number;
  /** What the first element is; null for an empty list. */
  kind: 'object' | 'list' | 'scalar' | null;
  /** Its first elements. */
  readonly samples: ByteRange[];
}

/** The outline of the first value of a file. */
export interface Outline {
  readonly keys: readonly string[];
  readonly lists: readonly HeldList[];
  /** One past its last byte; null when the file ends inside of it. */
  readonly end: number | null;
}

const MOST_SAMPLES = 5;
const MOST_LISTS = 100;
const MOST_KEYS = 20;
const MOST_KEY_BYTES = 256;
/** Deeper objects are counted, not looked into. */
const MOST_DEPTH = 32;

type Frame =
  | { readonly kind: 'object'; readonly path: readonly string[]; key: string; keyIsDue: boolean }
  | { readonly kind: 'list'; readonly list: HeldList | null; elementStart: number; depth: number }
  | { readonly kind: 'deep'; depth: number };

/**
 * Follows the first value of a file, an object, to its end without parsing or keeping it: finds its keys and the lists
 * that it holds, whatever its size. Strings end with their line at the latest, as in the value scanner.
 */
export class ValueProbe {
  private readonly keys: string[] = [];
  private readonly lists: HeldList[] = [];
  private readonly stack: Frame[] = [];
  private position: number;
  private lineNumber: number;
  private end: number | null = null;
  private inString = false;
  private escaped = false;
  private readonly comment: CommentFollower;
  /** Bytes of the key that is being read; null while no key is. */
  private keyBytes: number[] | null = null;
  private contentEnd = 0;

  constructor(
    start: ScanPosition,
    private readonly lineBreak: number,
  ) {
    this.position = start.offset;
    this.lineNumber = start.lineNumber;
    this.comment = new CommentFollower(lineBreak);
  }

  get outline(): Outline {
    return { keys: this.keys, lists: this.lists, end: this.end };
  }

  /** Returns whether the value goes on. */
  push(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length && this.end === null; at++) {
      if (this.inString) at = this.followString(chunk, at);
      else this.takeByte(chunk[at] ?? 0, this.position + at);
    }
    this.position += chunk.length;
    return this.end === null;
  }

  private followString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === this.lineBreak) this.lineNumber++;
      const endsHere = byte === this.lineBreak || (byte === BYTE.quote && !this.escaped);
      if (endsHere) {
        this.contentEnd = this.position + at + 1;
        this.endString();
        return at;
      }
      this.escaped = !this.escaped && byte === BYTE.backslash;
      if (this.keyBytes !== null && this.keyBytes.length < MOST_KEY_BYTES) this.keyBytes.push(byte);
    }
    return chunk.length;
  }

  private endString(): void {
    this.inString = false;
    this.escaped = false;
    const frame = this.stack.at(-1);
    if (this.keyBytes === null || frame?.kind !== 'object') return;
    frame.key = keyOf(this.keyBytes);
    frame.keyIsDue = false;
    if (this.stack.length === 1 && this.keys.length < MOST_KEYS) this.keys.push(frame.key);
    this.keyBytes = null;
  }

  private takeByte(byte: number, offset: number): void {
    if (byte === this.lineBreak) this.lineNumber++;
    if (this.comment.take(byte) || isWhiteSpace(byte)) return;
    if (byte === BYTE.slash) this.comment.open();
    const frame = this.stack.at(-1);
    if (frame === undefined) this.begin(byte);
    else if (frame.kind === 'object') this.takeInObject(frame, byte, offset);
    else if (frame.kind === 'list') this.takeInList(frame, byte, offset);
    else this.takeDeep(frame, byte);
    this.contentEnd = offset + 1;
    if (byte === BYTE.quote) this.inString = true;
    if (this.stack.length === 0) this.end = offset + 1;
  }

  private begin(byte: number): void {
    if (byte === BYTE.openBrace) this.stack.push({ kind: 'object', path: [], key: '', keyIsDue: true });
  }

  private takeInObject(frame: Frame & { kind: 'object' }, byte: number, offset: number): void {
    if (byte === BYTE.quote && frame.keyIsDue) this.keyBytes = [];
    else if (byte === BYTE.comma) frame.keyIsDue = true;
    else if (byte === BYTE.closeBrace) this.stack.pop();
    else if (byte === BYTE.openBrace) this.stack.push(this.innerObject([...frame.path, frame.key]));
    else if (byte === BYTE.openBracket) {
      const list = this.addList([...frame.path, frame.key], offset + 1);
      this.stack.push({ kind: 'list', list, elementStart: -1, depth: 0 });
    }
  }

  private innerObject(path: readonly string[]): Frame {
    return path.length < MOST_DEPTH ? { kind: 'object', path, key: '', keyIsDue: true } : { kind: 'deep', depth: 1 };
  }

  private addList(path: readonly string[], offset: number): HeldList | null {
    if (this.lists.length === MOST_LISTS) return null;
    const list = { path, rowsFrom: { offset, lineNumber: this.lineNumber }, elements: 0, kind: null, samples: [] };
    this.lists.push(list);
    return list;
  }

  private takeInList(frame: Frame & { kind: 'list' }, byte: number, offset: number): void {
    const isEnd = frame.depth === 0 && (byte === BYTE.comma || byte === BYTE.closeBracket);
    if (isEnd) {
      this.endElement(frame);
      if (byte === BYTE.closeBracket) this.stack.pop();
      return;
    }
    if (frame.elementStart < 0) this.startElement(frame, byte, offset);
    if (byte === BYTE.openBrace || byte === BYTE.openBracket) frame.depth++;
    else if ((byte === BYTE.closeBrace || byte === BYTE.closeBracket) && frame.depth > 0) frame.depth--;
  }

  private startElement(frame: Frame & { kind: 'list' }, byte: number, offset: number): void {
    frame.elementStart = offset;
    if (frame.list === null) return;
    frame.list.elements++;
    frame.list.kind ??= byte === BYTE.openBrace ? 'object' : byte === BYTE.openBracket ? 'list' : 'scalar';
  }

  private endElement(frame: Frame & { kind: 'list' }): void {
    const samples = frame.list?.samples;
    if (frame.elementStart >= 0 && samples !== undefined && samples.length < MOST_SAMPLES) {
      samples.push({ start: frame.elementStart, end: this.contentEnd });
    }
    frame.elementStart = -1;
  }

  private takeDeep(frame: Frame & { kind: 'deep' }, byte: number): void {
    if (byte === BYTE.openBrace || byte === BYTE.openBracket) frame.depth++;
    else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) frame.depth--;
    if (frame.depth === 0) this.stack.pop();
  }
}

function keyOf(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
