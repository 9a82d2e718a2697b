import { createHash } from 'node:crypto';
import { grownArray } from '../../common/grownArray';
import { ATTACHMENT_KINDS, type AttachmentKind, type Attachments } from '../../dataset/conversation';
import type { AttachmentCounts } from '../../protocol/dataset';
import { Comparability } from '../../selection/comparability';

/** Two different contents share a digest with a probability of 1e-21 at a billion of them. */
const DIGEST_BYTES = 16;
const FIRST_CAPACITY = 1024;

/**
 * What rows hold beside their texts, as numbers: rows have the same one iff they hold the same. 4 bytes a row for a
 * kind that occurs and a digest for each different content; the contents themselves are not kept.
 */
export class AttachmentTable {
  private constructor(private readonly columns: Map<AttachmentKind, NumberedKind>) {}

  static empty(): AttachmentTable {
    return new AttachmentTable(new Map());
  }

  note(rowIndex: number, attachments: Attachments): void {
    for (const kind of ATTACHMENT_KINDS) {
      const content = attachments[kind];
      if (content === undefined) continue;
      let column = this.columns.get(kind);
      if (column === undefined) this.columns.set(kind, (column = new NumberedKind()));
      column.note(rowIndex, content);
    }
  }

  /** Takes back what was noted of a row. */
  forget(rowIndex: number): void {
    for (const column of this.columns.values()) column.forget(rowIndex);
  }

  /** How many rows hold what is not compared; undefined where none does. */
  get counts(): AttachmentCounts | undefined {
    if (this.columns.size === 0) return undefined;
    const held = (kind: AttachmentKind): number => this.columns.get(kind)?.holders ?? 0;
    return { tools: held('tools'), media: held('media'), documents: held('documents') };
  }

  /** Undefined where all rows are comparable. */
  comparability(rowCount: number): Comparability | undefined {
    const telling = [...this.columns.values()].filter(({ distinct }) => distinct > 1);
    if (telling.length === 0) return undefined;
    return new Comparability(telling.map((column) => column.numbersOf(rowCount)));
  }

  /** The kinds that make two rows incomparable; none where they are comparable. */
  differences(row: number, other: number): AttachmentKind[] {
    return ATTACHMENT_KINDS.filter((kind) => {
      const column = this.columns.get(kind);
      const [own, others] = [column?.numberOf(row) ?? 0, column?.numberOf(other) ?? 0];
      return own !== 0 && others !== 0 && own !== others;
    });
  }

  /** A table of its own with the rows before `rowCount`. */
  upTo(rowCount: number): AttachmentTable {
    const columns = new Map<AttachmentKind, NumberedKind>();
    for (const [kind, column] of this.columns) {
      const copy = new NumberedKind(column.numbersOf(rowCount), column.digests);
      if (copy.holders > 0) columns.set(kind, copy);
    }
    return new AttachmentTable(columns);
  }

  /** As bytes for `deserialise`: of each kind in the layout its numbers, then its digests. */
  serialise(rowCount: number): { readonly layout: AttachmentLayout; readonly parts: Uint8Array[] } {
    const columns = [...this.columns];
    return {
      layout: columns.map(([kind, { distinct }]) => ({ kind, distinct })),
      parts: columns.flatMap(([, column]) => [
        new Uint8Array(column.numbersOf(rowCount).buffer),
        Buffer.from([...column.digests.keys()].join(''), 'latin1'),
      ]),
    };
  }

  /** @throws RangeError when the bytes are too few or too many */
  static deserialise(bytes: Buffer, layout: AttachmentLayout, rowCount: number): AttachmentTable {
    const columns = new Map<AttachmentKind, NumberedKind>();
    let at = 0;
    const take = (size: number): Buffer => bytes.subarray(at, (at += size));
    for (const { kind, distinct } of layout) {
      const numbers = new Uint32Array(Uint8Array.from(take(4 * rowCount)).buffer);
      const digests = new Map<string, number>();
      for (let number = 1; number <= distinct; number++) digests.set(take(DIGEST_BYTES).toString('latin1'), number);
      columns.set(kind, new NumberedKind(numbers, digests));
    }
    if (at !== bytes.length) throw new RangeError(`${bytes.length} bytes of attachments instead of ${at}.`);
    return new AttachmentTable(columns);
  }
}

export type AttachmentLayout = readonly { readonly kind: AttachmentKind; readonly distinct: number }[];

class NumberedKind {
  holders: number;

  constructor(
    /** By row, from 1; 0 = the row holds none. Longer than the rows noted. */
    private numbers = new Uint32Array(FIRST_CAPACITY),
    /** In the order of their numbers. */
    readonly digests = new Map<string, number>(),
  ) {
    this.holders = numbers.reduce((count, number) => count + (number === 0 ? 0 : 1), 0);
  }

  get distinct(): number {
    return this.digests.size;
  }

  note(rowIndex: number, content: string): void {
    const digest = createHash('sha256').update(content).digest().toString('latin1', 0, DIGEST_BYTES);
    let number = this.digests.get(digest);
    if (number === undefined) this.digests.set(digest, (number = this.digests.size + 1));
    if (rowIndex >= this.numbers.length) this.numbers = grownArray(this.numbers, rowIndex + 1);
    this.numbers[rowIndex] = number;
    this.holders++;
  }

  forget(rowIndex: number): void {
    if (this.numberOf(rowIndex) === 0) return;
    this.numbers[rowIndex] = 0;
    this.holders--;
  }

  numberOf(row: number): number {
    return this.numbers[row] ?? 0;
  }

  /** A copy of the numbers of the first rows. */
  numbersOf(rowCount: number): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(rowCount);
    numbers.set(this.numbers.subarray(0, rowCount));
    return numbers;
  }
}
