import type { ViewQuery } from '../../protocol/views';
import { barTest } from '../composition/barTest';
import { partsOf } from '../composition/composition';
import type { OpenDataset } from '../openDataset';
import type { RowTest } from './rowFilter';
import type { ViewedResults } from './view';

/**
 * What rows are sorted and filtered by, as it is once the signal of a bar that the query asks for is known of all rows.
 * @throws DeitaError `usage` for a name that no signal has, `fileChanged`, `cancelled`
 */
export async function viewedResults(
  open: OpenDataset,
  query: ViewQuery,
  signal: AbortSignal | undefined,
): Promise<ViewedResults> {
  const isPicked = await pickedTest(open, query, signal); // First: rows may have to be read for it.
  const { shownResults: results, decisions, added, groups } = open;
  return { results, decisions: decisions.shown, added, groupOf: groups.groupOf, isPicked };
}

async function pickedTest(
  open: OpenDataset,
  { rowSet }: ViewQuery,
  signal: AbortSignal | undefined,
): Promise<RowTest | undefined> {
  if (rowSet === undefined || 'rows' in rowSet) return undefined;
  if ('group' in rowSet) {
    const { groupOf } = open.groups;
    return (row) => groupOf?.(row)?.number === rowSet.group;
  }
  const columns = await open.columns.get([rowSet.signal], { signal, onProgress: undefined });
  const valueOf = columns.get(rowSet.signal) ?? (() => undefined);
  return barTest(rowSet, valueOf, partsOf(open.shownResults, open.facts));
}
