import type { FileIdentity } from '../../dataset/fileIdentity';
import type { KeptFiles } from '../../storage/cacheStore';
import { RowFacts } from './rowFacts';

/** What is known of a dataset's rows, kept under the identity of the file that had them. */
export class KeptFacts {
  /** What was kept or read last; it need not be kept again. */
  private last: { readonly facts: RowFacts; readonly noted: number } | undefined;

  constructor(
    private readonly datasetId: string,
    private readonly files: Pick<KeptFiles, 'read'>,
    private readonly write: (name: string, parts: readonly Uint8Array[]) => void,
  ) {}

  async read(identity: FileIdentity): Promise<RowFacts | undefined> {
    const bytes = await this.files.read(this.nameOf(identity));
    const facts = bytes && RowFacts.deserialise(bytes);
    if (facts !== undefined) this.last = { facts, noted: facts.noted };
    return facts;
  }

  keep(identity: FileIdentity, facts: RowFacts): void {
    if (this.last?.facts === facts && this.last.noted === facts.noted) return;
    this.last = { facts, noted: facts.noted };
    this.write(this.nameOf(identity), facts.serialise());
  }

  private nameOf(identity: FileIdentity): string {
    return `facts ${this.datasetId} ${nameOfFile(identity)}`;
  }
}

/** Under which the index of a file's rows is kept. */
export function nameOfIndex(identity: FileIdentity): string {
  return `index ${nameOfFile(identity)}`;
}

/** Tells files apart, and what is kept of them. */
export function nameOfFile({ sampledHash, mtimeMs }: FileIdentity): string {
  return `${sampledHash} ${mtimeMs}`;
}
