import { FOUND_PARTS, type FoundIn, type FoundPart } from '../../protocol/findScope';

/** Counts rows by the parts that a text was found in. */
export class PartCounter {
  private readonly counts = new Map<FoundPart, number>();

  add(parts: readonly FoundPart[]): void {
    for (const part of parts) this.counts.set(part, this.countOf(part) + 1);
  }

  get foundIn(): FoundIn {
    return Object.fromEntries(FOUND_PARTS.map((part) => [part, this.countOf(part)])) as Record<FoundPart, number>;
  }

  private countOf(part: FoundPart): number {
    return this.counts.get(part) ?? 0;
  }
}
