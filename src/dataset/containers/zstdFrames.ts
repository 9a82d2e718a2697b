/** A part of a zstd file, in order. */
export type ZstdPart =
  | { readonly kind: 'start' }
  /** Bytes of the frame, its header included. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** @property checksum the lower half of the XXH64 of what the frame holds; null where it carries none */
  | { readonly kind: 'end'; readonly checksum: number | null };

const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const BLOCK = { runLength: 1, reserved: 3 } as const;

/** As the program `zstd` has it without `--long`: what looks back further needs as much memory to be unpacked. */
const MOST_WINDOW_BYTES = 128 * 1024 * 1024;

/** Unpacking a frame would take more memory than is taken for it; a damaged one may say so. */
export class LargeWindow extends Error {}

type Field = 'magic' | 'skippableSize' | 'descriptor' | 'header' | 'blockHeader' | 'checksum';

const FIELD_BYTES = { magic: 4, skippableSize: 4, descriptor: 1, blockHeader: 3, checksum: 4 } as const;

/**
 * Finds the frames of a zstd file (RFC 8878) without unpacking them, whatever the size of the chunks, so that each can be
 * unpacked by itself and held against its checksum.
 */
export class ZstdFrames {
  private field: Field = 'magic';
  private fieldBytes = Buffer.alloc(0);
  private headerBytes = 0;
  private descriptor = 0;
  private hasChecksum = false;
  private isLastBlock = false;
  /** Bytes of a block, or of a frame that is skipped, that are still to come. */
  private contentLeft = 0;
  private isSkipping = false;

  /** Whether the file may end here. */
  get isBetweenFrames(): boolean {
    return this.field === 'magic' && this.fieldBytes.length === 0 && this.contentLeft === 0;
  }

  /** @throws Error where there is no frame */
  *push(chunk: Uint8Array): Generator<ZstdPart> {
    for (let at = 0; at < chunk.length;) {
      const wanted = this.contentLeft > 0 ? this.contentLeft : this.bytesOf(this.field) - this.fieldBytes.length;
      const bytes = chunk.subarray(at, at + wanted);
      at += bytes.length;
      yield* this.contentLeft > 0 ? this.takeContent(bytes) : this.takeField(bytes);
    }
  }

  private bytesOf(field: Field): number {
    return field === 'header' ? this.headerBytes : FIELD_BYTES[field];
  }

  private *takeContent(bytes: Uint8Array): Generator<ZstdPart> {
    this.contentLeft -= bytes.length;
    if (!this.isSkipping) yield { kind: 'bytes', bytes };
    if (this.contentLeft === 0) yield* this.endContent();
  }

  private *endContent(): Generator<ZstdPart> {
    if (this.isSkipping || !this.isLastBlock) this.field = this.isSkipping ? 'magic' : 'blockHeader';
    else if (this.hasChecksum) this.field = 'checksum';
    else yield* this.endFrame(null);
  }

  private *takeField(bytes: Uint8Array): Generator<ZstdPart> {
    this.fieldBytes = Buffer.concat([this.fieldBytes, bytes]);
    if (this.fieldBytes.length < this.bytesOf(this.field)) return;
    const { field, fieldBytes } = this;
    this.fieldBytes = Buffer.alloc(0);
    if (field === 'magic') yield* this.takeMagic(fieldBytes);
    else if (field === 'skippableSize') yield* this.begin(fieldBytes.readUInt32LE(), true);
    else if (field === 'checksum') yield* this.endFrame(fieldBytes.readUInt32LE());
    else {
      yield { kind: 'bytes', bytes: fieldBytes };
      if (field === 'descriptor') this.takeDescriptor(fieldBytes.readUInt8());
      else if (field === 'header') this.takeHeader(fieldBytes);
      else yield* this.takeBlockHeader(fieldBytes.readUIntLE(0, 3));
    }
  }

  private *takeMagic(bytes: Buffer): Generator<ZstdPart> {
    const magic = bytes.readUInt32LE();
    this.isSkipping = (magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC;
    if (this.isSkipping) this.field = 'skippableSize';
    else if (magic !== FRAME_MAGIC) throw new Error('no frame begins here');
    else {
      this.field = 'descriptor';
      yield { kind: 'start' };
      yield { kind: 'bytes', bytes };
    }
  }

  private takeDescriptor(descriptor: number): void {
    this.descriptor = descriptor;
    const isSingleSegment = (descriptor & 0x20) !== 0;
    this.hasChecksum = (descriptor & 4) !== 0;
    const sizeBytes = CONTENT_SIZE_BYTES[(descriptor >> 6) as 0 | 1 | 2 | 3];
    const dictionaryBytes = DICTIONARY_ID_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3];
    // A single segment has no byte for its window, and at least one for its size.
    this.headerBytes = dictionaryBytes + (isSingleSegment ? Math.max(1, sizeBytes) : sizeBytes + 1);
    this.field = 'header';
  }

  /** @throws LargeWindow */
  private takeHeader(header: Buffer): void {
    if (windowBytes(this.descriptor, header) > MOST_WINDOW_BYTES) throw new LargeWindow();
    this.field = 'blockHeader';
  }

  private *takeBlockHeader(header: number): Generator<ZstdPart> {
    this.isLastBlock = (header & 1) === 1;
    const type = (header >> 1) & 3;
    if (type === BLOCK.reserved) throw new Error('there is no such kind of block');
    yield* this.begin(type === BLOCK.runLength ? 1 : header >> 3, false);
  }

  private *begin(contentBytes: number, isSkipping: boolean): Generator<ZstdPart> {
    this.isSkipping = isSkipping;
    this.contentLeft = contentBytes;
    if (contentBytes === 0) yield* this.endContent();
  }

  private *endFrame(checksum: number | null): Generator<ZstdPart> {
    this.field = 'magic';
    yield { kind: 'end', checksum };
  }
}

/** How far back a frame looks, at most: a single segment as far as it is long. */
function windowBytes(descriptor: number, header: Buffer): number {
  if ((descriptor & 0x20) === 0) {
    const window = header.readUInt8();
    const base = 2 ** (10 + (window >> 3));
    return base + (base / 8) * (window & 7);
  }
  const sizeBytes = CONTENT_SIZE_BYTES[(descriptor >> 6) as 0 | 1 | 2 | 3];
  const size = header.subarray(DICTIONARY_ID_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3]);
  if (sizeBytes === 8) return Number(size.readBigUInt64LE());
  return size.readUIntLE(0, Math.max(1, sizeBytes)); // What two bytes hold is 256 more, which is as good as nothing.
}
