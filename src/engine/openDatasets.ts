import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../common/errors';
import type { FieldMapping } from '../dataset/conversation';
import type { EngineContext } from './engineContext';
import { OpenDataset } from './openDataset';

interface Entry {
  readonly opening: Promise<OpenDataset>;
  /** How often it was opened and not closed. */
  uses: number;
}

/** The open datasets by id. A file opened twice with the same field mapping is one dataset, closed with its last use. */
export class OpenDatasets {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly context: EngineContext) {}

  async open(file: string, fields: FieldMapping | undefined, signal: AbortSignal | undefined): Promise<OpenDataset> {
    const id = await datasetId(file, fields);
    const entry = this.entries.get(id) ?? this.add(id, file, fields, signal);
    entry.uses++;
    try {
      const dataset = await entry.opening;
      if (entry.uses > 1) await dataset.refreshIfIdle();
      return dataset;
    } catch (error) {
      this.entries.delete(id);
      throw error;
    }
  }

  /** @throws DeitaError `datasetNotOpen` */
  async get(id: string): Promise<OpenDataset> {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new DeitaError('datasetNotOpen', 'The dataset is not open.', 'Open it again.');
    return entry.opening;
  }

  async close(id: string): Promise<void> {
    const entry = this.entries.get(id);
    if (entry === undefined || --entry.uses > 0) return;
    this.entries.delete(id);
    await (await entry.opening).close();
  }

  async closeAll(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.allSettled(entries.map(async ({ opening }) => (await opening).close()));
  }

  private add(id: string, file: string, fields: FieldMapping | undefined, signal: AbortSignal | undefined): Entry {
    const entry: Entry = { opening: OpenDataset.open(id, file, fields, this.context, signal), uses: 0 };
    this.entries.set(id, entry);
    return entry;
  }
}

/** The same for the same file and mapping, in every engine: it outlives a restart. */
async function datasetId(file: string, fields: FieldMapping | undefined): Promise<string> {
  const resolved = path.resolve(file);
  const real = await realpath(resolved).catch(() => resolved);
  const { instruction, input, response, system } = fields ?? { instruction: '' };
  const mapping = JSON.stringify([instruction, input ?? '', response ?? '', system ?? '']);
  return createHash('sha256').update(`${real}\n${mapping}`).digest('hex').slice(0, 16);
}
