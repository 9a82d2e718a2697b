import type { RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';
import { fetchMarks } from './selectionMarks';

/** The selected rows and near-duplicates of open datasets, fetched once a selection for all who mark them. */
export class DecidedRows {
  private readonly fetched = new WeakMap<DatasetSession, Promise<readonly RowSummary[]>>();

  of(session: DatasetSession): Promise<readonly RowSummary[]> {
    let rows = this.fetched.get(session);
    if (rows === undefined) {
      rows = fetchMarks(session);
      this.fetched.set(session, rows);
      rows.catch(() => this.fetched.delete(session));
    }
    return rows;
  }

  /** Fetches them again when they are next asked for, as the selection has changed. */
  forget(session: DatasetSession): void {
    this.fetched.delete(session);
  }
}
