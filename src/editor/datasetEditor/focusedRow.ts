import type { MovedRows } from '../../protocol/movedRows';

/** A row, and what the file held that it is a row of. */
interface KnownRow {
  readonly rowIndex: number;
  readonly contents: string;
}

/** The row that has the focus in a table's page, wherever it stands in a file that changes, and who is to hear of it. */
export class FocusedRow {
  private row: number | null = null;
  private followed: number | null = null;
  private isUnseen = false;
  private isUntold = false;

  constructor(
    /** What the file held that it is a row of. */
    private contents: string,
  ) {}

  get rowIndex(): number | null {
    return this.row;
  }

  /** The row that the page goes to by itself: the person is there elsewhere, or the file has moved it there. */
  get followedRow(): number | null {
    return this.followed;
  }

  /** The row, where it is one of what the file held before; null = there is nothing to find. */
  lostIn(contents: string): KnownRow | null {
    return this.row === null || contents === this.contents ? null : { rowIndex: this.row, contents: this.contents };
  }

  /** A page is set up with what the file holds: rows that it tells of are of that. */
  open(contents: string): void {
    this.contents = contents;
  }

  /** The page says which it is. */
  set(rowIndex: number | null): void {
    this.row = rowIndex;
    this.isUnseen = true;
    this.isUntold = rowIndex !== this.followed;
    this.followed = null;
  }

  /** The page is about to go to a row because the person is there elsewhere. */
  follow(rowIndex: number): void {
    this.followed = rowIndex;
  }

  /**
   * Takes up where rows are now that were asked for since the file held something else. It is the file that has moved,
   * not the person.
   * @param asked the row at the time of the question
   * @param contents what the file holds now
   */
  take(asked: number | null, moved: MovedRows | null, contents: string): void {
    if (moved !== null && moved.contents !== contents) return; // The next answer is on its way.
    this.contents = contents;
    const found = moved?.rows.find(({ was }) => was === asked);
    if (found === undefined || this.row !== asked) return;
    this.row = found.rowIndex;
    this.followed = found.rowIndex;
  }

  /** The page is in sight again, and what is beside it may be elsewhere. */
  show(): void {
    this.isUnseen = this.row !== null;
    this.isUntold = this.row !== null;
  }

  /** @returns whether it has become another one since this was asked, or come into sight */
  takeUnseen(): boolean {
    const { isUnseen } = this;
    this.isUnseen = false;
    return isUnseen;
  }

  /** @returns whether the person has gone to another one since this was asked, or to its table */
  takeUntold(): boolean {
    const { isUntold } = this;
    this.isUntold = false;
    return isUntold;
  }
}
