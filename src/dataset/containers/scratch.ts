/** A file that is written once, from its start to its end, and read by place. */
export interface ScratchFile {
  /** Adds to the end. Throws whatever the disk does. */
  append(bytes: Uint8Array): Promise<void>;
  /** Fills the buffer from a place; shorter at the end. */
  readInto(buffer: Buffer, offset: number): Promise<Buffer>;
  /** Puts the finished file where `find` finds it. Never throws: without it the work is done again next time. */
  keep(): Promise<void>;
  /** What was not kept is gone. */
  close(): Promise<void>;
}

/** Where text is put that a file is unpacked to. */
export interface ScratchFolder {
  /** For people. */
  readonly path: string;
  freeBytes(): Promise<number>;
  /** A file that was kept under the name, if it has this length still. */
  find(name: string, byteLength: number): Promise<ScratchFile | undefined>;
  create(name: string): Promise<ScratchFile>;
}
