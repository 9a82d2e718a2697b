import type { RowDetail, RowSource, TurnReasons } from '../../../../src/protocol/dataset';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import { Lru } from '../../../../src/common/lru';

/** Conversations can be large, so few are kept. */
const MAX_DETAILS = 24;

/** Details of rows, fetched once while nothing changes; details pane, hover card and jumps share them. */
export class RowDetails {
  readonly #known = new Lru<number, RowDetail>(MAX_DETAILS);

  constructor(private readonly client: RequestClient<TablePage>) {}

  async get(rowIndex: number, signal?: AbortSignal): Promise<RowDetail> {
    const known = this.#known.get(rowIndex);
    if (known !== undefined) return known;
    const detail = await this.client.request('row/detail', { rowIndex }, signal);
    this.#known.set(rowIndex, detail);
    return detail;
  }

  /** Why the row's turns have their scores; not kept, the details pane alone asks. */
  reasons(rowIndex: number, signal: AbortSignal): Promise<(TurnReasons | null)[]> {
    return this.client.request('row/reasons', { rowIndex }, signal);
  }

  /** The row as it stands in the file; not kept, it may be large. */
  source(rowIndex: number, signal: AbortSignal): Promise<RowSource> {
    return this.client.request('row/source', { rowIndex }, signal);
  }

  /** Scores or statuses have changed. */
  clear(): void {
    this.#known.clear();
  }
}
