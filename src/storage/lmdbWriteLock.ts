import { openSync, readSync } from 'node:fs';
import { fileIdOf } from './fileId';

/**
 * LMDB's lock file as glibc and musl lay it out on 64-bit Linux: the futex word of the robust mutex that writers take
 * holds the owner's thread id, also when that thread is stopped or hangs.
 */
const MAGIC = { at: 0, value: 0xbeefc0de };
const FORMAT = { at: 4, value: 0x2c2f6002 };
const FUTEX_WORD_AT = 64;
const OWNER_MASK = 0x3fffffff;
const HEAD_BYTES = 128;
const LOOK_AGAIN_MS = 20;

/**
 * Descriptors stay open as long as the process: POSIX gives up all locks that a process has on a file when it closes any
 * descriptor of it, LMDB's among them.
 */
const descriptors = new Map<string, number>();

/**
 * Looks whether somebody is writing, because LMDB itself can only wait for it, for ever if need be. Where the layout is
 * another one nothing is seen and LMDB waits.
 */
export class LmdbWriteLock {
  private descriptor: number | undefined;
  private readonly head = Buffer.alloc(HEAD_BYTES);

  constructor(private readonly file: string) {}

  /** To be asked outside of transactions of one's own. */
  isHeld(): boolean {
    this.descriptor ??= process.platform === 'linux' ? descriptorOf(this.file) : undefined;
    if (this.descriptor === undefined) return false;
    if (readSync(this.descriptor, this.head, 0, HEAD_BYTES, 0) < HEAD_BYTES) return false;
    const known = [MAGIC, FORMAT].every(({ at, value }) => this.head.readUInt32LE(at) === value);
    return known && (this.head.readUInt32LE(FUTEX_WORD_AT) & OWNER_MASK) !== 0;
  }

  /** Holds this thread until nobody is writing. @returns false when that took too long */
  waitUntilFree(patienceMs: number): boolean {
    const end = performance.now() + patienceMs;
    while (this.isHeld()) {
      if (performance.now() > end) return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
    }
    return true;
  }
}

/** @returns undefined while there is no such file: nobody holds a lock in it then */
function descriptorOf(file: string): number | undefined {
  const id = fileIdOf(file);
  if (id === undefined) return undefined;
  const descriptor = descriptors.get(id) ?? openSync(file, 'r');
  descriptors.set(id, descriptor);
  return descriptor;
}
