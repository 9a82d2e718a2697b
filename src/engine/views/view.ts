import { createHash } from 'node:crypto';
import { isCancelled } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { isTextColumn, type ViewInfo, type ViewQuery } from '../../protocol/views';
import type { DatasetDecisions } from '../decisions/datasetDecisions';
import type { GroupOf } from '../nearDuplicates/duplicateGroups';
import type { PoolResults } from '../results/poolResults';
import type { RowFacts } from '../rows/rowFacts';
import { fileOrder } from '../rows/rowReader';
import type { AddedSignals } from '../signals/addedSignals';
import { addedTests, decisionTests, rowTests, type RowTest } from './rowFilter';
import { PartCounter } from './partCounter';
import { sortKeys } from './sortKeys';
import { sortedByKey } from './stableSort';
import { sortedByText } from './textKeys';
import { searchedText, type SearchedText } from './searchedText';
import { searchRows } from './textSearch';

/** What rows are sorted and filtered by. */
export interface ViewedResults {
  readonly results: PoolResults;
  /** By hand; undefined = none are shown. */
  readonly decisions: Pick<DatasetDecisions, 'of'> | undefined;
  readonly added: AddedSignals;
  /** What tells the groups of near-duplicates; absent = there are none. */
  readonly groupOf?: GroupOf | undefined;
  /** Of the bar or the group that the query asks for; absent = it asks for none. */
  readonly isPicked?: RowTest | undefined;
}

/** What a view holds on to while it lives: not the results that it was sorted and filtered by. */
export interface ViewContext {
  /** What the file holds, as `DatasetInfo.contents`. */
  readonly contents: string;
  readonly dataset: Dataset;
  readonly facts: RowFacts;
  /** Called a few times a second while a text filter finds rows, and once at its end. */
  readonly onChange: (info: ViewInfo) => void;
  readonly onError: (error: unknown) => void;
}

const REPORT_EVERY_MS = 200;

/** One sort and filter of a pool: a permutation of row indexes, or none for all rows in file order. */
export class View {
  private readonly searching = new AbortController();
  private searchEnded = true;
  private search: Promise<void> = Promise.resolve();
  /** Undefined = no text is looked for everywhere. */
  private parts: PartCounter | undefined;
  private positions: Uint32Array | undefined;
  /** Of the rows as they are now; undefined = nobody has asked since they changed. */
  private order: string | undefined;

  private constructor(
    readonly context: ViewContext,
    /** null = all rows in file order, also those indexed later. */
    private rows: Uint32Array | null,
  ) {}

  /**
   * @param signal ends the sorting; `close` ends the search
   * @throws DeitaError `usage` where a text is to be a regular expression and is none
   */
  static async create(
    query: ViewQuery,
    shown: ViewedResults,
    context: ViewContext,
    signal: AbortSignal | undefined,
  ): Promise<View> {
    const text = searchedText(query);
    const sorted = await sort(query, shown, context, signal);
    const tests = [
      ...rowTests(query, shown.results, context.facts),
      ...addedTests(query, shown.added),
      ...decisionTests(query, shown.decisions),
      ...(shown.isPicked === undefined ? [] : [shown.isPicked]),
    ];
    if (tests.length === 0 && text === undefined) return new View(context, sorted);
    const all = sorted ?? fileOrder(context.dataset.rowCount);
    const candidates = tests.reduce(passing, all);
    if (text === undefined) return new View(context, candidates);
    const view = new View(context, new Uint32Array());
    view.search = view.searchThrough(candidates, text);
    return view;
  }

  get info(): ViewInfo {
    this.order ??= orderOf(this.rows);
    const foundIn = this.parts === undefined ? {} : { foundIn: this.parts.foundIn };
    return { rowCount: this.rowCount, order: this.order, searching: !this.searchEnded, ...foundIn };
  }

  /** Its rows by position; null = all rows in file order. */
  get permutation(): Uint32Array | null {
    return this.rows;
  }

  get rowCount(): number {
    return this.rows?.length ?? this.context.dataset.rowCount;
  }

