import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isCancelled } from '../common/errors';
import type { FieldMapping } from '../dataset/conversation';
import type { EngineContext } from './engineContext';
import { OpenDataset } from './openDataset';
import { fault } from '../messages/say';

interface Entry {
  readonly opening: Promise<OpenDataset>;
  /** How often it was opened and not closed. */
  uses: number;
}

/** The open datasets by id. A file opened twice with the same field mapping is one dataset, closed with its last use. */
export class OpenDatasets {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly context: EngineContext) {}

  /**
   * Opens the file or joins those who have it open. A failure is the caller's own: the dataset stays open for everyone
   * else, and who waited for an opening that its first caller has cancelled goes on by itself.
   */
  async open(file: string, fields: FieldMapping | undefined, signal: AbortSignal | undefined): Promise<OpenDataset> {
    const id = await datasetId(file, fields);
    for (;;) {
      const joined = this.entries.get(id);
      const entry = joined ?? this.add(id, file, fields, signal);
      entry.uses++;
      try {
        const dataset = await entry.opening;
        if (entry.uses > 1) await dataset.refreshIfIdle();
        return dataset;
      } catch (error) {
        await this.release(id, entry);
        const cancelledByAnother = joined !== undefined && isCancelled(error) && signal?.aborted !== true;
        if (!cancelledByAnother) throw error;
      }
    }
  }

  /** @throws DeitaError `datasetNotOpen` */
  async get(id: string): Promise<OpenDataset> {
    const dataset = await this.find(id);
    if (dataset === undefined) throw fault('datasetNotOpen');
    return dataset;
  }

  async find(id: string): Promise<OpenDataset | undefined> {
    return this.entries.get(id)?.opening;
  }

  async close(id: string): Promise<void> {
    const entry = this.entries.get(id);
    if (entry !== undefined) await this.release(id, entry);
  }

  async closeAll(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.allSettled(entries.map(async ({ opening }) => (await opening).close()));
  }

  /** Gives up one use; with the last one the dataset closes, unless it never opened. */
  private async release(id: string, entry: Entry): Promise<void> {
    if (--entry.uses > 0) return;
    this.forget(id, entry);
    const dataset = await entry.opening.catch(() => undefined);
    await dataset?.close();
  }

  private forget(id: string, entry: Entry): void {
    if (this.entries.get(id) === entry) this.entries.delete(id);
  }

  private add(id: string, file: string, fields: FieldMapping | undefined, signal: AbortSignal | undefined): Entry {
    const entry: Entry = { opening: OpenDataset.open(id, file, fields, this.context, signal), uses: 0 };
    this.entries.set(id, entry);
    // Whoever opens it next tries again; those who wait for it are told by their own request.
    entry.opening.catch(() => this.forget(id, entry));
    return entry;
  }
}

/** The same for the same file and mapping, in every engine: it outlives a restart. */
async function datasetId(file: string, fields: FieldMapping | undefined): Promise<string> {
  const resolved = path.resolve(file);
  const real = await realpath(resolved).catch(() => resolved);
  const mapping = JSON.stringify(Object.entries(fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(`${real}\n${mapping}`).digest('hex').slice(0, 16);
}
