import type { DecodedArray, SchemaTree } from 'hyparquet';
import { assembleLists } from 'hyparquet/src/assemble.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { say } from '../../../messages/say';
import { Damage } from '../damage';

/** Values of a page as they are stored, in one row after another. */
export interface LeafPage {
  /** Per entry; empty or missing where every entry has a value. */
  readonly definitionLevels: readonly number[] | undefined;
  /** Per entry, 0 where a row begins; empty where a row has one entry. */
  readonly repetitionLevels: readonly number[];
  /** Of the entries that have one. */
  readonly values: DecodedArray;
}

/**
 * Rows of a leaf column that were decoded and not taken yet. They are kept with their levels and put together when they
 * are taken: a small page may hold a million rows, whose lists would take a hundred times the memory.
 */
export class LeafRows {
  private readonly greatest: number;
  private readonly isRepeated: boolean;
  private held: Held = { definition: undefined, repetition: [], values: [], entries: 0 };
  private nextEntry = 0;
  private nextValue = 0;
  /** The last row of a repeated column may go on in the next page. */
  private isLastOpen = false;
  private left = 0;

  constructor(private readonly schemaPath: SchemaTree[]) {
    this.greatest = getMaxDefinitionLevel(schemaPath);
    this.isRepeated = getMaxRepetitionLevel(schemaPath) > 0;
  }

  /** How many whole rows can be taken. */
  get whole(): number {
    return this.left - Number(this.isLastOpen);
  }

  /**
   * Goes on with the next page, once all whole rows were taken.
   * @throws Error where the column begins inside of a row
   */
  add(page: LeafPage): void {
    const { definitionLevels, repetitionLevels: repetition, values } = page;
    const definition = definitionLevels?.length ? definitionLevels : undefined;
    const entries = definition?.length ?? (this.isRepeated ? repetition.length : values.length);
    if (entries === 0) return;
    const added: Held = { definition, repetition, values, entries };
    if (this.left === 0 && this.isRepeated && repetition[0] !== 0) throw new Damage(say('damage.columnStart'));
    this.held = this.left === 0 ? added : this.joined(added);
    this.nextEntry = 0;
    this.nextValue = 0;
    this.isLastOpen = this.isRepeated;
    this.left = this.isRepeated ? occurrences(this.held.repetition, 0) : entries;
  }

  /** No page follows. */
  end(): void {
    this.isLastOpen = false;
  }

  take(count: number): DecodedArray {
    const [from, firstValue] = [this.nextEntry, this.nextValue];
    const to = this.isRepeated ? this.endOfRows(count) : from + count;
    const definition = this.held.definition?.slice(from, to);
    const present = definition === undefined ? to - from : occurrences(definition, this.greatest);
    const values = this.held.values.slice(firstValue, firstValue + present);
    this.nextEntry = to;
    this.nextValue += present;
    this.left -= count;
    return assembleLists([], definition, this.held.repetition.slice(from, to), values, this.schemaPath);
  }

  /** The entries of the open row with those of a page behind them. */
  private joined(page: Held): Held {
    const { definition, repetition, values, entries } = this.held;
    const open = entries - this.nextEntry;
    const ofOpen = definition?.slice(this.nextEntry) ?? this.allPresent(open);
    return {
      definition: ofOpen.concat(page.definition ?? this.allPresent(page.entries)),
      repetition: repetition.slice(this.nextEntry).concat(page.repetition),
      values: [...(values.slice(this.nextValue) as Iterable<unknown>), ...(page.values as Iterable<unknown>)],
      entries: open + page.entries,
    };
  }

  private allPresent(entries: number): number[] {
    return new Array<number>(entries).fill(this.greatest);
  }

  private endOfRows(count: number): number {
    const { repetition, entries } = this.held;
    let at = this.nextEntry + 1;
    for (let rows = 1; at < entries; at++) {
      if (repetition[at] === 0 && ++rows > count) break;
    }
    return at;
  }
}

/** What pages hold, as `LeafPage` has it. */
interface Held {
  readonly definition: readonly number[] | undefined;
  readonly repetition: readonly number[];
  readonly values: DecodedArray;
  readonly entries: number;
}

function occurrences(levels: readonly number[], wanted: number): number {
  let count = 0;
  for (const level of levels) count += Number(level === wanted);
  return count;
}
