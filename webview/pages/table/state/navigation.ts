import * as l10n from '@vscode/l10n';
import type { RowDetail, RowSummary } from '../../../../src/protocol/dataset';
import type { MovedRow } from '../../../../src/protocol/movedRows';
import type { ViewQuery } from '../../../../src/protocol/views';
import { formatCount } from '../../../../src/wording/numbers';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ItemPages } from '../../../kit/paging/itemPages';
import { moveRow, type Movement } from '../grid/keyboard';
import { allMarked, extendedTo, NONE_MARKED, toggled } from '../grid/markedRows';
import type { PageModel } from './pageModel';
import { remark } from './remark';
import type { RowDetails } from './rowDetails';
import type { HoldsRows } from './rowFollower';
import type { Store } from '../../../kit/store/store';
import { isFiltered, withoutFilters } from './viewQuery';

/** As lists of the workbench mark rows: with nothing held, with Shift, with Ctrl. */
export type Marking = 'alone' | 'extend' | 'toggle';

const MAX_HISTORY = 100;
/** Go to line looks this far ahead for the next row, past blank lines. */
const LINES_AHEAD = 200;

interface NavigationParts {
  readonly client: Pick<RequestClient<TablePage>, 'request'>;
  readonly store: Store<PageModel>;
  readonly pages: Pick<ItemPages<RowSummary>, 'get' | 'isFresh'>;
  readonly details: Pick<RowDetails, 'get'>;
  readonly view: { setQuery(query: ViewQuery, startAt?: number | null): Promise<void> };
  /** The first row in sight. */
  readonly scroll: { get(): number; set(topRow: number): void };
}

/** Where the user was: to be found again as it was left. */
interface Place {
  readonly rowIndex: number;
  readonly query: ViewQuery;
  readonly topRow: number;
}

/**
 * Moves the current row: by keys, to a near-duplicate and back, to selected rows, to a line. The last command counts:
 * one that is still being answered when the next comes moves nothing any more.
 */
export class Navigation implements HoldsRows {
  readonly #history: Place[] = [];
  #commands = 0;

  constructor(private readonly parts: NavigationParts) {}

  moveBy(movement: Movement, screenRows: number, marking: Marking = 'alone'): void {
    const { current, view } = this.parts.store.value;
    const target = moveRow(movement, current?.viewIndex ?? null, view.rowCount, screenRows);
    if (target !== null) this.moveTo(target, marking);
  }

  /** @param marking what becomes of the rows that are marked: none any more, all up to this one, or this one as well */
  moveTo(viewIndex: number, marking: Marking = 'alone'): void {
    this.#begin();
    const { marked, current } = this.parts.store.value;
    const from = current?.viewIndex ?? null;
    if (marking === 'extend') this.parts.store.set({ marked: extendedTo(marked, from, viewIndex) });
    else if (marking === 'toggle') this.parts.store.set({ marked: toggled(marked, from, viewIndex) });
    else this.unmark();
    this.#place(viewIndex);
  }

  markAll(): void {
    this.parts.store.set({ marked: allMarked(this.parts.store.value.view.rowCount) });
  }

  /** Leaves the current row alone. */
  unmark(): void {
    if (this.parts.store.value.marked !== NONE_MARKED) this.parts.store.set({ marked: NONE_MARKED });
  }

