import { isObject, parsedJson } from '../../dataset/formats/format';
import { isSameFile, type FileIdentity } from '../../dataset/fileIdentity';
import type { PoolSignal } from '../../protocol/poolSignals';
import type { SignalSupply } from '../../protocol/signalSupply';
import type { SignalValue } from '../../protocol/signals';
import type { KeptFiles } from '../../storage/cacheStore';
import type { OpenDataset } from '../openDataset';

/** Raised whenever the form changes; what is kept in another one is not used. */
const VERSION = 1;

interface Kept {
  readonly version: number;
  readonly identity: FileIdentity;
  readonly supply: SignalSupply;
  readonly signals: readonly { readonly signal: PoolSignal; readonly values: readonly KeptValue[] }[];
}

/** null = none. JSON has no numbers that are not finite, as a perplexity may be: they are kept as a text in an object. */
type KeptValue = SignalValue | null | { readonly number: string };

/**
 * The added signals of a dataset with all their values, kept for when it is opened again: no model is asked then. Nothing
 * is kept before `restore`, so that what is known from another time goes only where somebody wants to see it.
 */
export class KeptSignals {
  private restoring: Promise<void> | undefined;

  constructor(
    private readonly open: Pick<OpenDataset, 'id' | 'dataset' | 'added'>,
    private readonly files: Pick<KeptFiles, 'read'>,
    private readonly write: (name: string, parts: readonly Uint8Array[]) => void,
  ) {}

  /** Adds what is kept, unless the file is another one by now. */
  restore(): Promise<void> {
    this.restoring ??= this.read();
    return this.restoring;
  }

  /** To be called whenever others are added, or some taken away. */
  keep(): void {
    if (this.restoring === undefined) return;
    const { added, dataset } = this.open;
    const signals = added.all.map((signal) => {
      const valueOf = added.columnOf(signal.name);
      return { signal, values: Array.from({ length: dataset.rowCount }, (_, row) => keptValue(valueOf(row))) };
    });
    const kept: Kept = { version: VERSION, identity: dataset.identity, supply: added.supply, signals };
    this.write(this.name, [Buffer.from(JSON.stringify(kept))]);
  }

  private get name(): string {
    return `signals ${this.open.id}`;
  }

  private async read(): Promise<void> {
    const { added, dataset } = this.open;
    const bytes = await this.files.read(this.name);
    const kept = bytes === undefined ? undefined : keptIn(bytes);
    if (kept === undefined) return;
    await dataset.indexed;
    if (!isSameFile(kept.identity, dataset.identity)) return;
    const known = new Set(added.all.map(({ name }) => name)); // Added meanwhile.
    const missing = kept.signals.filter(
      ({ signal, values }) => values.length === dataset.rowCount && !known.has(signal.name),
    );
    if (missing.length === 0) return;
    const columns = new Map(missing.map(({ signal, values }) => [signal.name, columnOf(values)]));
    const signals = missing.map(({ signal }) => signal);
    added.add(signals, columns, kept.supply);
  }
}

function keptIn(bytes: Buffer): Kept | undefined {
  const kept = parsedJson(bytes.toString('utf8'));
  return isObject(kept) && kept.version === VERSION ? (kept as unknown as Kept) : undefined;
}

function keptValue(value: SignalValue | undefined): KeptValue {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  return value ?? null;
}

function columnOf(values: readonly KeptValue[]): (row: number) => SignalValue | undefined {
  return (row) => {
    const value = values[row];
    if (value === null || value === undefined) return undefined;
    return typeof value === 'object' && 'number' in value ? Number(value.number) : value;
  };
}
