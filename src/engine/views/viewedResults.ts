import type { ViewQuery } from '../../protocol/dataset';
import { barTest } from '../composition/barTest';
import { partsOf } from '../composition/composition';
import type { OpenDataset } from '../openDataset';
import type { RowTest } from './rowFilter';
import type { ViewedResults } from './view';

/**
 * What rows are sorted and filtered by, as it is once the signal of a bar is known of all rows that the query asks for.
 * @throws DeitaError `usage` for a name that no signal has, `fileChanged`, `cancelled`
 */
export async function viewedResults(
  open: OpenDataset,
  query: ViewQuery,
  signal: AbortSignal | undefined,
): Promise<ViewedResults> {
  const inBar = await barFilter(open, query, signal); // First: rows may have to be read for it.
  const { shownResults: results, decisions, added } = open;
  return { results, decisions: decisions.shown, added, inBar };
}

async function barFilter(
  open: OpenDataset,
  { rowSet }: ViewQuery,
  signal: AbortSignal | undefined,
): Promise<RowTest | undefined> {
  if (rowSet === undefined || 'rows' in rowSet) return undefined;
  const columns = await open.columns.get([rowSet.signal], { signal, onProgress: undefined });
  const valueOf = columns.get(rowSet.signal) ?? (() => undefined);
  return barTest(rowSet, valueOf, partsOf(open.shownResults, open.facts));
}