  #place(viewIndex: number): void {
    const rowIndex = this.parts.pages.get(viewIndex)?.rowIndex ?? null;
    this.parts.store.set({ current: { viewIndex, rowIndex } });
  }

  /** A page has arrived: the current row may be known now. */
  settleCurrent(): void {
    const { current } = this.parts.store.value;
    if (current === null || current.rowIndex !== null) return;
    if (this.parts.pages.isFresh(current.viewIndex)) this.#place(current.viewIndex);
  }

  /** Makes a row the current one, with a way back to the one before. A filter that hides it is taken off. */
  jumpTo(rowIndex: number): Promise<void> {
    return this.#jump(rowIndex, this.#begin());
  }

  /** Makes a row the current one where the table shows it. */
  async follow(rowIndex: number): Promise<void> {
    const isLatest = this.#begin();
    const viewIndex = await this.parts.client.request('view/locate', { rowIndex });
    if (viewIndex !== null && isLatest())
      this.parts.store.set({ current: { viewIndex, rowIndex }, marked: NONE_MARKED });
  }

  async goBack(): Promise<void> {
    const isLatest = this.#begin();
    const place = this.#history.pop();
    if (place === undefined) this.#remark(l10n.t('There is no jump to go back from.'));
    else await this.#return(place, isLatest);
  }

  async jumpToNearDuplicate(): Promise<void> {
    const isLatest = this.#begin();
    const rowIndex = this.parts.store.value.current?.rowIndex ?? null;
    if (rowIndex === null) return;
    const target = nearestDuplicate(await this.parts.details.get(rowIndex));
    if (!isLatest()) return;
    if (target === undefined) {
      this.#remark(l10n.t('This row has no near-duplicate.'));
      return;
    }
    await this.#jump(target.rowIndex, isLatest);
    if (!isLatest()) return;
    const announcement = l10n.t('Line {0}: {1}', formatCount(target.lineNumber), target.preview);
    this.parts.store.set({ announcement });
  }

  async goToSelected(step: 1 | -1): Promise<void> {
    const isLatest = this.#begin();
    const rowIndex = this.parts.store.value.current?.rowIndex ?? 0;
    const found = await this.parts.client.request('row/adjacentSelected', { rowIndex, step });
    if (!isLatest()) return;
    if (found === null) this.#remark(l10n.t('No row is selected.'));
    else await this.#reveal(found.rowIndex, isLatest);
  }

  /** The row that starts at a line, or the next one after it. */
  async goToLine(line: number): Promise<void> {
    const isLatest = this.#begin();
    const range = { firstLine: line, lastLine: line + LINES_AHEAD };
    const [row] = await this.parts.client.request('row/byLines', range);
    if (!isLatest()) return;
    if (row === undefined) this.#remark(l10n.t('No row starts at or after line {0}.', formatCount(line)));
    else await this.#jump(row.rowIndex, isLatest);
  }

  /** How often somebody has gone to a row. */
  get commands(): number {
    return this.#commands;
  }

  /** Those that there is a way back to. */
  get heldRows(): readonly number[] {
    return this.#history.map(({ rowIndex }) => rowIndex);
  }

  moveRows(nowOf: (rowIndex: number) => MovedRow): void {
    for (const [at, place] of this.#history.entries())
      this.#history[at] = { ...place, rowIndex: nowOf(place.rowIndex).rowIndex };
  }

  /** @returns whether the command that begins is still the last one */
  #begin(): () => boolean {
    const command = ++this.#commands;
    return () => command === this.#commands;
  }

  async #jump(rowIndex: number, isLatest: () => boolean): Promise<void> {
    const from = this.#here();
    await this.#reveal(rowIndex, isLatest);
    if (from === null || from.rowIndex === rowIndex || !isLatest()) return;
    this.#history.push(from);
    if (this.#history.length > MAX_HISTORY) this.#history.shift();
  }

  #here(): Place | null {
    const { current, query } = this.parts.store.value;
    const rowIndex = current?.rowIndex ?? null;
    return rowIndex === null ? null : { rowIndex, query, topRow: this.parts.scroll.get() };
  }

  /** With the filter and order that were there, and the table scrolled as it was. */
  async #return({ rowIndex, query, topRow }: Place, isLatest: () => boolean): Promise<void> {
    const { store, view, scroll } = this.parts;
    if (query !== store.value.query) await view.setQuery(query, rowIndex);
    if (!isLatest()) return;
    await this.#reveal(rowIndex, isLatest);
    if (isLatest()) scroll.set(topRow);
  }

  async #reveal(rowIndex: number, isLatest: () => boolean): Promise<void> {
    const { client, store, view } = this.parts;
    let viewIndex = await client.request('view/locate', { rowIndex });
    if (viewIndex === null && isLatest() && isFiltered(store.value.query)) {
      await view.setQuery(withoutFilters(store.value.query));
      viewIndex = await client.request('view/locate', { rowIndex });
    }
    if (viewIndex !== null && isLatest()) store.set({ current: { viewIndex, rowIndex }, marked: NONE_MARKED });
  }

  #remark(text: string): void {
    remark(this.parts.store, text);
  }
}

function nearestDuplicate(detail: RowDetail): RowDetail['nearDuplicates'][number] | undefined {
  return detail.nearDuplicates[0];
}
