import { cancelled, DeitaError, messageOf } from '../../common/errors';
import { fault, say } from '../../messages/say';
import { ByteSource, type TextFault, type TextMember } from '../byteSource';
import { fileChanged, type FileReader } from '../fileReader';
import type { MemberStart, MissingRows, Packing } from './packing';
import { plainName } from '../unreadable';
import type { ScratchFile, ScratchFolder } from './scratch';

/** Left free on the disk, so that unpacking one file takes nothing from whatever else writes there. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
/** Between two looks at how much is free. */
const LOOK_EVERY_BYTES = 64 * 1024 * 1024;
/** Small pieces are written together. */
const WRITE_BYTES = 1024 * 1024;

/** How far the unpacking of a file is, in bytes of the file. */
export interface UnpackingProgress {
  readonly done: number;
  readonly total: number;
}

interface Waiter {
  readonly count: number;
  readonly resolve: (bytes: number) => void;
  readonly reject: (error: Error) => void;
}

/** The text that a packed file is unpacked to; it can be read while it grows. */
export class UnpackedText extends ByteSource {
  override readonly faults: TextFault[] = [];
  override readonly members: TextMember[] = [];
  private bytes = 0;
  private doneBytes = 0;
  private ended = false;
  private failure: Error | undefined;
  private readonly waiters = new Set<Waiter>();
  private readonly stopping = new AbortController();
  private filling: Promise<void> = Promise.resolve();

  private constructor(
    readonly path: string,
    private readonly file: ScratchFile,
    private readonly fileBytes: number,
  ) {
    super();
  }

  /** What an earlier run unpacked. */
  static kept(packedPath: string, file: ScratchFile, textBytes: number): UnpackedText {
    const text = new UnpackedText(plainName(packedPath), file, 0);
    text.bytes = textBytes;
    text.ended = true;
    return text;
  }

  /**
   * Starts to unpack; the text is kept under the name once it is whole.
   * @throws DeitaError `fileUnreadable` when the folder takes no file
   */
  static async start(reader: FileReader, packing: Packing, folder: ScratchFolder, name: string): Promise<UnpackedText> {
    const { size } = await reader.stat();
    const file = await folder.create(name).catch((error: unknown) => {
      throw noRoom(reader.path, folder, error);
    });
    const text = new UnpackedText(plainName(reader.path), file, size);
    text.filling = text.fill(reader, packing, folder);
    return text;
  }

  /** undefined once all is unpacked. */
  get progress(): UnpackingProgress | undefined {
    return this.ended ? undefined : { done: this.doneBytes, total: this.fileBytes };
  }

  /** @throws DeitaError `cancelled` when it was closed, `fileUnreadable` when there is no room for the text */
  async untilBytes(count: number): Promise<number> {
    if (this.failure !== undefined) throw this.failure;
    if (this.ended || this.bytes >= count) return this.bytes;
    return new Promise((resolve, reject) => this.waiters.add({ count, resolve, reject }));
  }

  async readInto(buffer: Buffer, offset: number): Promise<Buffer> {
    const there = (await this.untilBytes(offset + buffer.length)) - offset;
    return there <= 0 ? buffer.subarray(0, 0) : this.file.readInto(buffer.subarray(0, there), offset);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.filling;
    await this.file.close();
  }

  protected shortened(): Error {
    return fileChanged(this.path);
  }

  private async fill(reader: FileReader, packing: Packing, folder: ScratchFolder): Promise<void> {
    try {
      await this.unpack(reader, packing, folder);
      await this.file.keep();
      this.ended = true;
      this.wake();
    } catch (error) {
      this.failure = error instanceof DeitaError ? error : noRoom(reader.path, folder, error);
      this.wake();
    }
  }

  private async unpack(reader: FileReader, packing: Packing, folder: ScratchFolder): Promise<void> {
    const { signal } = this.stopping;
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    let unlooked = LOOK_EVERY_BYTES;
    const flush = async (): Promise<void> => {
      if (signal.aborted) throw cancelled();
      if (unlooked >= LOOK_EVERY_BYTES) {
        unlooked = 0;
        if ((await folder.freeBytes()) < LEAST_FREE_BYTES) throw noRoom(reader.path, folder, undefined);
      }
      await this.file.append(Buffer.concat(pending));
      unlooked += pendingBytes;
      this.bytes += pendingBytes;
      pending = [];
      pendingBytes = 0;
      this.wake();
    };
    const onProgress = (done: number): void => void (this.doneBytes = Math.max(this.doneBytes, done));
    for await (const piece of packing.unpack(reader, { signal, onProgress })) {
      if (isBytes(piece)) {
        pending.push(Uint8Array.from(piece));
        pendingBytes += piece.length;
        if (pendingBytes >= WRITE_BYTES || this.bytes === 0) await flush();
      } else if ('member' in piece) {
        const { member: name, path, isChanged } = piece;
        this.members.push({ at: this.bytes + pendingBytes, name, path, isChanged });
      } else this.faults.push({ at: this.bytes + pendingBytes, ...piece });
    }
    await flush();
  }

  private wake(): void {
    for (const waiter of this.waiters) {
      const isDue = this.ended || this.failure !== undefined || this.bytes >= waiter.count;
      if (!isDue) continue;
      this.waiters.delete(waiter);
      if (this.failure === undefined) waiter.resolve(this.bytes);
      else waiter.reject(this.failure);
    }
  }
}

function isBytes(piece: Uint8Array | MissingRows | MemberStart): piece is Uint8Array {
  return piece instanceof Uint8Array;
}

function noRoom(path: string, folder: ScratchFolder, error: unknown): DeitaError {
  const why = error === undefined ? say('disk.nearlyFull') : messageOf(error);
  return fault('notUnpacked', { file: path, folder: folder.path, reason: why });
}
