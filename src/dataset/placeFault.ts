import type { Message } from '../common/message';
import { say } from '../messages/say';
import type { RowIndex } from './rowIndex';

/** What is wrong with a row's place in the file, where nothing in the row itself can tell. */
export interface PlaceFault {
  readonly said: Message;
  /** Whether the row's end is to blame and not its start. */
  readonly atEnd: boolean;
}

/** Reads the marks that the value scanner left: an empty row, or an end that is none. */
export function placeFaultOf(index: RowIndex, rowIndex: number): PlaceFault | undefined {
  const unreadable = index.unreadableAt(rowIndex);
  if (unreadable !== undefined) return { said: unreadable, atEnd: false };
  if (index.form === 'jsonLines') return undefined;
  const isLast = index.complete && rowIndex === index.rowCount - 1;
  const isEmpty = index.lengthOf(rowIndex) === 0;
  if (isLast && index.arrayEnd === 'textAfterEnd') {
    return { said: say('row.afterArray'), atEnd: false };
  }
  if (isLast && index.arrayEnd === 'unclosed') {
    return isEmpty
      ? { said: say('row.arrayOpen'), atEnd: false }
      : { said: index.form === 'jsonValues' ? say('row.endsInValue') : say('row.endsInArray'), atEnd: true };
  }
  return isEmpty ? { said: say('row.missing'), atEnd: false } : undefined;
}
