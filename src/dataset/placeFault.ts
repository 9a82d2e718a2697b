import type { RowIndex } from './rowIndex';

/** What is wrong with a row's place in the file, where nothing in the row itself can tell. */
export interface PlaceFault {
  readonly message: string;
  /** Whether the row's end is to blame and not its start. */
  readonly atEnd: boolean;
}

/** Reads the marks that the value scanner left: an empty row, or an end that is none. */
export function placeFaultOf(index: RowIndex, rowIndex: number): PlaceFault | undefined {
  const unreadable = index.unreadableAt(rowIndex);
  if (unreadable !== undefined) return { message: unreadable, atEnd: false };
  if (index.form === 'jsonLines') return undefined;
  const isLast = index.complete && rowIndex === index.rowCount - 1;
  const isEmpty = index.lengthOf(rowIndex) === 0;
  if (isLast && index.arrayEnd === 'textAfterEnd') {
    return { message: 'Text after the end of the array; remove it or move the rows into the array.', atEnd: false };
  }
  if (isLast && index.arrayEnd === 'unclosed') {
    return isEmpty
      ? { message: 'The array is not closed; add "]" at the end of the file.', atEnd: false }
      : { message: `The file ends inside this row; complete it${whatCloses(index)}.`, atEnd: true };
  }
  return isEmpty ? { message: 'A row is missing here; remove the extra comma.', atEnd: false } : undefined;
}

function whatCloses({ form }: RowIndex): string {
  return form === 'jsonValues' ? '' : ' and close the array with "]"';
}
