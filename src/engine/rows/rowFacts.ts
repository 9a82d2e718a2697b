import { alignedJson } from '../../common/keptNumbers';
import type { AttachmentKind, Row, RowProblem } from '../../dataset/conversation';
import type { AttachmentCounts, ReadingSummary } from '../../protocol/dataset';
import { COMPUTED_SIGNALS, type ComputedSignalId } from '../../protocol/signals';
import type { Comparability } from '../../selection/comparability';
import { ComputedTable, type ComputedLayout } from '../signals/computedTable';
import { ReadingTable, type ReadingLayout } from './readingTable';
import { RowFingerprints } from './rowFingerprints';
import { AttachmentTable, type AttachmentLayout } from './attachmentTable';

/** Raised whenever the layout changes, or what is read from a row; facts of another version are found out again. */
const VERSION = 10;

/** Problems beyond these are counted, not listed. */
const MOST_PROBLEMS = 10_000;

/**
 * What is known of rows once they have been read: their computed signals, what they hold beside their texts, and what is
 * wrong. Rows are noted in file order.
 */
export class RowFacts {
  readonly problems: RowProblem[] = [];
  problemCount = 0;
  /** Rows noted so far. */
  noted = 0;
  private computed = ComputedTable.empty();
  private readonly badRows = new Set<number>();
  private attachments = AttachmentTable.empty();
  private readings = ReadingTable.empty();
  private fingerprintTable = RowFingerprints.empty();

  /** Notes a row if it is the next in order; others were noted before or are left to the pass over the file. */
  note(row: Row): void {
    if (row.rowIndex !== this.noted) return;
    this.noted++;
    this.take(row);
  }

  /** Takes what a row says now in place of what it said when it was noted; others are left to the pass over the file. */
  noteAgain(row: Row): void {
    const { rowIndex } = row;
    if (rowIndex >= this.noted) return;
    if (this.badRows.delete(rowIndex)) {
      this.problemCount--;
      const listed = this.problems.findIndex((problem) => problem.rowIndex === rowIndex);
      if (listed >= 0) this.problems.splice(listed, 1);
    }
    this.attachments.forget(rowIndex);
    this.readings.forget(rowIndex);
    this.take(row);
    this.problems.sort((a, b) => a.rowIndex - b.rowIndex);
  }

  private take(row: Row): void {
    this.computed.note(row);
    this.fingerprintTable.note(row.rowIndex, row.problem === undefined ? row : undefined);
    if (row.problem === undefined) {
      const { attachments } = row.conversation;
      if (attachments !== undefined) this.attachments.note(row.rowIndex, attachments);
      this.readings.note(row.rowIndex, row);
      return;
    }
    this.problemCount++;
    this.badRows.add(row.rowIndex);
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(row.problem);
  }

  isBad(rowIndex: number): boolean {
    return this.badRows.has(rowIndex);
  }

  /** The values of a signal; NaN for a bad row and where not known yet. */
  computedValuesOf(signal: ComputedSignalId): (rowIndex: number) => number {
    const column = this.computed.columnOf(signal);
    return (rowIndex) => (rowIndex < this.noted ? column.valueOf(rowIndex) : Number.NaN);
  }

  /** What was missing in the rows noted, and what of them was not read. */
  get reading(): ReadingSummary {
    return this.readings.summary(this.computed.totalOf('turns'));
  }

  /** Whether the row's label says that its response is not wanted; false where not known yet. */
  isRejected(rowIndex: number): boolean {
    return rowIndex < this.noted && this.readings.isRejected(rowIndex);
  }

  /** How many rows hold what is not compared; undefined where none does. */
  get notCompared(): AttachmentCounts | undefined {
    return this.attachments.counts;
  }

  /** Which of the rows noted are incomparable; undefined where none are. */
  get comparability(): Comparability | undefined {
    return this.attachments.comparability(this.noted);
  }

