import { grownArray } from '../../common/grownArray';
import { textFingerprint } from '../../common/textFingerprint';
import type { GoodRow } from '../../dataset/conversation';

const FIRST_CAPACITY = 1024;

/** What tells rows apart by what is scored and compared of them, 8 bytes a row; NaN for a bad row. */
export class RowFingerprints {
  private constructor(private values: Float64Array) {}

  static empty(): RowFingerprints {
    return new RowFingerprints(new Float64Array(FIRST_CAPACITY));
  }

  /** Notes the next row. */
  note(rowIndex: number, row: GoodRow | undefined): void {
    if (rowIndex >= this.values.length) this.values = grownArray(this.values, rowIndex + 1);
    this.values[rowIndex] = row === undefined ? Number.NaN : textFingerprint(partsOf(row));
  }

  /** Of the rows before `rowCount`, all of them noted. */
  upTo(rowCount: number): RowFingerprints {
    return new RowFingerprints(this.first(rowCount));
  }

  /** A copy of those of the rows before `rowCount`, all of them noted. */
  first(rowCount: number): Float64Array {
    return this.values.slice(0, rowCount);
  }

  /** Those of the rows before `rowCount`, all of them noted: what stands in the table, not a copy. */
  serialise(rowCount: number): Uint8Array {
    return new Uint8Array(this.values.buffer, 0, rowCount * Float64Array.BYTES_PER_ELEMENT);
  }

  static deserialise(bytes: Buffer): RowFingerprints {
    const values = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT);
    new Uint8Array(values.buffer).set(bytes);
    return new RowFingerprints(values);
  }
}

function partsOf({ conversation, carriedScores }: GoodRow): (string | number)[] {
  const { system = '', turns, attachments } = conversation;
  const parts: (string | number)[] = [system];
  for (const { instruction, response } of turns) parts.push(instruction, response);
  if (attachments !== undefined) parts.push(JSON.stringify(attachments));
  if (carriedScores === undefined) return parts;
  addScores(carriedScores.complexityScores, parts);
  addScores(carriedScores.qualityScores, parts);
  return parts;
}

function addScores(scores: readonly (number | null)[], parts: (string | number)[]): void {
  parts.push(scores.length);
  for (const score of scores) parts.push(score ?? Number.NaN);
}
