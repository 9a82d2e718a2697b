import { shownSelection, type RowSummary } from '../../protocol/dataset';
import type { DatasetSession } from '../datasets/datasetSession';

const PAGE_ROWS = 1000;
/** With more than these the ruler would be one solid bar that says nothing. */
const MAX_MARKS = 20_000;

let fetches = 0;

/** The selected rows and their near-duplicates, in file order; none of a dataset with very many. */
export async function fetchMarks(
  session: Pick<DatasetSession, 'info' | 'setView' | 'closeView' | 'request'>,
): Promise<RowSummary[]> {
  if (shownSelection(session.info) === null) return [];
  const viewId = `text-marks-${++fetches}`;
  try {
    const { rowCount } = await session.setView(viewId, { statuses: ['selected', 'nearDuplicate'] });
    const rows: RowSummary[] = [];
    if (rowCount > MAX_MARKS) return rows;
    while (rows.length < rowCount) {
      const page = await session.request('view/rows', { viewId, start: rows.length, count: PAGE_ROWS });
      if (page.length === 0) break;
      rows.push(...page);
    }
    return rows;
  } finally {
    // An engine that is down has no view to let go of.
    await session.closeView(viewId).catch(() => undefined);
  }
}
