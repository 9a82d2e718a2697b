import type { RowSummary } from '../../../../src/protocol/dataset';
import type { MovedRow, MovedRows } from '../../../../src/protocol/movedRows';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ItemPages } from '../../../kit/paging/itemPages';
import type { Store } from '../../../kit/store/store';
import { NONE_MARKED, type MarkedRows } from '../grid/markedRows';
import type { PageModel } from './pageModel';

/** Rows of a large file are found later than this: until then they are looked for where they stood. */
const SOON_MS = 1000;

/** A part of the page that knows rows by their indexes. */
export interface HoldsRows {
  readonly heldRows: readonly number[];
  moveRows(nowOf: (rowIndex: number) => MovedRow): void;
  /** Nobody knows where they are now: for what must not be said of other rows. */
  loseRows?(): void;
}

interface RowFollowerParts {
  readonly client: Pick<RequestClient<TablePage>, 'request'>;
  readonly store: Store<PageModel>;
  readonly pages: Pick<ItemPages<RowSummary>, 'get'>;
  readonly scroll: { get(): number; isInSight(viewIndex: number): boolean };
  readonly navigation: () => HoldsRows & { readonly commands: number; follow(rowIndex: number): Promise<void> };
  /** Told once the current row is known, or where it stood is looked at instead. */
  readonly onFollowed: () => void;
}

/** What the page had of the file before it changed. */
interface Held {
  readonly since: string;
  readonly current: number | null;
  readonly marked: MarkedRows;
  /** What to scroll by, where the current row is out of sight. */
  readonly top: { readonly rowIndex: number; readonly hidden: number } | null;
  /** How often somebody had gone elsewhere. */
  readonly commands: number;
}

/** Rows of the page have been found again. */
export interface FollowedRows {
  /** Where to scroll to; null = the current row, which is in sight, says so. */
  readonly topRow: number | null;
}

/** Keeps the page at the same rows when the file becomes another one, wherever they stand in it then. */
export class RowFollower {
  /** What the file held that the page's rows are of. */
  #contents: string;
  #pending: Held | null = null;
  readonly #holders: HoldsRows[] = [];

  constructor(private readonly parts: RowFollowerParts) {
    this.#contents = parts.store.value.info.contents;
  }

  /** Lets parts of the page keep their rows as well. */
  add(...holders: readonly HoldsRows[]): void {
    this.#holders.push(...holders);
  }

  /** Whether the rows of the page are still those of what the file held before. */
  get isBehind(): boolean {
    return this.parts.store.value.info.contents !== this.#contents;
  }

  /**
   * Takes up where the rows are now, if the file has changed; the view must be that of the file as it is.
   * @returns null where it has not, or where they are found only later or never: everything stays in its place then
   */
  async follow(): Promise<FollowedRows | null> {
    if (!this.isBehind) return null;
    const held = this.#pending ?? this.#held();
    this.#pending = held;
    this.#contents = this.parts.store.value.info.contents;
    const asking = this.#ask(held);
    const soon = await Promise.race([asking, late()]);
    if (soon !== 'late') return this.#take(held, soon);
    void asking.then((moved) => this.#takeLate(held, moved));
    this.#lookInPlace();
    return null;
  }

  /** Remembers what the page has, where the file has just changed: from now on it may be told of rows as they are now. */
  hold(): void {
    if (this.isBehind) this.#pending ??= this.#held();
  }

  #held(): Held {
    const { store, pages, scroll, navigation } = this.parts;
    const { current, marked } = store.value;
    const topRow = scroll.get();
    const row = pages.get(Math.floor(topRow))?.rowIndex;
    const isInSight = current !== null && scroll.isInSight(current.viewIndex);
    return {
      since: this.#contents,
      current: current?.rowIndex ?? null,
      marked,
      top: isInSight || row === undefined ? null : { rowIndex: row, hidden: topRow - Math.floor(topRow) },
      commands: navigation().commands,
    };
  }

  /** @returns null = it is not known where they are */
  async #ask({ since, current, top, marked }: Held): Promise<MovedRows | null> {
    const own = [current, top?.rowIndex ?? null].filter((row) => row !== null);
    const rowIndexes = [...own, ...this.#all.flatMap(({ heldRows }) => heldRows)];
    const request = { since, rowIndexes, positions: marked.ranges };
    // An engine that is down tells of it when it is asked for rows.
    return this.parts.client.request('view/moved', request).catch(() => null);
  }

  async #take(held: Held, moved: MovedRows | null): Promise<FollowedRows | null> {
    const { store, client, onFollowed } = this.parts;
    if (!this.#isWanted(held, moved)) return null;
    this.#pending = null;
    if (moved === null) {
      this.#lookInPlace();
      return null;
    }
    const nowOf = this.#moveHolders(moved);
    const { current, marked } = store.value;
    if (current !== null && held.current !== null && this.#isStill(held))
      store.set({ current: { ...current, rowIndex: nowOf(held.current).rowIndex } });
    if (marked === held.marked) store.set({ marked: marksAt(moved) });
    onFollowed();
    if (held.top === null) return { topRow: null };
    const viewIndex = await client.request('view/locate', { rowIndex: nowOf(held.top.rowIndex).rowIndex });
    return { topRow: viewIndex === null ? null : viewIndex + held.top.hidden };
  }

  /** The table has been shown by place meanwhile: it goes to the row, unless somebody has gone elsewhere since. */
  async #takeLate(held: Held, moved: MovedRows | null): Promise<void> {
    if (!this.#isWanted(held, moved)) return;
    this.#pending = null;
    if (moved === null) return;
    const nowOf = this.#moveHolders(moved);
    if (held.current === null || !this.#isStill(held)) return;
    await this.parts.navigation().follow(nowOf(held.current).rowIndex);
  }

  /** What is marked is not marked by its place: what is done next would be done to other rows. */
  #lookInPlace(): void {
    this.parts.store.set({ marked: NONE_MARKED });
    for (const holder of this.#all) holder.loseRows?.();
    this.parts.onFollowed();
  }

  #moveHolders({ rows }: MovedRows): (rowIndex: number) => MovedRow {
    const byRow = new Map(rows.map((row) => [row.was, row]));
    const nowOf = (rowIndex: number): MovedRow => byRow.get(rowIndex) ?? { was: rowIndex, rowIndex };
    for (const holder of this.#all) holder.moveRows(nowOf);
    return nowOf;
  }

  get #all(): readonly HoldsRows[] {
    return [this.parts.navigation(), ...this.#holders];
  }

  /** An answer about a file that has changed again is of no use: the next one is on its way. */
  #isWanted(held: Held, moved: MovedRows | null): boolean {
    return this.#pending === held && (moved === null || moved.contents === this.#contents);
  }

  #isStill({ commands }: Held): boolean {
    return commands === this.parts.navigation().commands;
  }
}

function marksAt({ positions }: MovedRows): MarkedRows {
  const [first] = positions;
  return first === undefined ? NONE_MARKED : { anchor: first[0], ranges: positions };
}

function late(): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), SOON_MS));
}
