import type { Message } from '../common/message';
import type { ModelIdentity } from '../common/modelIdentity';
import type { Turn } from '../dataset/conversation';
import { fromKept, toKept, type KeptMessage } from '../messages/keptMessage';
import type { BlobStore } from './blobStore';
import { withChecksum, withoutChecksum } from './checksum';
import { contentKey } from './contentKey';

/**
 * What a scorer said about a turn. NaN scores mean unscored, with the reason in `note`; otherwise `note` tells what was
 * cut before scoring.
 */
export interface CachedTurnScore {
  readonly complexityScore: number;
  readonly qualityScore: number;
  readonly note: Message | null;
  readonly outsideLanguage: boolean;
}

/**
 * Layout: complexity and quality as float64, one byte of flags, the note in UTF-8 (as JSON where it has more than a
 * text), and a checksum, which values of the first version lack.
 */
const FLAGS_AT = 16;
const NOTE_AT = 17;
const OUTSIDE_LANGUAGE = 1;
const HAS_NOTE = 2;
const HAS_CHECKSUM = 4;
const NOTE_IS_JSON = 8;

/** Turn scores of one model by content. */
export class ScoreCache {
  constructor(
    private readonly blobs: BlobStore,
    private readonly model: ModelIdentity,
  ) {}

  keyOf(turn: Turn): Buffer {
    return contentKey(this.model, turn.instruction, turn.response);
  }

  get(key: Buffer): CachedTurnScore | undefined {
    const bytes = this.blobs.get(key);
    return bytes && decode(bytes);
  }

  put(key: Buffer, score: CachedTurnScore): void {
    this.blobs.put(key, encode(score));
  }
}

function encode({ complexityScore, qualityScore, note, outsideLanguage }: CachedTurnScore): Uint8Array {
  const kept = note === null ? '' : toKept(note);
  const isText = typeof kept === 'string';
  const noteBytes = Buffer.from(isText ? kept : JSON.stringify(kept));
  const bytes = Buffer.alloc(NOTE_AT + noteBytes.length);
  bytes.writeDoubleLE(complexityScore, 0);
  bytes.writeDoubleLE(qualityScore, 8);
  bytes[FLAGS_AT] =
    (outsideLanguage ? OUTSIDE_LANGUAGE : 0) |
    (note === null ? 0 : HAS_NOTE) |
    (isText ? 0 : NOTE_IS_JSON) |
    HAS_CHECKSUM;
  noteBytes.copy(bytes, NOTE_AT);
  return withChecksum(bytes);
}

/** @returns undefined when the bytes are not those that were kept */
function decode(value: Uint8Array): CachedTurnScore | undefined {
  const flags = value[FLAGS_AT] ?? 0;
  const content = (flags & HAS_CHECKSUM) === 0 ? value : withoutChecksum(value);
  if (content === undefined || content.length < NOTE_AT) return undefined;
  if ((flags & HAS_NOTE) === 0 && content.length > NOTE_AT) return undefined;
  if ((flags & NOTE_IS_JSON) !== 0 && (flags & HAS_CHECKSUM) === 0) return undefined;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return {
    complexityScore: bytes.readDoubleLE(0),
    qualityScore: bytes.readDoubleLE(8),
    note: (flags & HAS_NOTE) === 0 ? null : noteIn(bytes.toString('utf8', NOTE_AT), flags),
    outsideLanguage: (flags & OUTSIDE_LANGUAGE) !== 0,
  };
}

function noteIn(text: string, flags: number): Message {
  return fromKept((flags & NOTE_IS_JSON) === 0 ? text : (JSON.parse(text) as KeptMessage));
}
