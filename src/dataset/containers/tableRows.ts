import type { Message } from '../../common/message';
import { say } from '../../messages/say';
import { Damage, damageOf } from './damage';
import { jsonValue } from './jsonValues';
import type { MissingRows } from './packing';

/** A column of some rows. */
export interface Cells {
  readonly name: string;
  /** Its value in a row, from 0. @throws Error where it cannot be read */
  readonly at: (row: number) => unknown;
}

interface RowRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Rows of a table as lines of JSON, and in place of each that cannot be read what is wrong with it.
 * @param faultOf what is wrong with a row by its JSON; undefined for nothing
 */
export function* linesOf(
  columns: readonly Cells[],
  { start, end }: RowRange,
  faultOf: (json: string) => Message | undefined = () => undefined,
): Generator<Uint8Array | MissingRows> {
  let lines = '';
  for (let row = start; row < end; row++) {
    try {
      const json = jsonOf(columns, row);
      const fault = faultOf(json);
      if (fault !== undefined) throw new Damage(fault);
      lines += `${json}\n`;
    } catch (error) {
      if (lines !== '') yield Buffer.from(lines);
      lines = '';
      yield { said: say('table.row', { problem: damageOf(error) }), rows: 1 };
    }
  }
  if (lines !== '') yield Buffer.from(lines);
}

function jsonOf(columns: readonly Cells[], row: number): string {
  return JSON.stringify(Object.fromEntries(columns.map(({ name, at }) => [name, jsonValue(at(row))])));
}