  /** Row indexes by position; fewer at the end. */
  slice(start: number, count: number): Uint32Array {
    const from = Math.min(Math.max(0, start), this.rowCount);
    const end = Math.min(from + Math.max(0, count), this.rowCount);
    return this.rows?.slice(from, end) ?? fileOrder(end, from);
  }

  /** All its rows, once a search that fills it has ended or was closed. */
  async allRows(): Promise<Uint32Array> {
    await this.search;
    return this.slice(0, this.rowCount);
  }

  rowAt(position: number): number | undefined {
    return this.rows === null ? position : this.rows[position];
  }

  /** The position of a row; null when the filter hides it. */
  locate(row: number): number | null {
    if (this.rows === null) return row >= 0 && row < this.rowCount ? row : null;
    this.positions ??= positionsOf(this.rows, this.context.dataset.rowCount);
    const position = this.positions[row] ?? HIDDEN;
    return position === HIDDEN ? null : position;
  }

  close(): void {
    this.searching.abort();
  }

  /** Looks through the candidates in file order; those found so far are shown in the order of the view. */
  private async searchThrough(candidates: Uint32Array, text: SearchedText): Promise<void> {
    this.searchEnded = false;
    const { dataset, facts, onChange, onError } = this.context;
    const { signal } = this.searching;
    const found = new Uint8Array(dataset.rowCount);
    const parts = new PartCounter();
    if (text.kind === 'conversation' && text.isEverywhere) this.parts = parts;
    let hasMore = false;
    let lastReport = performance.now();
    const show = (): void => {
      this.rows = passing(candidates, (row) => found[row] === 1);
      this.positions = undefined;
      this.order = undefined;
      hasMore = false;
      lastReport = performance.now();
      onChange(this.info);
    };
    try {
      const rows = inFileOrder(candidates, dataset.rowCount);
      for await (const hits of searchRows({ dataset, facts, rows }, text, { signal })) {
        for (const { rowIndex, parts: has } of hits) {
          if (found[rowIndex] !== 1) parts.add(has); // A bad row may be named twice.
          found[rowIndex] = 1;
        }
        hasMore ||= hits.length > 0;
        if (hasMore && performance.now() - lastReport > REPORT_EVERY_MS) show();
      }
    } catch (error) {
      if (isCancelled(error)) return;
      onError(error);
    }
    this.searchEnded = true;
    show();
  }
}

const HIDDEN = 0xffffffff;

/** Rows that are indexed later come behind those in file order, which stay where they are. */
function orderOf(rows: Uint32Array | null): string {
  return rows === null ? 'file' : createHash('sha256').update(rows).digest('base64');
}

async function sort(
  { sort, rowSet }: ViewQuery,
  shown: ViewedResults,
  { dataset, facts }: ViewContext,
  signal: AbortSignal | undefined,
): Promise<Uint32Array | null> {
  if (sort === undefined && rowSet !== undefined && 'rows' in rowSet && rowSet.isRanked === true) {
    return Uint32Array.from(new Set(rowSet.rows.filter((row) => row >= 0 && row < dataset.rowCount)));
  }
  if (sort === undefined || ((sort.column === 'line' || sort.column === 'rowNumber') && !sort.descending)) return null;
  if (isTextColumn(sort.column)) return sortedByText(dataset, sort.column, sort.descending, signal);
  return sortedByKey(sortKeys(sort.column, dataset.rowCount, shown, facts), sort.descending);
}

/** @param rows each once */
function inFileOrder(rows: Uint32Array, rowCount: number): Uint32Array {
  const isWanted = new Uint8Array(rowCount);
  for (let i = 0; i < rows.length; i++) isWanted[rows[i] as number] = 1;
  const ordered = new Uint32Array(rows.length);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isWanted[row] === 1) ordered[count++] = row;
  return ordered;
}

function passing(rows: Uint32Array, test: RowTest): Uint32Array {
  const passed = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (test(row)) passed[count++] = row;
  }
  return passed.slice(0, count);
}

function positionsOf(rows: Uint32Array, rowCount: number): Uint32Array {
  const positions = new Uint32Array(rowCount).fill(HIDDEN);
  rows.forEach((row, position) => (positions[row] = position));
  return positions;
}
