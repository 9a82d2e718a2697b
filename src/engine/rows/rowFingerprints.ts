import { bytesOf, numbersIn } from '../../common/keptNumbers';
import { grownArray } from '../../common/grownArray';
import { beginFingerprint, endFingerprint, takeNumber, takeText } from '../../common/textFingerprint';
import type { GoodRow, Turn } from '../../dataset/conversation';

const FIRST_CAPACITY = 1024;

/** What tells rows apart by what is scored and compared of them, 8 bytes a row; NaN for a bad row. */
export class RowFingerprints {
  /** @param handedOut of how many rows others have the values as well */
  private constructor(
    private values: Float64Array,
    private handedOut = 0,
  ) {}

  static empty(): RowFingerprints {
    return new RowFingerprints(new Float64Array(FIRST_CAPACITY));
  }

  /** Notes the next row, or again one that was noted. */
  note(rowIndex: number, row: GoodRow | undefined): void {
    if (rowIndex >= this.values.length) this.values = grownArray(this.values, rowIndex + 1);
    else if (rowIndex < this.handedOut) {
      this.values = this.values.slice();
      this.handedOut = 0;
    }
    this.values[rowIndex] = row === undefined ? Number.NaN : fingerprintOf(row);
  }

  /** Of the rows before `rowCount`, all of them noted. */
  upTo(rowCount: number): RowFingerprints {
    return new RowFingerprints(this.first(rowCount), rowCount);
  }

  /** Those of the rows before `rowCount`, all of them noted. They stay as they are: a row noted again changes a copy. */
  first(rowCount: number): Float64Array {
    this.handedOut = Math.max(this.handedOut, rowCount);
    return this.values.subarray(0, rowCount);
  }

  /** Those of the rows before `rowCount`, all of them noted: what stands in the table, not a copy. */
  serialise(rowCount: number): Uint8Array {
    return bytesOf(this.values.subarray(0, rowCount));
  }

  static deserialise(bytes: Buffer): RowFingerprints {
    return new RowFingerprints(numbersIn(Float64Array, bytes));
  }
}

function fingerprintOf({ conversation, carriedScores }: GoodRow): number {
  const { system = '', turns, attachments } = conversation;
  beginFingerprint();
  takeText(system);
  for (let turn = 0; turn < turns.length; turn++) {
    const { instruction, response } = turns[turn] as Turn;
    takeText(instruction);
    takeText(response);
  }
  if (attachments !== undefined) takeText(JSON.stringify(attachments));
  if (carriedScores !== undefined) {
    takeScores(carriedScores.complexityScores);
    takeScores(carriedScores.qualityScores);
  }
  return endFingerprint();
}

function takeScores(scores: readonly (number | null)[]): void {
  takeNumber(scores.length);
  for (let turn = 0; turn < scores.length; turn++) takeNumber(scores[turn] ?? Number.NaN);
}
