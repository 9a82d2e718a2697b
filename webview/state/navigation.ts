import type { RowDetail } from '../../src/protocol/dataset';
import { formatCount } from '../../src/protocol/rowCard';
import type { RequestClient } from '../host/requestClient';
import type { RowPages } from '../rows/rowPages';
import { moveRow, type Movement } from '../table/keyboard';
import type { ErrorReport } from './errorReport';
import type { PageModel } from './pageModel';
import type { RowDetails } from './rowDetails';
import type { RowView } from './rowView';
import type { Store } from './store';
import { isFiltered, withoutFilters } from './viewQuery';

const MAX_HISTORY = 100;
/** Go to line looks this far ahead for the next row, past blank lines. */
const LINES_AHEAD = 200;

interface NavigationParts {
  readonly client: RequestClient;
  readonly store: Store<PageModel>;
  readonly pages: RowPages;
  readonly details: RowDetails;
  readonly view: RowView;
  readonly errors: ErrorReport;
}

/** Moves the current row: by keys, to a near-duplicate and back, to selected rows, to a line. */
export class Navigation {
  readonly #history: number[] = [];

  constructor(private readonly parts: NavigationParts) {}

  moveBy(movement: Movement, screenRows: number): void {
    const { current, view } = this.parts.store.value;
    const target = moveRow(movement, current?.viewIndex ?? null, view.rowCount, screenRows);
    if (target !== null) this.moveTo(target);
  }

  moveTo(viewIndex: number): void {
    const rowIndex = this.parts.pages.get(viewIndex)?.rowIndex ?? null;
    this.parts.store.set({ current: { viewIndex, rowIndex } });
  }

  /** A page has arrived: the current row may be known now. */
  settleCurrent(): void {
    const { current } = this.parts.store.value;
    if (current === null || current.rowIndex !== null) return;
    if (this.parts.pages.isFresh(current.viewIndex)) this.moveTo(current.viewIndex);
  }

  /** Makes a row the current one; a filter that hides it is taken off. */
  async reveal(rowIndex: number): Promise<void> {
    const { client, store, view } = this.parts;
    let viewIndex = await client.request('view/locate', { rowIndex });
    if (viewIndex === null && isFiltered(store.value.query)) {
      await view.setQuery(withoutFilters(store.value.query));
      viewIndex = await client.request('view/locate', { rowIndex });
    }
    if (viewIndex !== null) store.set({ current: { viewIndex, rowIndex } });
  }

  /** As `reveal`, with a way back. */
  async jumpTo(rowIndex: number): Promise<void> {
    const from = this.parts.store.value.current?.rowIndex ?? null;
    await this.reveal(rowIndex);
    if (from === null || from === rowIndex) return;
    this.#history.push(from);
    if (this.#history.length > MAX_HISTORY) this.#history.shift();
  }

  async goBack(): Promise<void> {
    const rowIndex = this.#history.pop();
    if (rowIndex === undefined) this.#announce('There is no jump to go back from.');
    else await this.reveal(rowIndex);
  }

  async jumpToNearDuplicate(): Promise<void> {
    const rowIndex = this.parts.store.value.current?.rowIndex ?? null;
    if (rowIndex === null) return;
    const target = nearestDuplicate(await this.parts.details.get(rowIndex));
    if (target === undefined) {
      this.#announce('This row has no near-duplicate.');
      return;
    }
    await this.jumpTo(target.rowIndex);
    this.#announce(`Line ${formatCount(target.lineNumber)}: ${target.preview}`);
  }

  async goToSelected(step: 1 | -1): Promise<void> {
    const rowIndex = this.parts.store.value.current?.rowIndex ?? 0;
    const found = await this.parts.client.request('row/adjacentSelected', { rowIndex, step });
    if (found === null) this.#announce('No row is selected.');
    else await this.reveal(found.rowIndex);
  }

  /** The row that starts at a line, or the next one after it. */
  async goToLine(line: number): Promise<void> {
    const range = { firstLine: line, lastLine: line + LINES_AHEAD };
    const [row] = await this.parts.client.request('row/byLines', range);
    if (row === undefined) this.#announce(`No row starts at or after line ${formatCount(line)}.`);
    else await this.jumpTo(row.rowIndex);
  }

  #announce(announcement: string): void {
    this.parts.store.set({ announcement });
  }
}

function nearestDuplicate(detail: RowDetail): RowDetail['nearDuplicates'][number] | undefined {
  return detail.nearDuplicates[0];
}