  /** What makes two rows incomparable; empty where they are comparable or not both known yet. */
  differences(rowIndex: number, other: number): AttachmentKind[] {
    return this.attachments.differences(rowIndex, other);
  }

  /** What tells the rows noted apart by their content, one number each; NaN for bad rows. */
  get fingerprints(): Float64Array {
    return this.fingerprintTable.first(this.noted);
  }

  /** Facts of their own about the rows before `rowCount`. */
  upTo(rowCount: number): RowFacts {
    const facts = new RowFacts();
    facts.noted = Math.min(rowCount, this.noted);
    facts.computed = this.computed.upTo(facts.noted);
    facts.attachments = this.attachments.upTo(facts.noted);
    facts.readings = this.readings.upTo(facts.noted);
    facts.fingerprintTable = this.fingerprintTable.upTo(facts.noted);
    for (const row of this.badRows) if (row < facts.noted) facts.badRows.add(row);
    facts.problemCount = facts.badRows.size;
    facts.problems.push(...this.problems.filter(({ rowIndex }) => rowIndex < facts.noted));
    return facts;
  }

  /** Everything as bytes, for keeping on disk. They are not copied: no row is noted again before they are written. */
  serialise(): Uint8Array[] {
    const { problems, problemCount, noted } = this;
    const { layout: computed, parts: values } = this.computed.serialise(noted);
    const { layout: attachments, parts } = this.attachments.serialise(noted);
    const { layout: readings, bytes } = this.readings.serialise(noted);
    const kept: KeptFacts = {
      version: VERSION,
      computed,
      problems,
      problemCount,
      noted,
      badRows: [...this.badRows],
      attachments,
      readings,
    };
    const length = Buffer.alloc(4);
    const columnsBefore = [length, ...values, bytes].reduce((sum, part) => sum + part.length, 0);
    const header = alignedJson(kept, columnsBefore); // For the fingerprints, which take most of it.
    length.writeUInt32LE(header.length);
    return [length, header, ...values, bytes, this.fingerprintTable.serialise(noted), ...parts];
  }

  /** @returns undefined when the bytes are not whole or of another version */
  static deserialise(bytes: Buffer): RowFacts | undefined {
    if (bytes.length < 4) return undefined;
    const end = 4 + bytes.readUInt32LE(0);
    try {
      const header = JSON.parse(bytes.toString('utf8', 4, end)) as KeptFacts;
      if (header.version !== VERSION || header.computed.signals.join() !== COMPUTED_SIGNALS.join()) return undefined;
      const computedEnd = end + ComputedTable.sizeOf(header.computed, header.noted);
      const readingsEnd = computedEnd + ReadingTable.sizeOf(header.readings);
      const fingerprintsEnd = readingsEnd + header.noted * Float64Array.BYTES_PER_ELEMENT;
      if (bytes.length < fingerprintsEnd) return undefined;
      const facts = new RowFacts();
      facts.problems.push(...header.problems);
      facts.problemCount = header.problemCount;
      facts.noted = header.noted;
      for (const row of header.badRows) facts.badRows.add(row);
      facts.computed = ComputedTable.deserialise(bytes.subarray(end, computedEnd), header.computed, header.noted);
      facts.readings = ReadingTable.deserialise(bytes.subarray(computedEnd, readingsEnd), header.readings);
      facts.fingerprintTable = RowFingerprints.deserialise(bytes.subarray(readingsEnd, fingerprintsEnd));
      facts.attachments = AttachmentTable.deserialise(
        bytes.subarray(fingerprintsEnd),
        header.attachments,
        header.noted,
      );
      return facts;
    } catch {
      return undefined;
    }
  }
}

interface KeptFacts {
  readonly version: number;
  readonly computed: ComputedLayout;
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  readonly noted: number;
  readonly badRows: readonly number[];
  readonly attachments: AttachmentLayout;
  readonly readings: ReadingLayout;
}
