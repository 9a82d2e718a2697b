import type { BlobEntry, BlobKind, BlobStore } from './blobStore';
import type { BlobDatabase } from './cacheDisk';
import { CacheBusy, CacheVanished, type CacheHealth } from './cacheProblem';
import { memoryByKind } from './memoryBlobs';

/** So few at a time that writing them does not hold the event loop for long. */
const MOST_ENTRIES = 64;
const MOST_BYTES = 512 * 1024;
/** While another process is writing, one's own values wait; not for ever, and not without bound. */
const RETRY_MS = 20;
const PATIENCE_MS = 5_000;
const MOST_WAITING_BYTES = 64 * 2 ** 20;

/**
 * Values in a database, written at the end of the event loop's turn in which they come. When the database fails, memory
 * takes its place: nobody who gets or puts notices, `health` tells the person.
 */
export class WriteBehind {
  private readonly waiting = new Map<string, BlobEntry>();
  private waitingBytes = 0;
  private scheduled: NodeJS.Timeout | NodeJS.Immediate | undefined;
  private busySince: number | undefined;
  private readonly memory = memoryByKind();

  constructor(
    private readonly database: BlobDatabase,
    private readonly health: CacheHealth,
  ) {}

  blobs(kind: BlobKind): BlobStore {
    return { get: (key) => this.get(kind, key), put: (key, value) => this.put(kind, key, value) };
  }

  /** Resolves when everything put so far is in the database, or the database has failed. */
  async flush(): Promise<void> {
    while (this.waiting.size > 0 && this.health.isSound) {
      this.commit();
      if (this.busySince !== undefined) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    if (this.health.isSound && !this.isInPlace()) this.fail(new CacheVanished());
  }

  async close(): Promise<void> {
    await this.flush();
    this.unschedule();
    await this.database.close().catch((error: unknown) => this.fail(error));
  }

  private get(kind: BlobKind, key: Uint8Array): Uint8Array | undefined {
    const waiting = this.waiting.get(nameOf(kind, key));
    if (waiting !== undefined) return waiting.value.slice();
    if (!this.health.isSound) {
      const kept = this.memory[kind].get(key);
      if (kept !== undefined) return kept;
    }
    try {
      return this.database.get(kind, key);
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  private put(kind: BlobKind, key: Uint8Array, value: Uint8Array): void {
    if (!this.health.isSound) {
      this.memory[kind].put(key, value);
      return;
    }
    // Copies: the caller may use its bytes again.
    this.waiting.set(nameOf(kind, key), { kind, key: key.slice(), value: value.slice() });
    this.waitingBytes += value.byteLength;
    const full = this.waiting.size >= MOST_ENTRIES || this.waitingBytes >= MOST_BYTES;
    if (full && this.busySince === undefined) this.commit();
    else this.scheduled ??= setImmediate(() => this.commit());
  }

  private commit(): void {
    this.unschedule();
    if (!this.health.isSound || this.waiting.size === 0) return;
    try {
      if (this.database.isBusy()) {
        this.wait();
        return;
      }
      this.busySince = undefined;
      this.database.commit([...this.waiting.values()]);
      this.waiting.clear();
      this.waitingBytes = 0;
    } catch (error) {
      this.fail(error);
    }
  }

  private wait(): void {
    this.busySince ??= performance.now();
    if (performance.now() - this.busySince > PATIENCE_MS || this.waitingBytes > MOST_WAITING_BYTES) {
      this.fail(new CacheBusy());
    } else {
      this.scheduled = setTimeout(() => this.commit(), RETRY_MS);
    }
  }

  private fail(error: unknown): void {
    this.unschedule();
    for (const { kind, key, value } of this.waiting.values()) this.memory[kind].put(key, value);
    this.waiting.clear();
    this.waitingBytes = 0;
    this.health.fail(error);
  }

  private isInPlace(): boolean {
    try {
      return this.database.isInPlace();
    } catch {
      return false;
    }
  }

  private unschedule(): void {
    if (this.scheduled === undefined) return;
    clearTimeout(this.scheduled as NodeJS.Timeout);
    clearImmediate(this.scheduled as NodeJS.Immediate);
    this.scheduled = undefined;
  }
}

function nameOf(kind: BlobKind, key: Uint8Array): string {
  return `${kind} ${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')}`;
}
