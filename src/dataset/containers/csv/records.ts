import { BYTE, isWhiteSpace } from '../../bytes';

/** A record of a table of texts, as it stands in the file. */
export interface CsvRecord {
  /** Without the line end; good until the next chunk. */
  readonly bytes: Buffer;
  /** Where it begins in the file. */
  readonly start: number;
  /** 1-based. */
  readonly lineNumber: number;
  /** Where its cells end in `bytes`; all but the last end before a delimiter. */
  readonly cellEnds: readonly number[];
  /** Whether its end was not found: the file ends inside a quoted cell, or the record is too long. */
  readonly isOpen: boolean;
}

/** In a longer record a quote is most likely never closed: the rest of the file would be one cell. */
const MOST_RECORD_BYTES = 64 * 1024 * 1024;

/** Where the scan is: before a cell, in one without quotes, between quotes, or behind a quote that may close them. */
type Place = 'before' | 'plain' | 'quoted' | 'quote';

/**
 * Finds the records of a table as RFC 4180 has them, by bytes. The libraries for it keep neither where a record stands,
 * nor what of it is no UTF-8, nor the records before a quote that is never closed. Lines end in LF, CR or both; blank
 * ones are no records.
 */
export class CsvRecords {
  private readonly delimiter: number;
  private bytes: Buffer = Buffer.alloc(0);
  /** Of the bytes that are kept: how many are scanned. */
  private scanned = 0;
  private place: Place = 'before';
  private cellEnds: number[] = [];
  private lineNumber = 1;
  private linesInRecord = 0;
  private followsReturn = false;
  private isStopped = false;

  /**
   * @param start where the first byte stands in the file
   * @param mostBytes of a record: with a longer one the scan ends
   */
  constructor(
    delimiter: string,
    private start = 0,
    private readonly mostBytes = MOST_RECORD_BYTES,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** The records that end in a chunk. */
  *push(chunk: Uint8Array): Generator<CsvRecord> {
    if (this.isStopped) return;
    this.bytes = Buffer.concat([this.bytes, chunk]);
    let from = 0;
    while (this.scanRecord(from)) {
      const { scanned } = this;
      if (!this.isBlank(from, scanned - 1)) yield this.record(from, scanned - 1, false);
      this.begin(scanned - from);
      from = scanned;
    }
    this.bytes = this.bytes.subarray(from);
    this.scanned -= from;
    if (this.bytes.length <= this.mostBytes) return;
    yield this.record(0, this.bytes.length, true);
    this.isStopped = true;
  }

  /** The record that the file ends with, without a line end. */
  *end(): Generator<CsvRecord> {
    const { bytes, place } = this;
    if (!this.isStopped && !this.isBlank(0, bytes.length)) yield this.record(0, bytes.length, place === 'quoted');
    this.isStopped = true;
  }

  /** Scans up to behind the byte that ends a record. @returns false where there is none yet */
  private scanRecord(from: number): boolean {
    const { bytes, delimiter } = this;
    for (let at = this.scanned; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const isBreak = byte === BYTE.lineFeed || byte === BYTE.carriageReturn;
      if (isBreak && !(this.followsReturn && byte === BYTE.lineFeed)) this.linesInRecord++;
      this.followsReturn = byte === BYTE.carriageReturn;
      if (this.place === 'quoted') {
        if (byte === BYTE.quote) this.place = 'quote';
      } else if (byte === BYTE.quote && this.place !== 'plain') this.place = 'quoted';
      else if (byte === delimiter) {
        this.cellEnds.push(at - from);
        this.place = 'before';
      } else if (isBreak) {
        this.scanned = at + 1;
        return true;
      } else this.place = 'plain';
    }
    this.scanned = bytes.length;
    return false;
  }

  private isBlank(from: number, end: number): boolean {
    return this.cellEnds.length === 0 && this.bytes.subarray(from, end).every(isWhiteSpace);
  }

  private record(from: number, end: number, isOpen: boolean): CsvRecord {
    const { start, lineNumber, cellEnds } = this;
    const bytes = this.bytes.subarray(from, end);
    return { bytes, start, lineNumber, cellEnds: [...cellEnds, bytes.length], isOpen };
  }

  private begin(bytesBefore: number): void {
    this.start += bytesBefore;
    this.lineNumber += this.linesInRecord;
    this.linesInRecord = 0;
    this.cellEnds = [];
    this.place = 'before';
  }
}

/** The cells of a record as texts, without their quotes. */
export function cellsOf({ bytes, cellEnds }: CsvRecord): string[] {
  let from = 0;
  return cellEnds.map((end) => {
    const cell = bytes.toString('utf8', from, end);
    from = end + 1;
    return cell.startsWith('"') ? withoutQuotes(cell) : cell;
  });
}

/** What stands behind the closing quote is kept as it is. */
function withoutQuotes(cell: string): string {
  const [, quoted = '', behind = ''] = /^"((?:[^"]|"")*)"?(.*)$/s.exec(cell) ?? [];
  return quoted.replaceAll('""', '"') + behind;
}
