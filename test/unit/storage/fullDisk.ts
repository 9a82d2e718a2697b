import { LOCAL_DISK, type BlobDatabase, type CacheDisk } from '../../../src/storage/cacheDisk';

export type DiskFault = 'ENOSPC' | 'EIO' | 'EROFS';

/** A disk that fails with the first byte beyond `room`, in databases and files alike, and never recovers. */
export class FullDisk implements CacheDisk {
  readonly prepareFolder = (folder: string): void => LOCAL_DISK.prepareFolder(folder);
  readonly readFile = (file: string): Promise<Buffer> => LOCAL_DISK.readFile(file);
  readonly rename = (from: string, to: string): Promise<void> => LOCAL_DISK.rename(from, to);
  readonly remove = (file: string): Promise<void> => LOCAL_DISK.remove(file);
  readonly list = (folder: string): ReturnType<CacheDisk['list']> => LOCAL_DISK.list(folder);
  readonly touch = (file: string): Promise<void> => LOCAL_DISK.touch(file);
  private written = 0;

  constructor(
    private readonly room: number,
    private readonly fault: DiskFault = 'ENOSPC',
  ) {}

  get isFull(): boolean {
    return this.written > this.room;
  }

  openDatabase(file: string): BlobDatabase {
    const database = LOCAL_DISK.openDatabase(file);
    return {
      get: (kind, key) => database.get(kind, key),
      commit: (entries) => {
        for (const { key, value } of entries) this.take(key.byteLength + value.byteLength);
        database.commit(entries);
      },
      isBusy: () => database.isBusy(),
      isInPlace: () => database.isInPlace(),
      usedBytes: (kind) => database.usedBytes(kind),
      clear: (kind) => database.clear(kind),
      close: () => database.close(),
    };
  }

  /** Leaves what fits behind, as a real disk does. */
  async writeFile(file: string, parts: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(parts);
    await LOCAL_DISK.writeFile(file, [bytes.subarray(0, Math.max(0, this.room - this.written))]);
    this.take(bytes.length);
  }

  private take(bytes: number): void {
    this.written += bytes;
    if (this.isFull) throw Object.assign(new Error(`${this.fault}: the disk's fault`), { code: this.fault });
  }
}
