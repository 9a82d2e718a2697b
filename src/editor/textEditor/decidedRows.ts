import type { RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';
import { fetchMarks } from './selectionMarks';

/** The selected rows and near-duplicates of open datasets, fetched once a selection for all who mark them. */
export class DecidedRows {
  private readonly fetched = new WeakMap<DatasetSession, Promise<readonly RowSummary[]>>();

  /** Those of the present selection, even where another one is made while they are fetched. */
  async of(session: DatasetSession): Promise<readonly RowSummary[]> {
    let rows = this.fetched.get(session);
    if (rows === undefined) {
      rows = fetchMarks(session);
      this.fetched.set(session, rows);
    }
    try {
      const fetched = await rows;
      return this.fetched.get(session) === rows ? fetched : await this.of(session);
    } catch (error) {
      if (this.fetched.get(session) === rows) this.fetched.delete(session);
      throw error;
    }
  }

  /** Fetches them again when they are next asked for, as the selection has changed. */
  forget(session: DatasetSession): void {
    this.fetched.delete(session);
  }
}
