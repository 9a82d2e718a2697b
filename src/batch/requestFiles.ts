import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FileSink } from '../dataset/atomicFile';
import type { BatchRequest } from './batchWork';
import type { BatchLimits } from './limits';
import type { BatchEndpoint, BatchPart, RequestFile } from '../protocol/batch';
import { fault } from '../messages/say';

interface OpenFile {
  readonly name: string;
  readonly url: BatchEndpoint;
  readonly handle: FileHandle;
  readonly sink: FileSink;
  requests: number;
  bytes: number;
}

/** Writes requests as JSON Lines, each part into files of its own, and begins another file at the limits. */
export class RequestFiles {
  private readonly current = new Map<BatchPart, OpenFile>();
  private readonly finished: RequestFile[] = [];
  private readonly written = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly limits: BatchLimits,
  ) {}

  /** Writes a request unless it was written before: rows with the same text ask once. */
  async add({ id, part, url, body }: BatchRequest): Promise<void> {
    if (this.written.has(id)) return;
    const line = Buffer.from(`${JSON.stringify({ custom_id: id, method: 'POST', url, body })}\n`);
    if (line.length > this.limits.bytes) {
      throw fault('requestTooLarge', { bytes: String(line.length) });
    }
    const file = await this.fileFor(part, url, line.length);
    await file.sink.write(line);
    this.written.add(id);
    file.requests++;
    file.bytes += line.length;
  }

  async finish(): Promise<readonly RequestFile[]> {
    for (const part of [...this.current.keys()]) await this.close(part);
    return this.finished;
  }

  /** Lets go of the files after a failure. */
  async abandon(): Promise<void> {
    for (const { handle } of this.current.values()) await handle.close();
    this.current.clear();
  }

  private async fileFor(part: BatchPart, url: BatchEndpoint, bytes: number): Promise<OpenFile> {
    const current = this.current.get(part);
    if (current !== undefined) {
      const { limits } = this;
      if (current.requests < limits.requests && current.bytes + bytes <= limits.bytes) return current;
      await this.close(part);
    }
    const name = nameOf(part, this.finished.filter((file) => file.part === part).length + 1);
    const handle = await open(path.join(this.folder, name), 'w');
    const file: OpenFile = { name, url, handle, sink: new FileSink(handle), requests: 0, bytes: 0 };
    this.current.set(part, file);
    return file;
  }

  private async close(part: BatchPart): Promise<void> {
    const file = this.current.get(part);
    if (file === undefined) return;
    this.current.delete(part);
    try {
      const { bytes, sha256 } = await file.sink.finish();
      this.finished.push({ name: file.name, part, url: file.url, requests: file.requests, bytes, sha256 });
    } finally {
      await file.handle.close();
    }
  }
}

function nameOf(part: BatchPart, number: number): string {
  return `${part}-${String(number).padStart(3, '0')}.jsonl`;
}

/** Whether a file's name is one that `RequestFiles` gives. */
export function isRequestFileName(name: string): boolean {
  return /^(complexity|quality|embeddings)-\d{3,}\.jsonl$/.test(name);
}
